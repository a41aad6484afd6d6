import type { Actor } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { bookingsWithin } from '../data/booking-repository.ts'
import type { Booking, BookingAct } from '../domain/booking.ts'
import { voidedOutcome } from '../domain/voided-outcome.ts'
import { changeBooking } from './change-booking.ts'

/** What the use of an instrument does to its booking. */
export type UsageAct = Extract<BookingAct, 'start' | 'undo_start' | 'complete' | 'miss' | 'excuse'>

/** Carries a locked booking through an act of its use; refuses when the act does not fit its state. */
export const setBookingStatus = (
  tx: Tx,
  actor: Actor,
  booking: Booking,
  act: UsageAct,
  now: Instant,
): Promise<Booking> => changeBooking(tx, actor, booking, act, now)

/** The use behind a locked booking was taken back: the booking gets the outcome that fits, with the reason of the one who did it. */
export async function takeBackUse(
  tx: Tx,
  actor: Actor,
  booking: Booking,
  at: { now: Instant; reason: string },
): Promise<Booking> {
  const { now, reason } = at
  const act = voidedOutcome(booking, now)
  if (act !== 'take_back') return changeBooking(tx, actor, booking, act, now, { note: reason })
  const by = actor.kind === 'account' ? actor.accountId : undefined
  return changeBooking(tx, actor, booking, act, now, {
    cancellation: { by, at: now, reason, late: false, because: 'use_voided' },
  })
}

/** Bookings of instruments within a day of theirs (the caller gives its first and last moment), by start. */
export const bookingsToday = (db: Db, instrumentIds: readonly number[], day: Interval): Promise<Booking[]> =>
  bookingsWithin(db, instrumentIds, day)
