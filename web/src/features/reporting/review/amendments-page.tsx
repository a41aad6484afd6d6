import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { reviewingContract } from '#modules/reporting/contract.ts'
import { call } from '../../../lib/client.ts'
import { useFormat } from '../../../lib/format.ts'
import { FittingTable } from '../../../ui/fitting-table.tsx'
import { PageFrame } from '../../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { DifferenceTable } from '../difference-table.tsx'
import { differenceQuery } from '../report-queries.ts'

const useAmendments = () =>
  useInfiniteQuery({
    queryKey: ['reports', 'amendments'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(reviewingContract.amendments, { query: { after: pageParam, limit: 50 }, signal }),
    getNextPageParam: (page) => page.next,
  })

function Changed({ instrumentId, version }: { readonly instrumentId: number; readonly version: number }) {
  const query = useQuery(differenceQuery(instrumentId, version, version - 1, version))
  return <Loaded query={query}>{({ elements }) => <DifferenceTable rows={elements} />}</Loaded>
}

/** Changes of accepted records that the public saw without a review; each opens what changed. */
export function AmendmentsPage() {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const query = useAmendments()
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <PageFrame title={t('amendments.title')} hint={t('amendments.hint')}>
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
                expandedRowRender: (row) => <Changed instrumentId={row.instrumentId} version={row.version} />,
              }}
              columns={[
                {
                  key: 'name',
                  title: t('column.name'),
                  render: (_, row) => (
                    <Link to="/reports/$instrumentId" params={{ instrumentId: String(row.instrumentId) }}>
                      {row.name || row.innerId}
                    </Link>
                  ),
                },
                { key: 'unit', title: t('column.unit'), dataIndex: 'unitName' },
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
