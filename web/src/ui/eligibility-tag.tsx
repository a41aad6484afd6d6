import { Tag, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EligibilityView } from '#modules/reporting/contract.ts'
import { useFormat } from '../lib/format.ts'

const colors = {
  must_report: 'processing',
  may_report: 'default',
  may_not: 'error',
  undecided: 'warning',
  excused: 'default',
} as const

/** Why, in words: every fact and the rule set it was judged by. */
export function useEligibilityReasons(verdict: EligibilityView): string[] {
  const { t } = useTranslation('ui')
  const format = useFormat()
  const yuan = format.number(verdict.thresholdWan * 10_000)
  return [
    ...verdict.reasons.map((reason) =>
      t(`eligibility.reason.${reason}`, { wan: verdict.thresholdWan, yuan }),
    ),
    t('eligibility.rules', { version: verdict.ruleSet }),
  ]
}

/** Must, may or may not be reported; the reasons on hover and on focus. */
export function EligibilityTag({ verdict }: { readonly verdict: EligibilityView }) {
  const { t } = useTranslation('ui')
  const reasons = useEligibilityReasons(verdict)
  return (
    <Tooltip
      title={
        <ul className="problem-list">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      }
    >
      <Tag color={colors[verdict.result]} tabIndex={0}>
        {t(`eligibility.${verdict.result}`)}
      </Tag>
    </Tooltip>
  )
}
