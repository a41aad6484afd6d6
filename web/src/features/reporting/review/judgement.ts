import type { ReviewView } from '#modules/reporting/contract.ts'

/** What the reviewer is about to say on one report. */
export interface Judgement {
  /** Element id → reason; several frequent ones are joined. */
  readonly reasons: Readonly<Record<string, string>>
  readonly comment: string
}
export const emptyJudgement: Judgement = { reasons: {}, comment: '' }

export type Row = ReviewView['rows'][number]
export interface Template {
  readonly id: string
  readonly element: string
  readonly text: string
}

/** The reasons as they are sent. */
export const reasonsOf = ({ reasons }: Judgement) =>
  Object.entries(reasons)
    .map(([element, reason]) => ({ element, reason: reason.trim() }))
    .filter(({ reason }) => reason !== '')

const parts = (text: string) => text.split('；').filter((part) => part !== '')

/** Puts a frequent reason in, or takes it out again. */
export function toggled(judgement: Judgement, element: string, text: string): Judgement {
  const before = parts(judgement.reasons[element] ?? '')
  const after = before.includes(text) ? before.filter((part) => part !== text) : [...before, text]
  return { ...judgement, reasons: { ...judgement.reasons, [element]: after.join('；') } }
}

export const isChosen = (judgement: Judgement, element: string, text: string): boolean =>
  parts(judgement.reasons[element] ?? '').includes(text)

/** Reasons offered for an element under the keys 1–9: its own first, then those about the whole. */
export const offered = (templates: readonly Template[], element: string): Template[] =>
  [
    ...templates.filter((one) => one.element === element),
    ...templates.filter((one) => one.element === '' && element !== ''),
  ].slice(0, 9)

/** The rows worth looking at: what differs, what the program doubts, what is talked about. */
export function rowsOf(review: ReviewView, everything: boolean): Row[] {
  const first = review.acceptedVersion === undefined
  const marked = new Set([
    ...review.checks.map((check) => check.element),
    ...review.comments.filter((one) => one.resolvedAt === undefined).map((one) => one.element),
    ...(review.returned?.answers ?? []).map((answer) => answer.element),
  ])
  return review.rows.filter(
    (row) => marked.has(row.element) || (first || everything ? row.before + row.after !== '' : row.changed),
  )
}
