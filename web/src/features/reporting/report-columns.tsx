import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReportRowView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import type { FittingColumn } from '../../ui/fitting-table.tsx'
import { EligibilityTag } from '../../ui/eligibility-tag.tsx'
import { StateTag } from './state-tag.tsx'

function NameCell({ row }: { readonly row: ReportRowView }) {
  const { either } = useFormat()
  return (
    <>
      <Typography.Text strong>{either(row.name, row.nameEn) || row.innerId}</Typography.Text>
      <div className="report-second">{[row.model, row.className].filter(Boolean).join(' · ')}</div>
    </>
  )
}

/** Columns of the list; the unit's name only for who sees several units. */
export function useReportColumns(severalUnits: boolean): FittingColumn<ReportRowView>[] {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  return [
    { key: 'name', title: t('column.name'), render: (_, row) => <NameCell row={row} /> },
    ...(severalUnits
      ? [
          {
            key: 'unit',
            title: t('column.unit'),
            width: 180,
            render: (_: unknown, row: ReportRowView) => format.either(row.unitName, row.unitNameEn),
          },
        ]
      : []),
    {
      key: 'number',
      title: t('column.number'),
      dataIndex: 'innerId',
      className: 'cell-whole',
      responsive: ['md'],
    },
    {
      key: 'worth',
      title: t('column.worth'),
      align: 'right',
      width: 120,
      render: (_, row) => (row.worthFen === undefined ? '' : format.number(row.worthFen / 1_000_000, 2)),
    },
    {
      key: 'booked',
      card: 'leftOut',
      title: t('column.booked'),
      dataIndex: 'bookedOn',
      className: 'cell-whole',
      responsive: ['xl'],
    },
    {
      key: 'eligibility',
      title: t('column.eligibility'),
      width: 120,
      render: (_, row) => <EligibilityTag verdict={row.eligibility} />,
    },
    {
      key: 'problems',
      title: t('column.problems'),
      align: 'right',
      width: 90,
      render: (_, row) =>
        row.problems > 0 ? <Typography.Text type="danger">{row.problems}</Typography.Text> : '0',
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 130,
      render: (_, row) => <StateTag state={row.state} />,
    },
  ]
}
