import { contains, overlaps, type Interval } from '#kernel/interval.ts'
import { type Instant, plus, day } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { type TouchedBooking, userNames } from '../data/booking-list-query.ts'
import { upcomingBookings } from '../data/booking-repository.ts'
import type { Booking } from '../domain/booking.ts'
import type { SpecialDays } from '../domain/opening-hours.ts'
import { hoursAcross, type RulesVersion } from '../domain/rules.ts'

async function described(db: Db, bookings: readonly Booking[]): Promise<TouchedBooking[]> {
  const names = await userNames(
    db,
    bookings.map((booking) => booking.accountId),
  )
  return bookings.map((booking) => ({
    id: booking.id,
    ...booking.slot,
    status: booking.status,
    userName: booking.guestName || (names.get(booking.accountId) ?? ''),
    purpose: booking.purpose,
  }))
}

/** Bookings still to come that a closure would lie over. */
export async function bookingsInClosure(
  db: Db,
  at: { unitId: number; instrumentId: number },
  closure: Interval,
) {
  const bookings = await upcomingBookings(db, at.unitId, at.instrumentId, closure)
  return {
    bookings,
    touched: await described(
      db,
      bookings.filter((it) => overlaps(it.slot, closure)),
    ),
  }
}

/** Bookings still to come that the opening hours of these versions would leave outside. */
export async function bookingsOutsideHours(
  db: Db,
  at: { unitId: number; instrumentId: number; zone: string },
  versions: readonly RulesVersion[],
  from: Instant,
  special: SpecialDays,
): Promise<TouchedBooking[]> {
  const bookings = await upcomingBookings(db, at.unitId, at.instrumentId, {
    start: from,
    end: plus(from, 400 * day),
  })
  const outside = bookings.filter((booking) => {
    const open = hoursAcross(versions, at.zone, special, booking.slot)
    return !open.some((hours) => contains(hours, booking.slot))
  })
  return described(db, outside)
}
