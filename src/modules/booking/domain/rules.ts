import type { DayException, Hours, SpecialDays, WeeklyWindow } from './opening-hours.ts'
import { openIntervals } from './opening-hours.ts'
import type { OddHourRules } from './odd-hours.ts'
import { countsAnything, type Quota } from './quotas.ts'
import type { UserKind } from './user-kind.ts'
import type { ApprovalChain } from './approval-chain.ts'
import { intersected, type Interval, normalized } from '#kernel/interval.ts'
import { instant, type Instant } from '#kernel/time.ts'

/** Who confirms a booking: nobody, the lead for users of other legal persons, the lead for everybody. */
export const approvals = ['none', 'external', 'lead'] as const
export type Approval = (typeof approvals)[number]

/** Who may book for somebody else: nobody, the lead, or the head of a research group for its members as well. */
export const bookersForOthers = ['nobody', 'lead', 'group_lead'] as const
export type BookersForOthers = (typeof bookersForOthers)[number]

/** Grid sizes offered; each divides the day. */
export const granularities = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440] as const

/** How an instrument can be booked; lengths in minutes unless named otherwise. */
export interface BookingRules extends Hours, OddHourRules {
  readonly weekly: readonly WeeklyWindow[]
  readonly exceptions?: readonly DayException[] | undefined
  readonly observesHolidays?: boolean | undefined
  readonly granularityMinutes: number
  readonly shortestMinutes: number
  readonly longestMinutes: number
  /** A booking must be made this long before it begins. */
  readonly noticeMinutes: number
  /** Bookable until the end of the local day this many days ahead. */
  readonly horizonDays: number
  /** Cancelling or moving later than this before the start is late. */
  readonly cancellationLimitMinutes: number
  readonly approval: Approval
  /** Steps by kind of user; where none is for a kind, the plain approval counts. */
  readonly chains?: readonly ApprovalChain[] | undefined
  /** A booking that waits for approval keeps its slot; otherwise several may ask for it and one gets it. */
  readonly pendingHolds: boolean
  readonly openTo: readonly UserKind[]
  /** Kept free between two bookings, whatever set-up and cleaning take. */
  readonly bufferMinutes?: number | undefined
  /** Kept free before each booking, to set the instrument up for it. */
  readonly setupMinutes?: number | undefined
  /** Kept free after each booking, to clean up behind it. */
  readonly cleanupMinutes?: number | undefined
  readonly quotas?: readonly Quota[] | undefined
  /** Bookings of this instrument one person may have that are not over. */
  readonly openPerPerson?: number | undefined
  /** The lead when absent. */
  readonly bookForOthers?: BookersForOthers | undefined
}

/** Minutes that must lie between two bookings: cleaning up after one and setting up for the next, at least the plain buffer. */
export const gapMinutes = (rules: BookingRules): number =>
  Math.max(rules.bufferMinutes ?? 0, (rules.setupMinutes ?? 0) + (rules.cleanupMinutes ?? 0))

/** Whether a booking depends on others that the exclusion constraint does not see, so that bookings must come one at a time. */
export const looksBeyond = (rules: BookingRules): boolean => gapMinutes(rules) > 0 || countsAnything(rules)

/** The most minutes any gap can have; bookings this near to a slot matter to it. */
export const largestGapMinutes = 480

/** One dated version of an instrument's rules. */
export interface RulesVersion {
  readonly version: number
  readonly effectiveFrom: Instant
  readonly bookable: boolean
  readonly rules: BookingRules
}

/** The version in force at a moment: the newest decision that has taken effect by then. */
export const rulesInForce = (versions: readonly RulesVersion[], at: Instant): RulesVersion | undefined =>
  versions.filter((each) => each.effectiveFrom <= at).toSorted((a, b) => b.version - a.version)[0]

/** Opening hours over a span through which the rules may change: each stretch by the version in force in it. */
export function hoursAcross(
  versions: readonly RulesVersion[],
  zone: string,
  special: SpecialDays,
  span: Interval,
  userKind?: UserKind,
): Interval[] {
  const changes = versions.map((each) => each.effectiveFrom).filter((at) => at > span.start && at < span.end)
  const edges = [...new Set([span.start, ...changes, span.end])].toSorted((a, b) => a - b)
  const open = edges.slice(0, -1).flatMap((start, i) => {
    const version = rulesInForce(versions, start)
    if (version === undefined || !version.bookable) return []
    const stretch = { start, end: instant(edges[i + 1] ?? span.end) }
    return intersected(openIntervals(version.rules, zone, special, stretch, userKind), [stretch])
  })
  return normalized(open)
}
