import type { LedgerValue } from './ledger-element.ts'

/** What a person says to a suggestion; the database's check lists the same. */
export const suggestionAnswers = ['taken', 'refused'] as const
export type SuggestionAnswer = (typeof suggestionAnswers)[number]

/** An answer for one row; values as JSON text, so that lists compare too. */
export interface RowAnswer {
  readonly no: number
  readonly element: string
  readonly value: string
  /** What the row said before, `null` when nothing. */
  readonly replaced: string
  readonly answer: SuggestionAnswer
}

type Values = Readonly<Record<string, LedgerValue>>

/** The one form in which the value of an element is compared; `null` when it has none. */
export const answeredKey = (value: LedgerValue | undefined): string => JSON.stringify(value ?? null)

/** A row's values with what was taken for it, as long as the row still says what it said when it was taken. */
export function withAnswers(elements: Values, answers: readonly RowAnswer[]): Values {
  const taken = answers.filter(
    ({ answer, element, replaced }) => answer === 'taken' && answeredKey(elements[element]) === replaced,
  )
  if (taken.length === 0) return elements
  const values = taken.map(({ element, value }) => [element, JSON.parse(value) as LedgerValue] as const)
  return { ...elements, ...Object.fromEntries(values) }
}

/** Whether a taken value stands in the row that goes in. */
export const stands = (elements: Values, { answer, element, value }: RowAnswer): boolean =>
  answer === 'taken' && answeredKey(elements[element]) === value
