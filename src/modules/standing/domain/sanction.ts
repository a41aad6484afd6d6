import { day, type Instant, plus } from '#kernel/time.ts'
import type { CreditRules, GivenSanction, JudgedOutcome } from './credit-rules.ts'
import type { SanctionKind } from './sanction-kinds.ts'

export const sanctionCauses = ['threshold', 'repeat', 'manual'] as const
export type SanctionCause = (typeof sanctionCauses)[number]
export const liftCauses = ['hand', 'appeal', 'undone'] as const
export type LiftCause = (typeof liftCauses)[number]

export const sanctionStandings = ['in_force', 'over', 'lifted'] as const
export type SanctionStanding = (typeof sanctionStandings)[number]

/** How a sanction stands at a moment; a mere message is over as soon as it is given. */
export function standingOf(
  { endsAt, liftedAt }: { readonly endsAt: Instant; readonly liftedAt: Instant | undefined },
  now: Instant,
): SanctionStanding {
  if (liftedAt !== undefined) return 'lifted'
  return endsAt > now ? 'in_force' : 'over'
}

/** An entry that took points away, with where it happened. */
export interface Deduction {
  readonly entryId: number
  readonly outcome: JudgedOutcome
  readonly unitId: number
  readonly instrumentId: number
  readonly before: number
  readonly after: number
}
/** An earlier entry of the same person that was not undone. */
export interface EarlierEntry {
  readonly outcome: string
  readonly unitId: number | undefined
  readonly instrumentId: number | undefined
  readonly happenedAt: Instant
}
/** A sanction the rules give for a deduction. */
export interface DueSanction {
  readonly kind: SanctionKind
  readonly cause: Exclude<SanctionCause, 'manual'>
  readonly instrumentId: number | undefined
  readonly endsAt: Instant
  /** The occasion, so that it is given once. */
  readonly onceKey: string
  readonly grounds: Readonly<Record<string, string | number>>
}

const given = ({ sanction, days }: GivenSanction, now: Instant, of: Deduction) => ({
  kind: sanction,
  instrumentId: sanction === 'instrument' ? of.instrumentId : undefined,
  endsAt: plus(now, days * day),
})

/** What happened at the place a sanction of this kind is about. */
const samePlace = (kind: SanctionKind, at: EarlierEntry, of: Deduction): boolean => {
  if (kind === 'instrument') return at.instrumentId === of.instrumentId
  return kind === 'unit' ? at.unitId === of.unitId : true
}

/** Every sanction the rules give when points are taken away: for a threshold that is crossed, and for what happens again and again. */
export function sanctionsDue(
  of: Deduction,
  entries: readonly EarlierEntry[],
  rules: CreditRules,
  now: Instant,
): DueSanction[] {
  const crossed = rules.thresholds
    .filter(({ below }) => of.before >= below && of.after < below)
    .map((threshold) => ({
      ...given(threshold, now, of),
      cause: 'threshold' as const,
      onceKey: `threshold ${threshold.below} ${of.entryId}`,
      grounds: { below: threshold.below, balance: of.after },
    }))
  const repeated = rules.repeats.flatMap((repeat) => {
    if (repeat.outcome !== of.outcome) return []
    const since = plus(now, -repeat.withinDays * day)
    const times = entries.filter(
      (one) =>
        one.outcome === repeat.outcome && one.happenedAt >= since && samePlace(repeat.sanction, one, of),
    ).length
    if (times < repeat.times) return []
    return [
      {
        ...given(repeat, now, of),
        cause: 'repeat' as const,
        onceKey: `repeat ${repeat.outcome} ${repeat.sanction} ${of.entryId}`,
        grounds: { outcome: repeat.outcome, times, withinDays: repeat.withinDays },
      },
    ]
  })
  return [...crossed, ...repeated]
}
