import type { CheckRules } from './review-rules.ts'

/** What a program can say beside an element before a person judges it. */
export interface ReviewCheck {
  /** Empty when it is about the whole. */
  readonly element: string
  readonly code: string
  readonly level: 'error' | 'warning'
  readonly [detail: string]: unknown
}

/** What is known about an instrument and its surroundings. */
export interface CheckGround {
  readonly elements: Readonly<Record<string, string | number | readonly string[]>>
  readonly pictures: number
  /** Numbers of other instruments of the unit with the same name, model and date. */
  readonly sameThings: readonly string[]
  /** Numbers of other instruments of the unit that are the same but for spaces, hyphens and case. */
  readonly sameNumbers: readonly string[]
  /** Values of accepted instruments of the class, in 万元. */
  readonly worthInClass: { readonly known: number; readonly medianWan: number } | undefined
}

const textOf = (value: CheckGround['elements'][string] | undefined): string =>
  value === undefined ? '' : typeof value === 'object' ? value.join() : String(value).trim()

function worthChecks(ground: CheckGround, rules: CheckRules): ReviewCheck[] {
  const worth = Number(ground.elements['worth'] ?? Number.NaN)
  const { worthInClass: known } = ground
  const { leastKnown, factor } = rules.worthInClass
  if (known === undefined || known.known < leastKnown || known.medianWan <= 0 || !(worth > 0)) return []
  const times = worth / known.medianWan
  if (times <= factor && times >= 1 / factor) return []
  const code = times > 1 ? 'reporting.check_worth_high' : 'reporting.check_worth_low'
  const medianWan = Math.round(known.medianWan * 100) / 100
  const by = Math.round(times > 1 ? times : 1 / times)
  return [{ element: 'worth', code, level: 'warning', medianWan, known: known.known, times: by }]
}

function shortTexts(ground: CheckGround, rules: CheckRules): ReviewCheck[] {
  return Object.entries(rules.shortest).flatMap(([element, least]): ReviewCheck[] => {
    const { length } = textOf(ground.elements[element])
    return length > 0 && length < least
      ? [{ element, code: 'reporting.check_short', level: 'warning', length, least }]
      : []
  })
}

const list = (numbers: readonly string[]) => numbers.slice(0, 3).join('、')

/** Every doubt the program has; none of them keeps a report from being accepted. */
export function reviewChecks(ground: CheckGround, rules: CheckRules): ReviewCheck[] {
  const { sameThings, sameNumbers } = ground
  const missing = rules.contact.filter((element) => textOf(ground.elements[element]) === '')
  return [
    ...worthChecks(ground, rules),
    ...shortTexts(ground, rules),
    ...missing.map(
      (element): ReviewCheck => ({ element, code: 'reporting.check_contact', level: 'warning' }),
    ),
    ...(ground.pictures === 0
      ? [{ element: 'image', code: 'reporting.check_picture', level: 'warning' } as const]
      : []),
    ...(sameThings.length > 0
      ? [
          {
            element: 'cname',
            code: 'reporting.check_same_thing',
            level: 'warning',
            numbers: list(sameThings),
          } as const,
        ]
      : []),
    ...(sameNumbers.length > 0
      ? [
          {
            element: 'innerId',
            code: 'reporting.check_same_number',
            level: 'warning',
            numbers: list(sameNumbers),
          } as const,
        ]
      : []),
  ]
}
