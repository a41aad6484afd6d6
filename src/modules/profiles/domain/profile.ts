/** What a unit keeps about itself besides its name and address (notice N5, N7, N8). */

/** One version of a rule document of a unit; never edited, a later version takes its place. */
export interface UnitRule {
  readonly unitId: number
  readonly id: number
  /** Code of the table `rule-kinds`. */
  readonly kind: string
  readonly version: number
  readonly title: string
  readonly titleEn: string
  /** First day on which it holds, YYYY-MM-DD. */
  readonly effectiveFrom: string
  readonly hasBody: boolean
  readonly fileId: number | undefined
}

export const ruleStandings = ['announced', 'in_force', 'superseded'] as const
export type RuleStanding = (typeof ruleStandings)[number]

type Dated = Pick<UnitRule, 'id' | 'kind' | 'version' | 'effectiveFrom'>

const later = (a: Dated, b: Dated): boolean =>
  a.effectiveFrom === b.effectiveFrom ? a.version > b.version : a.effectiveFrom > b.effectiveFrom

/** The rule of each kind that holds on a day: the one that took effect last, of two on one day the later version. */
export function rulesInForce<R extends Dated>(rules: readonly R[], today: string): Map<string, R> {
  const inForce = new Map<string, R>()
  for (const rule of rules) {
    const before = inForce.get(rule.kind)
    if (rule.effectiveFrom <= today && (before === undefined || later(rule, before)))
      inForce.set(rule.kind, rule)
  }
  return inForce
}

/** How a version stands on a day, beside the other versions of its kind. */
export function ruleStanding(rule: Dated, all: readonly Dated[], today: string): RuleStanding {
  if (rule.effectiveFrom > today) return 'announced'
  return rulesInForce(all, today).get(rule.kind)?.id === rule.id ? 'in_force' : 'superseded'
}

export const qualificationStandings = ['not_yet', 'valid', 'expiring', 'expired'] as const
export type QualificationStanding = (typeof qualificationStandings)[number]

/** First and last day on which a qualification holds, YYYY-MM-DD. */
export interface Validity {
  readonly validFrom: string
  readonly validUntil: string
}

/** Days from one day to another; negative when the other is past. */
export const daysUntil = (today: string, until: string): number =>
  Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000)

/** How a qualification stands on a day; it is expiring from the first prompt on. */
export function qualificationStanding(
  { validFrom, validUntil }: Validity,
  today: string,
  promptDays: readonly number[],
): QualificationStanding {
  if (validFrom > today) return 'not_yet'
  const left = daysUntil(today, validUntil)
  if (left < 0) return 'expired'
  return left <= Math.max(0, ...promptDays) ? 'expiring' : 'valid'
}

/** Whether a qualification holds on a day. */
export const holds = ({ validFrom, validUntil }: Validity, today: string): boolean =>
  validFrom <= today && today <= validUntil

/**
 * The occasion on which to prompt: the shortest of the intervals (days before the end) that has begun, 0 once it has
 * expired; undefined while it is too early. A day on which nothing ran is made up for on the next.
 */
export function expiryOccasion(
  { validUntil }: Pick<Validity, 'validUntil'>,
  today: string,
  promptDays: readonly number[],
): number | undefined {
  const left = daysUntil(today, validUntil)
  if (left < 0) return 0
  const begun = promptDays.filter((days) => days > 0 && left <= days)
  return begun.length === 0 ? undefined : Math.min(...begun)
}

/** What a technician, a qualification or a norm covers, by ids. */
export interface Coverage {
  readonly instrumentIds: readonly number[]
  readonly centreIds: readonly number[]
}

/** Whether something covers an instrument, directly or through the centre it stands in. */
export const coversInstrument = (
  { instrumentIds, centreIds }: Coverage,
  instrument: { readonly id: number; readonly centreId: number | undefined },
): boolean =>
  instrumentIds.includes(instrument.id) ||
  (instrument.centreId !== undefined && centreIds.includes(instrument.centreId))
