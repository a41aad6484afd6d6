import { type Actor, actorMay, actorMaySomewhere } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { day, instant, instantAt, minute, plus } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { type CalendarBooking, calendarRows, type CalendarRows } from '../data/calendar-query.ts'
import { freeIntervals } from '../domain/availability.ts'
import { isMine } from '../domain/booking-access.ts'
import { bookableUntil, earliestStart } from '../domain/booking-rules.ts'
import { gapMinutes, hoursAcross, rulesInForce } from '../domain/rules.ts'
import { bookingFrame } from './booking-frame.ts'
import { userKindAt } from './user-kind-at.ts'

/** A booking of the calendar as this reader may see it. */
export interface SeenBooking {
  readonly booking: CalendarBooking
  readonly mine: boolean
  readonly known: boolean
}
export interface ShownCalendar {
  readonly rows: CalendarRows
  readonly span: Interval
  readonly bookable: boolean
  readonly granularityMinutes: number
  readonly open: readonly Interval[]
  readonly free: readonly Interval[]
  readonly bookings: readonly SeenBooking[]
}

/** Local dates as a span; a day more on each side is read because the zone is known only with the instrument. */
export function roughSpan(from: string, to: string, longestDays: number): Interval {
  const span = { start: instantAt(from, '00:00', 'UTC'), end: instantAt(to, '00:00', 'UTC') }
  if (span.start >= span.end) refuse('invalid', { code: 'booking.ends_before_it_starts' })
  if (span.end - span.start > longestDays * day)
    refuse('invalid', { code: 'booking.span_too_long', longestDays })
  return { start: plus(span.start, -14 * 60 * minute), end: plus(span.end, 14 * 60 * minute) }
}

const touching = <T extends Interval>(items: readonly T[], span: Interval): T[] =>
  items.filter((item) => item.start < span.end && item.end > span.start)

/** An instrument's calendar of some days: what is open, closed, taken; names only as far as the reader may know them. */
export async function showCalendar(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  dates: { from: string; to: string },
): Promise<ShownCalendar> {
  const { holidays, site } = await bookingFrame(deps)
  const rough = roughSpan(dates.from, dates.to, site.calendarDaysAtOnce)
  const names = actorMaySomewhere(actor, 'booking.read_all')
  const rows = found(await calendarRows(deps.db, instrumentId, rough, names), 'instrument')
  if (!rows.open && !actorMay(actor, 'instrument.read_unpublished', rows.place))
    found(undefined, 'instrument')
  const { zone } = rows
  const span = { start: instantAt(dates.from, '00:00', zone), end: instantAt(dates.to, '00:00', zone) }
  const now = deps.clock.now()
  const version = rulesInForce(
    rows.versions,
    now > span.start ? instant(Math.min(now, span.end - 1)) : span.start,
  )
  const rules = version?.rules
  const kind = await userKindAt(deps.db, actor, rows)
  const open = hoursAcross(rows.versions, zone, holidays(zone), span, kind)
  const bookings = touching(rows.bookings, span)
  const bookable = rows.open && version?.bookable === true
  const window = rules && { start: earliestStart(rules, now), end: bookableUntil(rules, now, zone) }
  const free = freeIntervals({
    open,
    closures: rows.closures,
    taken: bookings,
    bufferMinutes: rules === undefined ? 0 : gapMinutes(rules),
  }).flatMap((of) => {
    const start = instant(Math.max(of.start, window?.start ?? of.start))
    const end = instant(Math.min(of.end, window?.end ?? of.end))
    return start < end ? [{ start, end }] : []
  })
  const knowsAll = actorMay(actor, 'booking.read_all', rows.place)
  return {
    rows: { ...rows, closures: touching(rows.closures, span) },
    span,
    bookable,
    granularityMinutes: rules?.granularityMinutes ?? 30,
    open,
    free: bookable ? free : [],
    bookings: bookings.map((booking) => {
      const mine = isMine(actor, booking.accountId)
      return { booking, mine, known: mine || knowsAll }
    }),
  }
}
