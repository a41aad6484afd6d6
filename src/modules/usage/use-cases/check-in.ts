import type { Actor } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { lockedBooking, setBookingStatus } from '#modules/booking/index.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertUse, runningUse } from '../data/use-repository.ts'
import { checkInRefusals } from '../domain/check-in-rules.ts'
import { noParts } from '../domain/effective-hours.ts'
import { checkInWindowOn } from './check-in-window.ts'
import { byWhom, lockedInstrumentAndZone, requireRunningOrOwn } from './use-access.ts'

/** A booked use begins: by whoever runs the instrument for the user, or by the user at the instrument. */
export function checkIn(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor, bookingId: number): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const booking = found(await lockedBooking(tx, bookingId), 'booking')
    const { instrument, zone } = await lockedInstrumentAndZone(tx, booking.instrumentId)
    const { byLead } = requireRunningOrOwn(actor, instrument, booking)
    const slot = { status: booking.status, start: booking.slot.start, end: booking.slot.end }
    refuseIfAny(checkInRefusals(slot, { now, byLead, zone }, await checkInWindowOn(tx, dateIn(now, zone))))
    const running = await runningUse(tx, instrument.unitId, instrument.id)
    if (running !== undefined) refuse('conflict', { code: 'usage.already_running', useId: running.id })
    const useId = await insertUse(
      tx,
      {
        unitId: booking.unitId,
        instrumentId: booking.instrumentId,
        bookingId: booking.id,
        accountId: booking.accountId,
        userUnitId: booking.userUnitId,
        startedAt: now,
        endedAt: undefined,
        parts: noParts,
        kind: 'service',
        evidence: 'logged',
        status: 'running',
        note: '',
      },
      byWhom(actor),
      now,
    )
    await setBookingStatus(tx, actor, booking, 'start', now)
    await writeAudit(tx, actor, now, [
      {
        action: 'usage.checked_in',
        subject: 'use',
        subjectId: useId,
        unitId: booking.unitId,
        changes: { bookingId, instrumentId: instrument.id, byLead },
      },
    ])
    return useId
  })
}
