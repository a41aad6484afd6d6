import { overlaps, type Interval } from '#kernel/interval.ts'
import { type Instant, plus, day } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { TouchedBooking } from '../data/booking-list-query.ts'
import { type Bearers, bearersOf } from '../data/bearers-query.ts'
import { upcomingBookings } from '../data/booking-repository.ts'
import type { Booking } from '../domain/booking.ts'
import type { SpecialDays } from '../domain/opening-hours.ts'
import type { RulesVersion } from '../domain/rules.ts'
import { type HeldBooking, touchedByRules } from '../domain/touched.ts'
import { userKindOf } from '../domain/user-kind.ts'

const bearersAmong = (db: Db, bookings: readonly Booking[]): Promise<Bearers> =>
  bearersOf(
    db,
    bookings.map(({ accountId }) => accountId),
    bookings.flatMap(({ userUnitId }) => (userUnitId === undefined ? [] : [userUnitId])),
  )

const described = (booking: Booking, bearers: Bearers, reasons: readonly string[]): TouchedBooking => ({
  id: booking.id,
  ...booking.slot,
  status: booking.status,
  version: booking.version,
  accountId: booking.accountId,
  userName: booking.guestName || (bearers.names.get(booking.accountId) ?? ''),
  purpose: booking.purpose,
  reasons,
})

/** Bookings still to come that a closure would lie over. */
export async function bookingsInClosure(
  db: Db,
  at: { unitId: number; instrumentId: number },
  closure: Interval,
): Promise<TouchedBooking[]> {
  const bookings = await upcomingBookings(db, at.unitId, at.instrumentId, closure)
  const bearers = await bearersAmong(db, bookings)
  return bookings
    .filter((it) => overlaps(it.slot, closure))
    .map((booking) => described(booking, bearers, ['booking.closed']))
}

const heldOf = (booking: Booking, bearers: Bearers, unitId: number): HeldBooking => {
  const { id, slot, accountId, userUnitId, serviceWay } = booking
  const unitKind = userUnitId === undefined ? undefined : bearers.unitKinds.get(userUnitId)
  return {
    ...{ id, slot, accountId, userUnitId, serviceWay },
    guest: booking.guestName !== '',
    userKind: userKindOf({ unitId: userUnitId, unitKind }, unitId),
    groups: bearers.groups.get(accountId) ?? [],
  }
}

/** Bookings still to come that a next version of the rules would stand against, where those until now do not. */
export async function bookingsAgainstRules(
  db: Db,
  at: { unitId: number; instrumentId: number; zone: string },
  versions: readonly RulesVersion[],
  next: RulesVersion,
  special: SpecialDays,
): Promise<TouchedBooking[]> {
  const from: Instant = next.effectiveFrom
  const span = { start: from, end: plus(from, 400 * day) }
  const bookings = await upcomingBookings(db, at.unitId, at.instrumentId, span)
  const bearers = await bearersAmong(db, bookings)
  const held = bookings.map((booking) => heldOf(booking, bearers, at.unitId))
  const ground = { zone: at.zone, special }
  const touched = touchedByRules(
    held,
    { ...ground, versions },
    { ...ground, versions: [...versions, next] },
    from,
  )
  const reasons = new Map(touched.map((each) => [each.id, each.reasons]))
  return bookings.flatMap((booking) => {
    const why = reasons.get(booking.id)
    return why === undefined ? [] : [described(booking, bearers, why)]
  })
}
