import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuseIfAny } from '#kernel/refusal.ts'
import { lockedBooking, setBookingStatus } from '#modules/booking/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertUse, usesTouching } from '../data/use-repository.ts'
import { asBookedRefusals } from '../domain/check-in-rules.ts'
import { factsRefusals } from '../domain/correction-rules.ts'
import { completedParts, type GivenParts } from '../domain/effective-hours.ts'
import { concludeUse } from './finish-use.ts'
import { byWhom, lockedInstrumentAndZone } from './use-access.ts'

/** A booking that is over and was used without check-in is entered with its booked times, as evidence of that grade. */
export function recordAsBooked(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  bookingId: number,
  asked: { parts?: GivenParts | undefined; note: string; amountFen?: number | undefined },
): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const booking = found(await lockedBooking(tx, bookingId), 'booking')
    const { instrument, zone } = await lockedInstrumentAndZone(tx, booking.instrumentId)
    requireAbility(actor, 'usage.manage', instrument.place)
    const { start: startedAt, end: endedAt } = booking.slot
    refuseIfAny(asBookedRefusals({ status: booking.status, start: startedAt, end: endedAt }, now))
    const parts = completedParts(asked.parts ?? {}, booking.slot)
    const others = await usesTouching(tx, instrument, booking.slot, { useId: undefined, now })
    refuseIfAny(factsRefusals({ startedAt, endedAt, parts }, others, now))
    const use = {
      unitId: booking.unitId,
      instrumentId: booking.instrumentId,
      bookingId: booking.id,
      accountId: booking.accountId,
      userUnitId: booking.userUnitId,
      startedAt,
      endedAt,
      parts,
      kind: 'service',
      evidence: 'booked',
      status: 'finished',
      note: asked.note,
    } as const
    const id = await insertUse(tx, use, byWhom(actor), now)
    const started = await setBookingStatus(tx, actor, booking, 'start', now)
    await setBookingStatus(tx, actor, started, 'complete', now)
    await concludeUse(tx, actor, {
      use: { ...use, id, version: 1 },
      instrument,
      zone,
      now,
      amountFen: asked.amountFen,
    })
    return id
  })
}
