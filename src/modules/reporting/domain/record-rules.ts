import type { Refusal } from '#kernel/refusal.ts'
import {
  type ReportState,
  type ReportStep,
  type Transition,
  transitionFor,
  transitions,
} from './report-transitions.ts'

/** The steps records of other kinds than the single instrument take; their ways are those of the one transition table. */
export const recordSteps = [
  'submit_to_unit',
  'return_in_unit',
  'submit_to_province',
  'accept',
  'return',
  'withdraw',
  'reopen',
  'amend',
] as const
export type RecordStep = (typeof recordSteps)[number]
const taken: readonly ReportStep[] = recordSteps.filter((step) => step !== 'reopen' && step !== 'amend')

/** The ways open from a state to somebody who asks for one, whoever they are. */
export const recordWaysFrom = (state: ReportState): Transition[] =>
  transitions.filter((way) => way.from === state && taken.includes(way.step))

/** What a step of a record is judged by. */
export interface RecordToJudge {
  readonly recordId: number
  readonly state: ReportState
  readonly version: number
  readonly problems: number
  readonly secretWords: readonly string[]
  readonly submittedBy: number | undefined
}

const submitting: readonly RecordStep[] = ['submit_to_unit', 'submit_to_province']
const judging: readonly RecordStep[] = ['submit_to_province', 'return_in_unit', 'accept']
const needingReason: readonly RecordStep[] = ['return', 'return_in_unit']

/** Every reason why a record cannot take this step now, apart from permissions. */
export function recordStepRefusals(
  record: RecordToJudge,
  step: RecordStep,
  /** `reasons` counts what is said: reasons on elements and a comment on the whole. */
  act: { readonly version: number; readonly actorId: number | undefined; readonly reasons: number },
): Refusal[] {
  const { recordId, state, problems, secretWords, submittedBy } = record
  if (transitionFor(step, state) === undefined)
    return [{ code: 'reporting.wrong_state', recordId, state, step }]
  const own = submittedBy !== undefined && act.actorId === submittedBy
  const submits = submitting.includes(step)
  return [
    ...(act.version === record.version ? [] : [{ code: 'changed_meanwhile', recordId }]),
    ...(submits && problems > 0 ? [{ code: 'reporting.has_problems', recordId, count: problems }] : []),
    ...(submits && secretWords.length > 0
      ? [{ code: 'reporting.secret_wording', recordId, words: secretWords.join('、') }]
      : []),
    ...(own && judging.includes(step) ? [{ code: 'reporting.own_submission', recordId }] : []),
    ...(needingReason.includes(step) && act.reasons === 0
      ? [{ code: 'reporting.reason_needed', recordId }]
      : []),
  ]
}
