import type { Words } from '#platform/i18n/words.ts'
import type { Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { ServiceRecordView } from '../contract.ts'
import type { RecordLine } from '../data/record-query.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const recordView = (line: RecordLine): ServiceRecordView => ({
  id: line.id,
  unitId: line.unitId,
  recordNo: line.recordNo,
  instrumentId: line.instrumentId,
  instrumentName: line.instrumentName,
  instrumentNameEn: line.instrumentNameEn,
  useId: line.useId,
  serviceType: line.serviceType,
  startedAt: isoIn(line.startedAt, line.zone),
  endedAt: isoIn(line.endedAt, line.zone),
  year: line.year,
  effectiveMinutes: line.effectiveMinutes,
  amountFen: line.amountFen,
  evidence: line.evidence,
  state: line.state,
  applicant: textOf(line.elements['applicant']),
  applicantUnit: textOf(line.elements['applicantUnit']),
  applicantUnitEn: line.applicantUnitEn,
})

/** Elements as the wire carries them. */
export const elementsView = (elements: RecordLine['elements']): Record<string, string | number | string[]> =>
  Object.fromEntries(
    Object.entries(elements).map(([id, value]) => [
      id,
      typeof value === 'string' || typeof value === 'number' ? value : [...value],
    ]),
  )

/** Problems with their words in the reader's language. */
export const problemViews = (
  problems: readonly { element: string; code: string }[],
  words: Words,
  locale: Locale,
) =>
  problems.map((problem) => ({
    element: problem.element,
    code: problem.code,
    message: words.say(locale, problem.code, problem),
  }))
