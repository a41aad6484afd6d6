import { contains, type Interval, lengthOf, overlaps } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { instantAt, isoIn, type Instant, minute, plus, zoned } from '#kernel/time.ts'
import {
  type Calendar,
  type Daytime,
  clashesWith,
  freeIntervals,
  inDaytime,
  nextOnGrid,
  onGrid,
  slotsIn,
  withBuffer,
} from './availability.ts'
import type { ServiceWay } from './booking.ts'
import { keptRefusals, type KeptTime } from './kept-time.ts'
import { oddHourRefusals } from './odd-hours.ts'
import type { SpecialDays } from './opening-hours.ts'
import { localTime, moment } from './periods.ts'
import { type QuotaLoad, quotaRefusals } from './quotas.ts'
import type { BookingRules } from './rules.ts'
import type { UserKind } from './user-kind.ts'

/** A closure as a reader may see it. */
export interface Closure extends Interval {
  readonly kind: ClosureKind
  readonly reason: string
}
export const closureKinds = ['closure', 'maintenance', 'fault', 'holiday'] as const
export type ClosureKind = (typeof closureKinds)[number]

/** All that decides whether a slot can be had. */
export interface Judgement {
  readonly slot: Interval
  /** Undefined when the instrument is not opened for booking at that time. */
  readonly rules: BookingRules | undefined
  readonly calendar: Omit<Calendar, 'closures'> & { readonly closures: readonly Closure[] }
  /** Time kept for a ballot or for those who wait. */
  readonly kept?: readonly KeptTime[] | undefined
  readonly zone: string
  readonly now: Instant
  /** Undefined when nobody in particular asks. */
  readonly userKind: UserKind | undefined
  /** By the user themselves unless said otherwise. */
  readonly serviceWay?: ServiceWay | undefined
  /** Public holidays and make-up workdays, where they are kept. */
  readonly special?: SpecialDays | undefined
  /** What is booked by those who are counted with the user; read when the rules count anything. */
  readonly load?: QuotaLoad | undefined
  /** Whoever brings along bookings made elsewhere is not bound by notice, horizon, length, kinds of user, nights and quotas. */
  readonly manages: boolean
}

const span = (of: Interval, zone: string) => ({ start: isoIn(of.start, zone), end: isoIn(of.end, zone) })
const spoken = (spans: readonly Interval[], zone: string): string =>
  spans.map((of) => `${localTime(of.start, zone)}–${localTime(of.end, zone).slice(11)}`).join(', ')

/** The first moment that notice allows. */
export const earliestStart = (rules: BookingRules, now: Instant): Instant =>
  plus(now, rules.noticeMinutes * minute)

/** The end of the last local day that may be booked. */
export const bookableUntil = (rules: BookingRules, now: Instant, zone: string): Instant =>
  instantAt(zoned(now, zone).toPlainDate().add({ days: rules.horizonDays }).toString(), '24:00', zone)

function timeRefusals({ slot, zone, now, manages }: Judgement, rules: BookingRules): Refusal[] {
  if (slot.start < now) return [{ code: 'booking.starts_in_the_past' }]
  const refusals: Refusal[] = []
  const earliest = earliestStart(rules, now)
  if (!manages && slot.start < earliest)
    refusals.push({
      code: 'booking.too_soon',
      noticeMinutes: rules.noticeMinutes,
      ...moment('earliest', nextOnGrid(earliest, rules.granularityMinutes, zone), zone),
    })
  const until = bookableUntil(rules, now, zone)
  if (!manages && slot.end > until)
    refusals.push({
      code: 'booking.beyond_horizon',
      horizonDays: rules.horizonDays,
      ...moment('until', until, zone),
    })
  return refusals
}

function lengthRefusals({ slot, manages, zone }: Judgement, rules: BookingRules): Refusal[] {
  const refusals: Refusal[] = []
  const minutes = lengthOf(slot) / minute
  const { shortestMinutes, longestMinutes, granularityMinutes } = rules
  if (!manages && minutes < shortestMinutes)
    refusals.push({ code: 'booking.too_short', minutes, shortestMinutes })
  if (!manages && minutes > longestMinutes)
    refusals.push({ code: 'booking.too_long', minutes, longestMinutes })
  if (!onGrid(slot.start, granularityMinutes, zone) || !onGrid(slot.end, granularityMinutes, zone))
    refusals.push({
      code: 'booking.off_grid',
      granularityMinutes,
      ...moment('nearest', nextOnGrid(slot.start, granularityMinutes, zone), zone),
    })
  return refusals
}

function calendarRefusals({ slot, calendar, zone }: Judgement): Refusal[] {
  const refusals: Refusal[] = []
  if (!calendar.open.some((hours) => contains(hours, slot)))
    refusals.push({
      code: 'booking.outside_opening_hours',
      hours: spoken(calendar.open, zone) || '–',
      open: calendar.open.map((of) => span(of, zone)),
    })
  const closures = calendar.closures.filter((closure) => overlaps(closure, slot))
  if (closures.length > 0)
    refusals.push({
      code: 'booking.closed',
      spans: spoken(closures, zone),
      closures: closures.map((of) => ({ ...span(of, zone), kind: of.kind, reason: of.reason })),
    })
  const taken = clashesWith(slot, calendar.taken)
  const crowded = calendar.taken.filter((other) => overlaps(slot, withBuffer(other, calendar.bufferMinutes)))
  if (taken.length > 0)
    refusals.push({ code: 'booking.slot_taken', taken: taken.map((of) => span(of, zone)) })
  else if (crowded.length > 0)
    refusals.push({ code: 'booking.needs_buffer', bufferMinutes: calendar.bufferMinutes ?? 0 })
  return refusals
}

/** Rules about who may have how much of the instrument and when they may be alone with it. */
function userRefusals(judgement: Judgement, rules: BookingRules): Refusal[] {
  const { slot, zone, userKind, load, special = new Map(), serviceWay = 'self' } = judgement
  const odd = oddHourRefusals(rules, { slot, zone, special, userKind, serviceWay })
  if (load === undefined || userKind === undefined) return odd
  return [...odd, ...quotaRefusals(slot, rules, load, { kind: userKind, zone })]
}

/** Every reason this slot cannot be booked, with what would be allowed instead, so that all can be mended at once. */
export function refusalsFor(judgement: Judgement): Refusal[] {
  const { slot, rules, userKind, manages, zone } = judgement
  if (slot.start >= slot.end) return [{ code: 'booking.ends_before_it_starts' }]
  if (rules === undefined) return [{ code: 'booking.not_open' }]
  const refusals: Refusal[] = []
  if (!manages && userKind !== undefined && !rules.openTo.includes(userKind))
    refusals.push({ code: 'booking.not_open_to_you', userKind, openTo: rules.openTo })
  refusals.push(
    ...timeRefusals(judgement, rules),
    ...lengthRefusals(judgement, rules),
    ...calendarRefusals(judgement),
    ...keptRefusals(slot, judgement.kept ?? [], zone),
    ...(manages ? [] : userRefusals(judgement, rules)),
  )
  return refusals
}

/**
 * The first free slots this user could have, from now on, within what the calendar knows; in local daytime when that
 * is preferred and there are any. What is offered is what `refusalsFor` has nothing against.
 */
export function alternatives(
  judgement: Omit<Judgement, 'slot'>,
  minutes: number,
  count: number,
  daytime?: Daytime,
): Interval[] {
  const { rules, calendar, zone, now } = judgement
  if (rules === undefined) return []
  const until = bookableUntil(rules, now, zone)
  const free = freeIntervals(calendar).map((of) => (of.end > until ? { start: of.start, end: until } : of))
  const wish = {
    minutes,
    granularityMinutes: rules.granularityMinutes,
    zone,
    earliest: earliestStart(rules, now),
    count,
    accepts: (slot: Interval) => refusalsFor({ ...judgement, slot }).length === 0,
  }
  const byDay = daytime === undefined ? [] : slotsIn(inDaytime(free, zone, daytime), wish)
  return byDay.length > 0 ? byDay : slotsIn(free, wish)
}
