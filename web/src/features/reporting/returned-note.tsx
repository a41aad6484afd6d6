import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { useReasonLine } from './reason-line.ts'

export function ReturnedNote({ report }: { readonly report: ReportView }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const reasonLine = useReasonLine(report)
  const { returned } = report
  if (returned === undefined) return null
  const general = [returned.comment, ...returned.reasons.map(reasonLine)]
  return (
    <Alert
      className="problem"
      type="warning"
      showIcon
      title={t('returned.title', { who: returned.actorName, when: format.dateTime(returned.at) })}
      description={general.filter((text) => text !== '').join('；')}
    />
  )
}
