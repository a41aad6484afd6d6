import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { maySeeBooking, mayManageBookings } from '../domain/booking-access.ts'
import { requireAbility } from '#kernel/actor.ts'
import { bookingToChange, changeBooking } from './change-booking.ts'

/** The lead grants a request or turns it down with a reason; of several deciding at once one is heard. */
export async function decideBooking(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  bookingId: number,
  wish: { approve: boolean; note: string; version: number },
): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { booking, instrument } = await bookingToChange(
      tx,
      bookingId,
      wish.version,
      (it, { place }) => maySeeBooking(actor, it.accountId, place) || mayManageBookings(actor, place),
    )
    requireAbility(actor, 'booking.manage', instrument.place)
    if (booking.slot.start <= now) refuse('conflict', { code: 'booking.has_begun' })
    if (!wish.approve && wish.note === '') refuse('invalid', { code: 'booking.reason_needed' })
    await changeBooking(tx, actor, booking, wish.approve ? 'approve' : 'reject', now, {
      decision: { by: accountId, at: now, note: wish.note },
    })
  })
}
