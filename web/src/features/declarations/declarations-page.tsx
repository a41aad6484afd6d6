import { PlusOutlined } from '@ant-design/icons'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card, Flex, Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { declarationRoutes, type DeclarationRowView } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { currentLocale } from '../../lib/i18n.ts'
import { useAbility, useSession } from '../../lib/session.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { declarationCountsQuery, declarationRulesQuery } from './declaration-queries.ts'
import { DeclarationStateTag, usePeriod, useSubject } from './declaration-tags.tsx'
import './declarations.css'

interface Wish extends Record<string, string | undefined> {
  state: string | undefined
  reason: string | undefined
  words: string | undefined
  order: 'recent' | 'oldest' | undefined
}

const shownStates = [
  'draft',
  'returned',
  'unit_review',
  'department_review',
  'province_review',
  'filed',
  'expired',
  'withdrawn',
] as const

function FilterBar() {
  const { t } = useTranslation('declarations')
  const [filters, change] = useFilters<Wish>()
  const counts = useQuery(declarationCountsQuery).data?.states ?? []
  const rules = useQuery(declarationRulesQuery()).data
  const countOf = (state: string) => counts.find((one) => one.state === state)?.count ?? 0
  const all = counts.reduce((sum, one) => sum + one.count, 0)
  return (
    <Flex vertical gap={12} className="declaration-filters">
      <div className="declaration-states">
        <Segmented
          value={filters.state ?? ''}
          onChange={(state) => change({ state })}
          options={[
            { value: '', label: `${t('state.all')} ${all}` },
            ...shownStates.map((state) => ({
              value: state,
              label: `${t(`state.${state}`)} ${countOf(state)}`,
            })),
          ]}
        />
      </div>
      <Flex wrap gap={8}>
        <Input.Search
          allowClear
          defaultValue={filters.words ?? ''}
          placeholder={t('filter.words')}
          aria-label={t('filter.words')}
          style={{ width: 280 }}
          onSearch={(words) => change({ words })}
        />
        <Select
          allowClear
          placeholder={t('field.reason')}
          aria-label={t('field.reason')}
          style={{ width: 180 }}
          value={filters.reason ?? null}
          onChange={(reason: string | undefined) => change({ reason: reason ?? '' })}
          options={rules?.reasons.map(({ code, name }) => ({ value: code, label: name })) ?? []}
        />
      </Flex>
    </Flex>
  )
}

function useColumns(severalUnits: boolean): FittingColumn<DeclarationRowView>[] {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  const subject = useSubject()
  const period = usePeriod()
  return [
    {
      key: 'subject',
      title: t('field.subject'),
      render: (_, row) => <Link to={`/declarations/${row.declarationId}`}>{subject(row)}</Link>,
    },
    ...(severalUnits
      ? [
          {
            key: 'unit',
            title: t('field.unit'),
            width: 200,
            render: (_: unknown, row: DeclarationRowView) => format.either(row.unitName, row.unitNameEn),
          },
        ]
      : []),
    { key: 'reason', title: t('field.reason'), width: 150, render: (_, row) => row.reason.name },
    {
      key: 'count',
      title: t('field.count'),
      align: 'right',
      width: 100,
      render: (_, row) => format.number(row.instrumentCount),
    },
    { key: 'period', title: t('field.period'), width: 220, render: (_, row) => period(row) },
    {
      key: 'state',
      title: t('field.state'),
      width: 150,
      render: (_, row) => <DeclarationStateTag declaration={row} />,
    },
    {
      key: 'number',
      title: t('field.filingNumber'),
      width: 190,
      render: (_, row) => row.filingNumber ?? '',
    },
  ]
}

/** Declarations of not reporting: the unit's own, or what waits for the department and the province. */
export default function DeclarationsPage() {
  const { t } = useTranslation('declarations')
  const [filters] = useFilters<Wish>()
  const writes = useAbility('declaration.write')
  const session = useSession()
  const severalUnits = session?.grants.some(({ scope }) => ['site', 'department', 'city'].includes(scope))
  const query = useInfiniteQuery({
    queryKey: ['declarations', 'list', filters, currentLocale()],
    placeholderData: keepPreviousData,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(declarationRoutes.listDeclarations, {
        query: { ...filters, after: pageParam, limit: 50 },
        signal,
      }),
    getNextPageParam: (page) => page.next,
  })
  const columns = useColumns(severalUnits === true)
  const filtered = filters.state !== undefined || filters.reason !== undefined || filters.words !== undefined
  return (
    <PageFrame
      title={t('menu.declarations')}
      hint={t('list.hint')}
      extra={
        writes && (
          <Link to="/declarations/new">
            <Button type="primary" icon={<PlusOutlined />}>
              {t('act.new')}
            </Button>
          </Link>
        )
      }
    >
      <Card>
        <FilterBar />
        <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />
        <FittingTable<DeclarationRowView>
          rowKey="declarationId"
          size="middle"
          columns={columns}
          dataSource={query.data?.pages.flatMap((page) => page.items) ?? []}
          loading={query.isPending}
          pagination={false}
          locale={{ emptyText: <EmptyState why={t(filtered ? 'list.emptyFiltered' : 'list.empty')} /> }}
        />
        {query.hasNextPage && (
          <Flex justify="center" className="declaration-more">
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('list.more')}
            </Button>
          </Flex>
        )}
      </Card>
    </PageFrame>
  )
}
