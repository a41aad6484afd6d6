import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { BookingStatus } from '../domain/booking.ts'
import { largestGapMinutes } from '../domain/rules.ts'
import { type Situation, situations, timeOnly } from './booking-ground.ts'
import { ms } from './epoch.ts'

export interface CalendarBooking {
  readonly id: number
  readonly start: Instant
  readonly end: Instant
  readonly status: BookingStatus
  readonly accountId: number
  readonly userName?: string
  readonly purpose: string
}

/** One instrument's calendar of a span, read in one statement. */
export interface CalendarRows extends Situation<CalendarBooking> {
  readonly nameEn: string
}

/** Names of users are read only when the reader may see some. */
export async function calendarRows(
  db: Db,
  instrumentId: number,
  span: Interval,
  names: boolean,
): Promise<CalendarRows | undefined> {
  const name = names
    ? sql`, 'userName', coalesce(nullif(b.guest_name, ''), (select display_name from account where id = b.account_id))`
    : sql``
  const booking = sql<CalendarBooking>`jsonb_build_object('id', b.id, 'start', ${ms('b.starts_at')},
    'end', ${ms('b.ends_at')}, 'status', b.status, 'accountId', b.account_id, 'purpose', b.purpose ${name})`
  const english = sql<{ nameEn: string }>`, coalesce(i.elements ->> 'ename', '') as "nameEn"`
  const [found] = await situations(db, { instrumentIds: [instrumentId], span, booking }, english)
  return found && { ...found, nameEn: found.row.nameEn }
}

/** Rules and taken time of many public instruments over a span, for looking for free slots across them. */
export async function groundsOf(db: Db, instrumentIds: readonly number[], span: Interval, except?: number) {
  const wish = { instrumentIds, span, booking: timeOnly, reachMinutes: largestGapMinutes, except }
  const found = await situations(db, wish)
  return found.filter(({ open }) => open).map(({ bookings, ...ground }) => ({ ...ground, taken: bookings }))
}

/** Instruments that can be booked now, and all that are public. */
export async function openInstrumentShare(
  db: Db,
  now: Instant,
): Promise<{ open: number; published: number }> {
  const { rows } = await sql<{ open: number; published: number }>`
    select count(*) as published, count(*) filter (where (select r.bookable from booking_rules r
      where r.unit_id = i.unit_id and r.instrument_id = i.id and r.effective_from <= ${now}
      order by r.version desc limit 1)) as open
    from instrument i where i.accepted_version is not null and i.disposed_on is null`.execute(db)
  return rows[0] ?? { open: 0, published: 0 }
}
