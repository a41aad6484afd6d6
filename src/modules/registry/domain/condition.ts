import type { Elements, ElementValue } from './instrument.ts'

/**
 * A condition on other elements of the same record, as a dictionary writes it. About one element: `equals`, `in`, `notIn`,
 * `atLeast` (a number) or `filled`; several are joined by `all` or `any`. An element that is empty fulfils none of them,
 * except `filled: false`.
 */
export interface Condition {
  readonly element?: string | undefined
  readonly equals?: string | undefined
  readonly in?: readonly string[] | undefined
  readonly notIn?: readonly string[] | undefined
  readonly atLeast?: number | undefined
  readonly filled?: boolean | undefined
  readonly all?: readonly Condition[] | undefined
  readonly any?: readonly Condition[] | undefined
}

/** What a form may hold while it is being filled; null is empty. */
export type Held = Readonly<Record<string, ElementValue | null | undefined>>

const textsOf = (value: ElementValue | null | undefined): readonly string[] =>
  value === undefined || value === null || value === ''
    ? []
    : typeof value === 'object'
      ? value
      : [String(value)]

type Test = (values: readonly string[], condition: Condition) => boolean | undefined
/** Each word of the language; undefined when the condition does not use it. */
const tests: readonly Test[] = [
  (values, { equals }) => (equals === undefined ? undefined : values.includes(equals)),
  (values, { in: among }) =>
    among === undefined ? undefined : values.some((value) => among.includes(value)),
  (values, { notIn }) =>
    notIn === undefined ? undefined : values.length > 0 && !values.some((value) => notIn.includes(value)),
  (values, { atLeast }) =>
    atLeast === undefined ? undefined : values.some((value) => Number(value) >= atLeast),
  (values, { filled }) => (filled === undefined ? undefined : values.length > 0 === filled),
]

function holdsOfOne(condition: Condition, values: readonly string[]): boolean {
  const answers = tests.flatMap((test) => test(values, condition) ?? [])
  return answers.length > 0 && answers.every(Boolean)
}

/** Whether a condition holds for a record; one that says nothing never does. */
export function holds(condition: Condition, elements: Held | Elements): boolean {
  const parts = [
    ...(condition.element === undefined ? [] : [holdsOfOne(condition, textsOf(elements[condition.element]))]),
    ...(condition.all === undefined ? [] : [condition.all.every((one) => holds(one, elements))]),
    ...(condition.any === undefined ? [] : [condition.any.some((one) => holds(one, elements))]),
  ]
  return parts.length > 0 && parts.every(Boolean)
}

/** Every element a condition speaks of. */
export const elementsIn = (condition: Condition): string[] => [
  ...(condition.element === undefined ? [] : [condition.element]),
  ...[...(condition.all ?? []), ...(condition.any ?? [])].flatMap(elementsIn),
]
