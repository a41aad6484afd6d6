import { useTranslation } from 'react-i18next'
import type { DifferenceView } from '#modules/reporting/contract.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState } from '../../ui/states.tsx'

type Row = DifferenceView['elements'][number]

/** Old and new side by side, only what differs. */
export function DifferenceTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation('reporting')
  return (
    <FittingTable<Row>
      rowKey="element"
      size="small"
      pagination={false}
      dataSource={[...rows]}
      locale={{ emptyText: <EmptyState why={t('difference.none')} /> }}
      columns={[
        { title: t('difference.element'), dataIndex: 'label', width: 150 },
        {
          title: t('difference.before'),
          key: 'before',
          render: (_, row) => <span className="report-text review-before">{row.before}</span>,
        },
        {
          title: t('difference.after'),
          key: 'after',
          render: (_, row) => <span className="report-text">{row.after || t('difference.empty')}</span>,
        },
      ]}
    />
  )
}
