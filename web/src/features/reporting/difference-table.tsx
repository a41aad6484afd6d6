import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DifferenceView, ElementProblemView } from '#modules/reporting/contract.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState } from '../../ui/states.tsx'

type Row = DifferenceView['elements'][number]
interface Props {
  readonly rows: readonly Row[]
  /** False for a first version: there is nothing to compare with. */
  readonly compares: boolean
  readonly problems?: readonly ElementProblemView[]
  /** Reasons being written, by element; absent where nothing is judged. */
  readonly reasons?: Readonly<Record<string, string>>
  readonly onReason?: (element: string, reason: string) => void
}

/** Old and new side by side, only what differs. */
export function DifferenceTable({ rows, compares, problems = [], reasons, onReason }: Props) {
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
        ...(compares
          ? [
              {
                title: t('difference.before'),
                key: 'before',
                render: (_: unknown, row: Row) => (
                  <span className="report-text review-before">{row.before}</span>
                ),
              },
            ]
          : []),
        {
          title: t('difference.after'),
          key: 'after',
          render: (_, row) => (
            <>
              <span className="report-text">{row.after || t('difference.empty')}</span>
              {problems
                .filter((problem) => problem.element === row.element)
                .map((problem) => (
                  <div key={problem.code}>{problem.message}</div>
                ))}
            </>
          ),
        },
        ...(onReason === undefined
          ? []
          : [
              {
                title: t('review.reason'),
                key: 'reason',
                width: 240,
                render: (_: unknown, row: Row) => (
                  <Input
                    value={reasons?.[row.element] ?? ''}
                    aria-label={t('review.reasonFor', { label: row.label })}
                    placeholder={t('review.reasonHint')}
                    onChange={(event) => onReason(row.element, event.target.value)}
                  />
                ),
              },
            ]),
      ]}
    />
  )
}
