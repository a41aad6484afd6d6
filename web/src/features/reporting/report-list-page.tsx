import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Flex } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportRowView, reviewRoutes } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useAbility, useSession } from '../../lib/session.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ExportMenu } from './export-menu.tsx'
import { useReportColumns } from './report-columns.tsx'
import { ReportFilterBar, type ReportFilters } from './report-filters.tsx'
import { ReportPanel } from './report-panel.tsx'
import './reporting.css'

type Query = NonNullable<Parameters<typeof call<typeof reviewRoutes.listReports>>[1]>['query']

function useReports(filters: ReportFilters) {
  return useInfiniteQuery({
    queryKey: ['reports', filters],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(reviewRoutes.listReports, {
        query: { ...filters, after: pageParam, limit: 50 } as Query,
        signal,
      }),
    getNextPageParam: (page) => page.next,
  })
}

/** More than this are not chosen at once. */
const mostChosen = 2_000

/** Everything the filters let through, up to the most that may be chosen. */
async function everythingMatching(filters: ReportFilters): Promise<ReportRowView[]> {
  const found: ReportRowView[] = []
  let after: string | undefined
  do {
    const page = await call(reviewRoutes.listReports, { query: { ...filters, after, limit: 200 } as Query })
    found.push(...page.items)
    after = page.next
  } while (after !== undefined && found.length < mostChosen)
  return found
}

function NothingHere({ filtered }: { readonly filtered: boolean }) {
  const { t } = useTranslation('reporting')
  const edits = useAbility('instrument.edit')
  return (
    <EmptyState why={t(filtered ? 'list.emptyFiltered' : 'list.empty')}>
      {!filtered && edits && (
        <Link to="/reports/new">
          <Button type="primary">{t('act.create')}</Button>
        </Link>
      )}
    </EmptyState>
  )
}

/** The unit's instruments and where each stands on its way to the public. */
export function ReportListPage() {
  const { t } = useTranslation('reporting')
  const [filters, change] = useFilters<Record<keyof ReportFilters, string | undefined>>()
  const wish = useMemo<ReportFilters>(
    () =>
      Object.fromEntries(
        (['state', 'eligibility', 'problems', 'words'] as const)
          .filter((key) => filters[key] !== undefined)
          .map((key) => [key, String(filters[key])]),
      ),
    [filters],
  )
  const query = useReports(wish)
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const [chosen, setChosen] = useState<readonly ReportRowView[]>([])
  const [open, setOpen] = useState<number>()
  const edits = useAbility('instrument.edit')
  const session = useSession()
  const severalUnits = session?.grants.some((grant) => ['site', 'department', 'city'].includes(grant.scope))
  const columns = useReportColumns(severalUnits === true)
  return (
    <PageFrame
      title={t(severalUnits === true ? 'list.titleAll' : 'list.title')}
      hint={t('list.hint')}
      extra={
        <Flex gap={8}>
          <ExportMenu path="/api/v1/report-exports" filters={wish} />
          {edits && (
            <Link to="/reports/new">
              <Button icon={<PlusOutlined />}>{t('act.create')}</Button>
            </Link>
          )}
        </Flex>
      }
    >
      <Card>
        <ReportFilterBar filters={wish} change={change} />
        <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />
        <BulkBar
          rows={chosen}
          onDone={() => setChosen([])}
          onAll={
            query.hasNextPage && chosen.length === rows.length
              ? async () => setChosen(await everythingMatching(wish))
              : undefined
          }
        />
        <FittingTable
          rowKey="instrumentId"
          size="middle"
          columns={columns}
          dataSource={rows}
          loading={query.isPending}
          pagination={false}
          locale={{ emptyText: <NothingHere filtered={Object.keys(wish).length > 0} /> }}
          rowSelection={{
            preserveSelectedRowKeys: true,
            selectedRowKeys: chosen.map((row) => row.instrumentId),
            onChange: (_, selected) => setChosen(selected),
          }}
          onRow={(row) => ({
            tabIndex: 0,
            className: 'report-row',
            onClick: () => setOpen(row.instrumentId),
            onKeyDown: (event) => {
              if (event.key === 'Enter') setOpen(row.instrumentId)
            },
          })}
        />
        {query.hasNextPage && (
          <Flex justify="center" className="report-more">
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('list.more')}
            </Button>
          </Flex>
        )}
      </Card>
      <ReportPanel instrumentId={open} onClose={() => setOpen(undefined)} />
    </PageFrame>
  )
}
