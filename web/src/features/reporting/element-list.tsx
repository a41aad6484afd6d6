import { Descriptions } from 'antd'
import type { ElementDefinitionView } from '#modules/registry/contract.ts'
import type { ReportView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'

interface Props {
  readonly elements: readonly ElementDefinitionView[]
  readonly report: ReportView
}

/** The filled elements to read, names instead of codes. */
export function ElementList({ elements, report }: Props) {
  const format = useFormat()
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      styles={{ label: { width: 168 } }}
      items={elements
        .filter((element) => report.displayed[element.id] !== undefined)
        .map((element) => ({
          key: element.id,
          label: format.either(element.label.zh, element.label.en),
          children: <span className="report-text">{report.displayed[element.id]}</span>,
        }))}
    />
  )
}
