import type { Interval } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { hoursOf, minutesWithin, moment, type PeriodLength, periodsAround } from './periods.ts'
import type { UserKind } from './user-kind.ts'

/** Whose bookings of one instrument are counted together. */
export const quotaBearers = ['person', 'group', 'unit', 'kind'] as const
export type QuotaBearer = (typeof quotaBearers)[number]

/** So many hours or bookings of one instrument in a period of the local calendar, for everybody of a kind together or each for themselves. */
export interface Quota {
  readonly per: QuotaBearer
  readonly period: PeriodLength
  readonly hours?: number | undefined
  readonly count?: number | undefined
  /** Kinds of user it binds; all when absent. */
  readonly users?: readonly UserKind[] | undefined
}

/** A booking that may count. */
export interface CountedBooking extends Interval {
  readonly mine: boolean
  readonly ofMyUnit: boolean
  readonly kind: UserKind
  /** Groups that its user and the one who is judged both belong to. */
  readonly groups: readonly number[]
}

/** What is booked of one instrument around a slot by those who are counted with a user, the booking in question left out. */
export interface QuotaLoad {
  /** Ends of the user's bookings of this instrument that are not over, soonest first. */
  readonly openUntil: readonly Instant[]
  readonly booked: readonly CountedBooking[]
  /** Groups the user belongs to; each has quotas of its own. */
  readonly groups: readonly number[]
}

type Of = { readonly kind: UserKind; readonly zone: string }

/** Bookings counted together with the user's, one list for each group; a user without a unit stands for themselves. */
function countedWith(quota: Quota, load: QuotaLoad, { kind }: Of): readonly (readonly CountedBooking[])[] {
  const { booked, groups } = load
  if (quota.per === 'group')
    return groups.map((group) => booked.filter((each) => each.mine || each.groups.includes(group)))
  if (quota.per === 'kind') return [booked.filter((each) => each.kind === kind)]
  return [booked.filter((each) => each.mine || (quota.per === 'unit' && each.ofMyUnit))]
}

function overHours(quota: Quota, slot: Interval, booked: readonly Interval[], zone: string): Refusal[] {
  const { hours, per, period: length } = quota
  if (hours === undefined) return []
  const full = periodsAround(slot, zone, length).find(
    (period) => minutesWithin([...booked, slot], period) > hours * 60,
  )
  if (full === undefined) return []
  const before = minutesWithin(booked, full)
  return [
    {
      code: 'booking.quota_hours',
      ...{ per, period: length, limitHours: hours, bookedHours: hoursOf(before) },
      leftHours: hoursOf(Math.max(0, hours * 60 - before)),
      ...moment('next', full.end, zone),
    },
  ]
}

/** A booking counts in the period in which it begins. */
function overCount(quota: Quota, slot: Interval, booked: readonly Interval[], zone: string): Refusal[] {
  const { count, per, period: length } = quota
  const [period] = periodsAround(slot, zone, length)
  if (count === undefined || period === undefined) return []
  const number = booked.filter(({ start }) => start >= period.start && start < period.end).length
  if (number < count) return []
  return [
    {
      code: 'booking.quota_count',
      ...{ per, period: length, limit: count, booked: number },
      ...moment('next', period.end, zone),
    },
  ]
}

/** Whether rules count anything of what is booked. */
export const countsAnything = (rules: {
  quotas?: readonly Quota[] | undefined
  openPerPerson?: number | undefined
}): boolean => (rules.quotas?.length ?? 0) > 0 || rules.openPerPerson !== undefined

/** Every quota of an instrument that one more booking would pass, with what is left and when there is room again. */
export function quotaRefusals(
  slot: Interval,
  rules: { quotas?: readonly Quota[] | undefined; openPerPerson?: number | undefined },
  load: QuotaLoad,
  of: Of,
): Refusal[] {
  const refusals: Refusal[] = []
  const most = rules.openPerPerson
  const open = load.openUntil.length
  if (most !== undefined && open >= most) {
    const room = load.openUntil[open - most]
    refusals.push({
      code: 'booking.too_many_open_here',
      ...{ limit: most, open },
      ...(room === undefined ? { room: '–' } : moment('room', room, of.zone)),
    })
  }
  for (const quota of rules.quotas ?? []) {
    if (quota.users !== undefined && !quota.users.includes(of.kind)) continue
    for (const booked of countedWith(quota, load, of))
      refusals.push(...overHours(quota, slot, booked, of.zone), ...overCount(quota, slot, booked, of.zone))
  }
  return refusals
}
