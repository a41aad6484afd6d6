import type { BookingRules } from './rules.ts'

/** The parts of rules an instrument may set differently from its template. */
export const rulesParts = [
  'weekly',
  'terms',
  'exceptions',
  'observesHolidays',
  'granularityMinutes',
  'shortestMinutes',
  'longestMinutes',
  'noticeMinutes',
  'horizonDays',
  'cancellationLimitMinutes',
  'approval',
  'chains',
  'pendingHolds',
  'openTo',
  'bufferMinutes',
  'setupMinutes',
  'cleanupMinutes',
  'quotas',
  'openPerPerson',
  'nightFrom',
  'nightTo',
  'nightNeeds',
  'weekendNeeds',
  'bookForOthers',
] as const satisfies readonly (keyof BookingRules)[]
export type RulesPart = (typeof rulesParts)[number]

/** What a part means when rules are silent about it. */
const silent: Readonly<Partial<Record<RulesPart, unknown>>> = {
  terms: [],
  exceptions: [],
  observesHolidays: true,
  bufferMinutes: 0,
  setupMinutes: 0,
  cleanupMinutes: 0,
  quotas: [],
  nightNeeds: [],
  weekendNeeds: [],
  bookForOthers: 'lead',
  chains: [],
  pendingHolds: true,
}

/** The same meaning always written the same: keys in order, lists of kinds in order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(canonical)
    return items.every((item) => typeof item === 'string') ? items.toSorted() : items
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([key, each]) => [key, canonical(each)]),
  )
}
const meaning = (rules: BookingRules, part: RulesPart): string =>
  JSON.stringify(canonical(rules[part] ?? silent[part] ?? null))

/** The parts in which an instrument's rules differ from those of a template. */
export const differingParts = (rules: BookingRules, template: BookingRules): RulesPart[] =>
  rulesParts.filter((part) => meaning(rules, part) !== meaning(template, part))

/** The rules of a template with some parts as the instrument has them. */
export function withOwnParts(
  template: BookingRules,
  own: BookingRules,
  parts: readonly RulesPart[],
): BookingRules {
  const kept = Object.fromEntries(parts.map((part) => [part, own[part]]))
  return { ...template, ...kept }
}
