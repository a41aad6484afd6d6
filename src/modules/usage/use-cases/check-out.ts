import type { Actor } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { found, refuseIfAny } from '#kernel/refusal.ts'
import { type Instant, instant, minute } from '#kernel/time.ts'
import { lockedBooking, setBookingStatus } from '#modules/booking/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { lockedUse, saveUse, usesTouching } from '../data/use-repository.ts'
import { factsRefusals } from '../domain/correction-rules.ts'
import {
  completedParts,
  type GivenParts,
  type PartSpan,
  partsOfSpans,
  type UseParts,
} from '../domain/effective-hours.ts'
import type { Use } from '../domain/use.ts'
import { stepRefusals } from '../domain/use-transitions.ts'
import { concludeUse } from './finish-use.ts'
import { byWhom, lockedInstrumentAndZone, requireRunningOrOwn } from './use-access.ts'

/** What is known when a use ends; parts either as minutes or as reported stretches. */
export interface CheckOut {
  readonly parts?: GivenParts | undefined
  readonly spans?: readonly PartSpan[] | undefined
  readonly note?: string | undefined
  /** Only whoever runs the instrument says what it cost. */
  readonly amountFen?: number | undefined
}

const partsOf = (asked: CheckOut, span: Interval): UseParts =>
  asked.spans === undefined ? completedParts(asked.parts ?? {}, span) : partsOfSpans(asked.spans, span)

/** A use shorter than a minute ends a minute after it began: the log has no empty uses. */
const endOf = (use: Use, now: Instant): Instant => instant(Math.max(now, use.startedAt + minute))

/** The running use ends now; when it was a service, its record is written in the same transaction. */
export function checkOut(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  useId: number,
  asked: CheckOut,
): Promise<{ useId: number; recordId: number | undefined }> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const use = found(await lockedUse(tx, useId), 'use')
    const { instrument, zone } = await lockedInstrumentAndZone(tx, use.instrumentId)
    const { byLead } = requireRunningOrOwn(actor, instrument, use)
    refuseIfAny(stepRefusals(use.status, 'check_out'))
    const endedAt = endOf(use, now)
    const span = { start: use.startedAt, end: endedAt }
    const parts = partsOf(asked, span)
    const others = await usesTouching(tx, instrument, span, { useId, now: endedAt })
    refuseIfAny(factsRefusals({ startedAt: use.startedAt, endedAt, parts }, others, endedAt))
    const finished: Use = { ...use, endedAt, parts, status: 'finished', note: asked.note ?? use.note }
    await saveUse(tx, finished, byWhom(actor))
    if (use.bookingId !== undefined) {
      const booking = found(await lockedBooking(tx, use.bookingId), 'booking')
      await setBookingStatus(tx, actor, booking, 'complete', now)
    }
    const amountFen = byLead ? asked.amountFen : undefined
    const recordId = await concludeUse(tx, actor, { use: finished, instrument, zone, now, amountFen })
    return { useId, recordId }
  })
}
