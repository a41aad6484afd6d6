import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ElementDictionaryView } from '#modules/registry/contract.ts'
import type { ReportView } from '#modules/reporting/contract.ts'
import { ElementList } from './element-list.tsx'
import { SectionProgress } from './element-form.tsx'
import { sectionsOf } from './form-values.ts'
import { SubmitBox } from './submit-box.tsx'

interface Props {
  readonly report: ReportView
  readonly dictionary: ElementDictionaryView
}

/** The record where nothing may be changed: to read, and to withdraw. */
export function ReportReading({ report, dictionary }: Props) {
  const { t } = useTranslation('reporting')
  return (
    <div className="report-layout">
      <SectionProgress elements={dictionary.elements} values={report.elements} />
      <div>
        {sectionsOf(dictionary.elements).map(({ name, definitions }) => (
          <Card key={name} id={`section-${name}`} className="report-section" title={t(`section.${name}`)}>
            <ElementList elements={definitions} report={report} />
          </Card>
        ))}
        <SubmitBox report={report} beforehand={() => Promise.resolve(true)} />
      </div>
    </div>
  )
}
