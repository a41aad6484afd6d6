import type { DayException, Hours, SpecialDays, WeeklyWindow } from './opening-hours.ts'
import { openIntervals } from './opening-hours.ts'
import { intersected, type Interval, normalized } from '#kernel/interval.ts'
import { instant, type Instant } from '#kernel/time.ts'

/** Who confirms a booking: nobody, the lead for users of other legal persons, the lead for everybody. */
export const approvals = ['none', 'external', 'lead'] as const
export type Approval = (typeof approvals)[number]

/** For whom an instrument may be opened (notice, part three): N11. */
export const userKinds = ['own_unit', 'university', 'institute', 'company', 'society', 'individual'] as const
export type UserKind = (typeof userKinds)[number]

/** Grid sizes offered; each divides the day. */
export const granularities = [5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 720, 1440] as const

/** How an instrument can be booked; lengths in minutes unless named otherwise. */
export interface BookingRules extends Hours {
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
  /** A booking that waits for approval keeps its slot. */
  readonly pendingHolds: true
  readonly openTo: readonly UserKind[]
  readonly bufferMinutes?: number | undefined
}

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
): Interval[] {
  const changes = versions.map((each) => each.effectiveFrom).filter((at) => at > span.start && at < span.end)
  const edges = [...new Set([span.start, ...changes, span.end])].toSorted((a, b) => a - b)
  const open = edges.slice(0, -1).flatMap((start, i) => {
    const version = rulesInForce(versions, start)
    if (version === undefined || !version.bookable) return []
    const stretch = { start, end: instant(edges[i + 1] ?? span.end) }
    return intersected(openIntervals(version.rules, zone, special, stretch), [stretch])
  })
  return normalized(open)
}

const unitKindToUserKind: Readonly<Record<string, UserKind>> = {
  university: 'university',
  institute: 'institute',
  hospital: 'institute',
  new_rd: 'institute',
  government: 'institute',
  company: 'company',
  society: 'society',
  other: 'society',
}

/** Which kind of user somebody is for an instrument: of its own legal person, of another, or a natural person. */
export function userKindOf(
  user: { unitId: number | undefined; unitKind: string | undefined },
  instrumentUnitId: number,
): UserKind {
  if (user.unitId === undefined) return 'individual'
  if (user.unitId === instrumentUnitId) return 'own_unit'
  return unitKindToUserKind[user.unitKind ?? ''] ?? 'society'
}

/** Whether a booking of this user waits for the lead. */
export const needsApproval = (rules: BookingRules, kind: UserKind): boolean =>
  rules.approval === 'lead' || (rules.approval === 'external' && kind !== 'own_unit')
