import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { refuse, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { rulesVersions } from '../data/rules-repository.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Booking } from '../domain/booking.ts'
import { isMine, mayChangeBooking } from '../domain/booking-access.ts'
import { cancellationCost, cancellationRefusals } from '../domain/cancellation-rules.ts'
import { rulesInForce } from '../domain/rules.ts'
import { bookingToChange, changeBooking } from './change-booking.ts'

/** Minutes before the start until which a booking can be given back freely, by the rules in force at its start. */
export async function limitMinutesFor(db: Db, booking: Pick<Booking, 'unitId' | 'instrumentId' | 'slot'>) {
  const versions = await rulesVersions(db, booking.unitId, booking.instrumentId)
  return rulesInForce(versions, booking.slot.start)?.rules.cancellationLimitMinutes ?? 0
}

/** Late is the user's own doing: what the lead cancels is never held against the user. */
const isLate = (actor: Actor, booking: Booking, limitMinutes: number, now: Instant): boolean =>
  isMine(actor, booking.accountId) && cancellationCost(booking, limitMinutes, now).late

/** Its user gives a booking back, or the instrument's lead takes it away and says why. */
export async function cancelBooking(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  bookingId: number,
  wish: { reason: string; version: number },
): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { booking } = await bookingToChange(tx, bookingId, wish.version, (it, { place }) =>
      mayChangeBooking(actor, it.accountId, place),
    )
    refuseIfAny(cancellationRefusals(booking, now))
    if (wish.reason === '' && !isMine(actor, booking.accountId))
      refuse('invalid', { code: 'booking.reason_needed' })
    const late = isLate(actor, booking, await limitMinutesFor(tx, booking), now)
    await changeBooking(tx, actor, booking, 'cancel', now, {
      cancellation: { by: accountId, at: now, reason: wish.reason, late },
    })
  })
}
