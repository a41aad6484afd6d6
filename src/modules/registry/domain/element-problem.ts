/** What may be wrong with one element; each code has words in messages/. */
export const problemCodes = [
  'registry.missing',
  'registry.too_long',
  'registry.unknown_code',
  'registry.choose_deeper',
  'registry.wrong_level',
  'registry.not_within',
  'registry.not_a_number',
  'registry.too_precise',
  'registry.below_minimum',
  'registry.above_maximum',
  'registry.bad_date',
  'registry.bad_date_time',
  'registry.date_in_future',
  'registry.bad_format',
  'registry.too_many_values',
  'registry.not_one_of',
  'registry.unknown_element',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** A value that would mend a problem, with the name a reader knows it by. */
export interface Suggestion {
  readonly value: string
  readonly label: string
}

/** One problem of one element, with the details its words need. */
export interface ElementProblem {
  readonly element: string
  readonly code: ProblemCode
  /** An error keeps the record from being submitted, a warning does not. */
  readonly level: 'error' | 'warning'
  readonly suggestion?: Suggestion | undefined
  readonly [detail: string]: unknown
}
