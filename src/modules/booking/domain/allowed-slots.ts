import type { Interval } from '#kernel/interval.ts'
import { intersected } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { instant, type Instant, instantOf, minute, plus } from '#kernel/time.ts'
import { type Daytime, freeIntervals, inDaytime, nextOnGrid } from './availability.ts'
import type { SpecialDays } from './opening-hours.ts'
import { gapMinutes, hoursAcross, type RulesVersion, rulesInForce } from './rules.ts'
import { type UserKind, userKinds } from './user-kind.ts'

/** What is known of an instrument over a span. */
export interface KnownTime {
  readonly versions: readonly RulesVersion[]
  readonly zone: string
  readonly closures: readonly Interval[]
  readonly taken: readonly Interval[]
}

/** The versions of the rules that open an instrument at some moment of a span. */
const openVersions = (versions: readonly RulesVersion[], span: Interval): RulesVersion[] => {
  const edges = versions.map(({ effectiveFrom }) => effectiveFrom).filter((at) => at < span.end)
  const inForce = [span.start, ...edges.filter((at) => at > span.start)].flatMap(
    (at) => rulesInForce(versions, at) ?? [],
  )
  return [...new Set(inForce)].filter(({ bookable }) => bookable)
}

/** Time of a span that some booking could have, of a kind of user or of anybody: nothing outside it is ever allowed. */
export function freeAtMost(
  known: KnownTime,
  special: SpecialDays,
  span: Interval,
  userKind?: UserKind,
  hours: typeof hoursAcross = hoursAcross,
): Interval[] {
  const gaps = openVersions(known.versions, span).map(({ rules }) => gapMinutes(rules))
  return freeIntervals({
    open: hours(known.versions, known.zone, special, span, userKind),
    closures: known.closures,
    taken: known.taken,
    bufferMinutes: gaps.length === 0 ? 0 : Math.min(...gaps),
  })
}

/** The mildest of what rules ask over a span: a booking that keeps none of it is never allowed. */
export interface MildestRules {
  readonly granularityMinutes: number
  readonly shortestMinutes: number
  readonly longestMinutes: number
  readonly noticeMinutes: number
  readonly horizonDays: number
  readonly openTo: readonly UserKind[]
}
const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b))

/** Undefined when nobody can book within the span. */
export function mildestRules(versions: readonly RulesVersion[], span: Interval): MildestRules | undefined {
  const all = openVersions(versions, span).map(({ rules }) => rules)
  const [first, ...more] = all
  if (first === undefined) return undefined
  return {
    granularityMinutes: more.reduce(
      (size, rules) => common(size, rules.granularityMinutes),
      first.granularityMinutes,
    ),
    shortestMinutes: Math.min(...all.map((rules) => rules.shortestMinutes)),
    longestMinutes: Math.max(...all.map((rules) => rules.longestMinutes)),
    noticeMinutes: Math.min(...all.map((rules) => rules.noticeMinutes)),
    horizonDays: Math.max(...all.map((rules) => rules.horizonDays)),
    openTo: userKinds.filter((kind) => all.some((rules) => rules.openTo.includes(kind))),
  }
}

/** What somebody looks for at one instrument. */
export interface SlotWish {
  /** The shortest the rules allow when absent. */
  readonly minutes?: number | undefined
  /** Slots lie within it. */
  readonly span: Interval
  readonly daily?: Daytime | undefined
  readonly count: number
}

/** Refusals that stay the same however the slot is moved within one version of the rules. */
const lasting: ReadonlySet<string> = new Set([
  'booking.not_open',
  'booking.not_open_to_you',
  'booking.too_short',
  'booking.too_long',
  'booking.beyond_horizon',
  'booking.too_many_open',
  'booking.too_many_open_here',
])
/** Whether moving the slot would not help while the same rules are in force. */
export const isLasting = (refusals: readonly Refusal[]): boolean =>
  refusals.some(({ code }) => lasting.has(code))

/** Slots tried at one instrument before it is given up. */
const mostTries = 2_000

/** Where to try next after a refused slot: after what the refusals name, at new rules, or one step on. */
function nextTry(
  refusals: readonly Refusal[],
  versions: readonly RulesVersion[],
  start: Instant,
  step: number,
): number {
  if (isLasting(refusals))
    return Math.min(
      ...versions.map(({ effectiveFrom }) => effectiveFrom).filter((at) => at > start),
      Infinity,
    )
  const named = refusals.flatMap(({ nextAt, earliestAt }) =>
    [nextAt, earliestAt].flatMap((at) => (typeof at === 'string' ? [instantOf(at)] : [])),
  )
  return Math.max(start + step, ...named)
}

/** The first slots of a wish against which `judge` says nothing, soonest first, one after another. */
export function allowedSlots(
  known: KnownTime,
  free: readonly Interval[],
  wish: SlotWish,
  judge: (slot: Interval) => readonly Refusal[],
): Interval[] {
  const { versions, zone } = known
  const within = intersected(free, [wish.span])
  const spans = wish.daily === undefined ? within : inDaytime(within, zone, wish.daily)
  const slots: Interval[] = []
  let tries = 0
  let from: number = wish.span.start
  for (const span of spans) {
    from = Math.max(from, span.start)
    while (from < span.end && slots.length < wish.count && tries++ < mostTries) {
      const rules = rulesInForce(versions, instant(from))?.rules
      if (rules === undefined) break
      const start = nextOnGrid(instant(from), rules.granularityMinutes, zone)
      const end = plus(start, (wish.minutes ?? rules.shortestMinutes) * minute)
      if (end > span.end) break
      const refusals = judge({ start, end })
      if (refusals.length === 0) slots.push({ start, end })
      from =
        refusals.length === 0 ? end : nextTry(refusals, versions, start, rules.granularityMinutes * minute)
    }
  }
  return slots
}
