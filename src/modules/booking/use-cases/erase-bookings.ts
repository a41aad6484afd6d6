import { system } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import { redactAudit } from '#modules/identity/index.ts'
import { forgetNotices } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { eraseBookings } from '../data/booking-eraser.ts'
import { lockedBookingsAhead } from '../data/booking-repository.ts'
import { changeBooking } from './change-booking.ts'

/** An instrument was purged: bookings ahead are cancelled, and what any booking of it said is forgotten. */
export async function eraseBookingsOf(
  tx: Tx,
  now: Instant,
  of: { readonly unitId: number; readonly instrumentId: number },
): Promise<void> {
  const because = 'instrument_withdrawn'
  for (const booking of await lockedBookingsAhead(tx, of, now))
    await changeBooking(tx, system, booking, 'cancel', now, {
      cancellation: { by: undefined, at: now, reason: '', late: false, because },
    })
  const ids = await eraseBookings(tx, of)
  await redactAudit(tx, 'booking', ids)
  await forgetNotices(
    tx,
    ids.map((id) => `/bookings?about=${id}`),
  )
}
