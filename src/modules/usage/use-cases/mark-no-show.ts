import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuseIfAny } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { lockedBooking, setBookingStatus } from '#modules/booking/index.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { noShowRefusals } from '../domain/check-in-rules.ts'
import { checkInWindowOn } from './check-in-window.ts'
import { instrumentAndZone } from './use-access.ts'

/** Nobody came: the booking is marked as missed and its time is free again. */
export function markNoShow(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor, bookingId: number): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const booking = found(await lockedBooking(tx, bookingId), 'booking')
    const { instrument, zone } = await instrumentAndZone(tx, booking.instrumentId)
    requireAbility(actor, 'usage.manage', instrument.place)
    const slot = { status: booking.status, start: booking.slot.start, end: booking.slot.end }
    refuseIfAny(noShowRefusals(slot, { now, zone }, await checkInWindowOn(tx, dateIn(now, zone))))
    await setBookingStatus(tx, actor, booking, 'miss', now)
    await writeAudit(tx, actor, now, [
      {
        action: 'usage.no_show',
        subject: 'booking',
        subjectId: bookingId,
        unitId: booking.unitId,
        changes: { status: { from: booking.status, to: 'no_show' } },
      },
    ])
  })
}
