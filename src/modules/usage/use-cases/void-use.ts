import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { lockedBooking, takeBackUse } from '#modules/booking/index.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { insertCorrection, lockedUse, saveUse } from '../data/use-repository.ts'
import type { Use } from '../domain/use.ts'
import { stepRefusals } from '../domain/use-transitions.ts'
import { newsOf } from './finish-use.ts'
import { settleRecord } from './settle-record.ts'
import { byWhom, lockedInstrumentAndZone, nameOf } from './use-access.ts'

/** The booking behind a use that is taken back gets the outcome that fits (booking's `voidedOutcome`). */
async function giveBookingBack(tx: Tx, actor: Actor, use: Use, at: { now: Instant; reason: string }) {
  if (use.bookingId === undefined) return
  const booking = found(await lockedBooking(tx, use.bookingId), 'booking')
  await takeBackUse(tx, actor, booking, at)
}

/** Takes a use back: it counts nowhere any more, and its booking gets the outcome that fits. Nothing is deleted. */
export function voidUse(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  useId: number,
  asked: { version: number; reason: string },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const use = found(await lockedUse(tx, useId), 'use')
    const { instrument, zone } = await lockedInstrumentAndZone(tx, use.instrumentId)
    requireAbility(actor, 'usage.manage', instrument.place)
    refuseIfAny(stepRefusals(use.status, 'void'))
    if (use.version !== asked.version)
      refuse('conflict', { code: 'usage.changed_meanwhile', version: use.version })
    const next: Use = { ...use, status: 'void' }
    await insertCorrection(tx, use, {
      before: { status: use.status },
      after: { status: 'void' },
      reason: asked.reason,
      correctedBy: byWhom(actor),
      correctedByName: nameOf(actor),
      correctedAt: now,
    })
    await saveUse(tx, next)
    await giveBookingBack(tx, actor, use, { now, reason: asked.reason })
    await settleRecord(tx, { use: next, instrument, zone, now })
    await writeAudit(tx, actor, now, [
      {
        action: 'usage.voided',
        subject: 'use',
        subjectId: use.id,
        unitId: use.unitId,
        changes: { status: { from: use.status, to: 'void' }, reason: asked.reason },
      },
    ])
    await appendEvent(tx, { type: 'usage.voided', unitId: use.unitId, payload: newsOf(use) })
  })
}
