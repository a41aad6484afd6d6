import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Card, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { reviewingContract } from '#modules/reporting/contract.ts'
import { useFilters } from '../../../lib/address.ts'
import { call } from '../../../lib/client.ts'
import { useFormat } from '../../../lib/format.ts'
import { FittingTable } from '../../../ui/fitting-table.tsx'
import { PageFrame } from '../../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { DifferenceTable } from '../difference-table.tsx'
import { recordDifferenceQuery } from '../record-queries.ts'
import { differenceQuery } from '../report-queries.ts'
import type { ReviewSubject } from './review-level.ts'
import { ReviewLink } from './review-link.tsx'
import { subjectOf } from './review-queries.ts'

const useAmendments = (of: ReviewSubject) =>
  useInfiniteQuery({
    queryKey: ['reports', 'amendments', of],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(reviewingContract.amendments, { query: { of, after: pageParam, limit: 50 }, signal }),
    getNextPageParam: (page) => page.next,
  })

interface ChangedProps {
  readonly subjectId: number
  readonly version: number
}

function InstrumentChanged({ subjectId, version }: ChangedProps) {
  const query = useQuery(differenceQuery(subjectId, version, version - 1, version))
  return <Loaded query={query}>{({ elements }) => <DifferenceTable rows={elements} />}</Loaded>
}
function RecordChanged({ subjectId, version }: ChangedProps) {
  const query = useQuery(recordDifferenceQuery(subjectId, version - 1, version))
  return <Loaded query={query}>{({ elements }) => <DifferenceTable rows={elements} />}</Loaded>
}

/** Changes of accepted records that the public saw without a review, newest first; each opens what changed. */
export function AmendmentsPage() {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const [filters, change] = useFilters<{ of: string | undefined }>()
  const of = subjectOf(filters)
  const query = useAmendments(of)
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const Changed = of === 'instrument' ? InstrumentChanged : RecordChanged
  return (
    <PageFrame title={t('amendments.title')} hint={t('amendments.hint')}>
      <Segmented<ReviewSubject>
        className="report-filters"
        value={of}
        onChange={(value) => change({ of: value === 'record' ? value : undefined })}
        options={(['instrument', 'record'] as const).map((value) => ({
          value,
          label: t(`review.of.${value}`),
        }))}
      />
      <Card>
        <Loaded query={query}>
          {() => (
            <FittingTable
              rowKey="stepId"
              size="middle"
              pagination={false}
              dataSource={rows}
              locale={{ emptyText: <EmptyState why={t('amendments.empty')} /> }}
              expandable={{
                expandRowByClick: true,
                expandedRowRender: (row) => <Changed subjectId={row.subjectId} version={row.version} />,
              }}
              columns={[
                {
                  key: 'name',
                  title: t('column.name'),
                  render: (_, row) => (
                    <ReviewLink of={of} subjectId={row.subjectId}>
                      {format.either(row.name, row.nameEn) || row.innerId}
                    </ReviewLink>
                  ),
                },
                {
                  key: 'unit',
                  title: t('column.unit'),
                  render: (_, row) => format.either(row.unitName, row.unitNameEn),
                },
                { key: 'who', title: t('amendments.who'), dataIndex: 'actorName' },
                { key: 'at', title: t('amendments.at'), render: (_, row) => format.dateTime(row.at) },
              ]}
            />
          )}
        </Loaded>
        {query.hasNextPage && (
          <Button block type="text" onClick={() => void query.fetchNextPage()}>
            {t('list.more')}
          </Button>
        )}
      </Card>
    </PageFrame>
  )
}
