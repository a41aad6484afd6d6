import { system } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import { instrumentById } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { lockedBookingsAhead } from '../data/booking-repository.ts'
import { bumpRevision } from '../data/rules-repository.ts'
import { changeBooking } from './change-booking.ts'

/**
 * An instrument left public sight: bookings that have not begun are cancelled, with a reason their users read. It looks at the
 * instrument as it stands, so a repeat finds nothing to do and one that is public again keeps its bookings; counting up the
 * revision makes whoever is booking by an older look start over, and hear that it is not open.
 */
export async function cancelWithdrawn(tx: Tx, now: Instant, instrumentId: number): Promise<void> {
  const instrument = await instrumentById(tx, instrumentId)
  if (instrument === undefined) return
  const disposed = instrument.disposedOn !== undefined
  if (instrument.acceptedVersion !== undefined && !disposed) return
  const { unitId } = instrument
  await bumpRevision(tx, unitId, instrumentId)
  const because = disposed ? 'instrument_disposed' : 'instrument_withdrawn'
  const ahead = await lockedBookingsAhead(tx, { unitId, instrumentId }, now)
  for (const booking of ahead)
    await changeBooking(tx, system, booking, 'cancel', now, {
      cancellation: { by: undefined, at: now, reason: '', late: false, because },
    })
}
