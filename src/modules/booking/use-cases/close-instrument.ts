import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { found, type Refusal, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { isoIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import type { TouchedBooking } from '../data/booking-list-query.ts'
import { lockedBooking } from '../data/booking-repository.ts'
import { keepFreed } from '../data/kept-time.ts'
import { bumpRevision, deleteClosure, insertClosure } from '../data/rules-repository.ts'
import { statusAfter } from '../domain/booking.ts'
import type { ClosureKind } from '../domain/booking-rules.ts'
import { changeBooking } from './change-booking.ts'
import { instrumentToManage } from './set-booking-rules.ts'
import { tellTouched } from './tell-touched.ts'
import { bookingsInClosure } from './touched-bookings.ts'

export interface ClosureWish {
  readonly span: Interval
  readonly kind: ClosureKind
  readonly reason: string
  /** Ids of the touched bookings the lead has seen. */
  readonly acknowledged: readonly number[]
  /** Cancel them instead of leaving them to be moved. */
  readonly cancelTouched: boolean
}

/** Every touched booking must have been seen; one made meanwhile has not. */
function unseen(
  touched: readonly TouchedBooking[],
  acknowledged: readonly number[],
  zone: string,
): Refusal[] {
  if (touched.every((booking) => acknowledged.includes(booking.id))) return []
  const bookings = touched.map((booking) => ({
    ...booking,
    start: isoIn(booking.start, zone),
    end: isoIn(booking.end, zone),
  }))
  return [{ code: 'booking.touches_bookings', number: touched.length, bookings }]
}

async function cancelAll(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  touched: readonly TouchedBooking[],
  reason: string,
): Promise<number[]> {
  const cancelled: number[] = []
  const now = deps.clock.now()
  for (const { id } of touched) {
    const booking = await lockedBooking(tx, id)
    if (booking === undefined || statusAfter(booking.status, 'cancel') === undefined) continue
    const by = requireSignedIn(actor).accountId
    await changeBooking(tx, actor, booking, 'cancel', now, {
      cancellation: { by, at: now, reason, late: false },
    })
    cancelled.push(id)
  }
  return cancelled
}

/** The lead closes an instrument for a time; nothing is booked into it any more, what is there is left or cancelled. */
export async function closeInstrument(
  deps: Pick<Deps, 'db' | 'clock'> & Notifying,
  actor: Actor,
  instrumentId: number,
  wish: ClosureWish,
): Promise<{ id: number; cancelled: number[]; told: number }> {
  const { span, kind, reason } = wish
  const now = deps.clock.now()
  const by = requireSignedIn(actor).accountId
  if (span.start >= span.end) refuse('invalid', { code: 'booking.ends_before_it_starts' })
  if (span.end <= now) refuse('invalid', { code: 'booking.closure_over' })
  return inTransaction(deps.db, async (tx) => {
    const { unitId, name } = await instrumentToManage(tx, actor, instrumentId)
    const zone = found(await unitById(tx, unitId), 'unit').timeZone
    await bumpRevision(tx, unitId, instrumentId)
    const touched = await bookingsInClosure(tx, { unitId, instrumentId }, span)
    // A fault closes at once: nobody is asked, everybody is told.
    if (kind !== 'fault') refuseIfAny(unseen(touched, wish.acknowledged, zone))
    const id = await insertClosure(tx, { unitId, instrumentId, span, kind, reason }, by, now)
    const cancelled = wish.cancelTouched ? await cancelAll(tx, deps, actor, touched, reason) : []
    await writeAudit(tx, actor, now, [
      {
        action: 'closure.added',
        subject: 'instrument',
        subjectId: instrumentId,
        unitId,
        changes: { closureId: id, ...span, kind, reason, cancelled },
      },
    ])
    await appendEvent(tx, { type: 'booking.closure_added', unitId, payload: { instrumentId, closureId: id } })
    const gone = new Set(cancelled)
    const occasion = { key: `closure ${id}`, instrument: name, zone, more: reason }
    const told = await tellTouched(
      tx,
      deps,
      touched.filter((each) => !gone.has(each.id)),
      {
        ...occasion,
        code: 'booking.closure_touches_yours',
      },
    )
    const toldOfEnd = await tellTouched(
      tx,
      deps,
      touched.filter((each) => gone.has(each.id)),
      {
        ...occasion,
        code: 'booking.closure_cancelled_yours',
      },
    )
    return { id, cancelled, told: told + toldOfEnd }
  })
}

/** The lead takes a closure away; its time can be booked again. */
export async function reopenInstrument(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  closureId: number,
): Promise<void> {
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { unitId } = await instrumentToManage(tx, actor, instrumentId)
    const closure = found(await deleteClosure(tx, unitId, instrumentId, closureId), 'closure')
    await keepFreed(tx, { unitId, instrumentId }, closure, now)
    await writeAudit(tx, actor, now, [
      {
        action: 'closure.removed',
        subject: 'instrument',
        subjectId: instrumentId,
        unitId,
        changes: {
          closureId,
          start: closure.start,
          end: closure.end,
          kind: closure.kind,
          reason: closure.reason,
        },
      },
    ])
    await appendEvent(tx, { type: 'booking.closure_removed', unitId, payload: { instrumentId, closureId } })
  })
}
