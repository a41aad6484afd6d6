import type { ReturnReason } from './report-rules.ts'

/** What became of one reason since a report was returned; `whole` reasons are for a person to judge. */
export interface ReturnAnswer extends ReturnReason {
  readonly answer: 'changed' | 'unchanged' | 'whole'
}

/** Marks each reason by whether its element changed since; elements that differ come from the two versions. */
export const answersTo = (reasons: readonly ReturnReason[], changed: ReadonlySet<string>): ReturnAnswer[] =>
  reasons.map((reason) => ({
    ...reason,
    answer: reason.element === '' ? 'whole' : changed.has(reason.element) ? 'changed' : 'unchanged',
  }))
