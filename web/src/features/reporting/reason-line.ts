import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { dictionaryQuery } from './report-queries.ts'

/** A reason for a return, with the name of the element it is about. */
export function useReasonLine(report: ReportView) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const elements = useQuery(dictionaryQuery(report.dictionary)).data?.elements ?? []
  return ({ element, reason }: { readonly element: string; readonly reason: string }): string => {
    const label = elements.find(({ id }) => id === element)?.label
    return label === undefined
      ? reason
      : t('returned.reason', { label: format.either(label.zh, label.en), reason })
  }
}
