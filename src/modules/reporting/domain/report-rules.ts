import type { Refusal } from '#kernel/refusal.ts'
import type { EligibilityVerdict } from './eligibility-rules.ts'
import { standingOf } from './standing.ts'
import { type ReportState, type ReportStep, transitionFor } from './report-transitions.ts'

/** One reason why a report is returned; `element` is empty when it is about the whole. */
export interface ReturnReason {
  readonly element: string
  readonly reason: string
}

/** Whether the public sees an accepted version: what left the books is shown no more. */
export const isShown = (instrument: {
  readonly acceptedVersion: number | undefined
  readonly disposedOn: string | undefined
}): boolean => standingOf(instrument) === 'shown'

/** What a step is judged by. */
export interface ReportToJudge {
  readonly instrumentId: number
  readonly state: ReportState
  readonly version: number
  /** Whether the public sees an accepted version of it. */
  readonly isPublic: boolean
  /** Errors among the elements. */
  readonly problems: number
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly eligibility: EligibilityVerdict
  /** Markings of classified things that stand in it. */
  readonly secretWords: readonly string[]
  /** Who submitted it to the review in the unit last. */
  readonly submittedBy: number | undefined
  /** Kinds of records that must stand beside it, complete, and do not (domain.md §1.4: a customs record). */
  readonly missingRecords?: readonly string[]
}

function submissionRefusals(report: ReportToJudge): Refusal[] {
  const { instrumentId, problems, secretWords } = report
  return [
    ...(problems > 0 ? [{ code: 'reporting.has_problems', instrumentId, count: problems }] : []),
    ...(report.secrecy === 'undeclared' ? [{ code: 'reporting.secrecy_undeclared', instrumentId }] : []),
    ...(secretWords.length > 0
      ? [{ code: 'reporting.secret_wording', instrumentId, words: secretWords.join('、') }]
      : []),
    ...(report.missingRecords ?? []).map((kind) => ({
      code: 'reporting.customs_record_missing',
      instrumentId,
      kind,
    })),
    ...(report.eligibility.result === 'may_not' ? [{ code: 'reporting.not_eligible', instrumentId }] : []),
  ]
}

interface Act {
  readonly version: number
  readonly actorId: number | undefined
  /** Reasons and comments given. */
  readonly reasons: number
}

const judging: readonly ReportStep[] = ['submit_to_province', 'return_in_unit', 'accept']
const needingReason: readonly ReportStep[] = ['return', 'return_in_unit', 'withdraw_from_public']
const submitting: readonly ReportStep[] = ['submit_to_unit', 'submit_to_province']

/** Every reason why this step cannot be taken now, apart from permissions. */
export function stepRefusals(report: ReportToJudge, step: ReportStep, act: Act): Refusal[] {
  const { instrumentId, state, submittedBy } = report
  if (transitionFor(step, state) === undefined)
    return [{ code: 'reporting.wrong_state', instrumentId, state, step }]
  const own = submittedBy !== undefined && act.actorId === submittedBy
  return [
    ...(act.version === report.version ? [] : [{ code: 'changed_meanwhile', instrumentId }]),
    ...(step === 'withdraw_from_public' && !report.isPublic
      ? [{ code: 'reporting.not_public', instrumentId }]
      : []),
    ...(submitting.includes(step) ? submissionRefusals(report) : []),
    ...(own && judging.includes(step) ? [{ code: 'reporting.own_submission', instrumentId }] : []),
    ...(needingReason.includes(step) && act.reasons === 0
      ? [{ code: 'reporting.reason_needed', instrumentId }]
      : []),
  ]
}
