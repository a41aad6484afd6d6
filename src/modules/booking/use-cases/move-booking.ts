import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { inTransaction, sqlState, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import type { Booking } from '../domain/booking.ts'
import { holdPerson } from '../data/booking-repository.ts'
import { replaceSteps, stepsOf } from '../data/step-repository.ts'
import { type ChainStep, stepsLaidDown } from '../domain/approval-chain.ts'
import { bumpRevision } from '../data/rules-repository.ts'
import { mayChangeBooking } from '../domain/booking-access.ts'
import { moveRefusals } from '../domain/cancellation-rules.ts'
import type { Override } from '../domain/overrides.ts'
import { looksBeyond } from '../domain/rules.ts'
import { slotTaken } from './book-instrument.ts'
import { limitMinutesFor } from './cancel-booking.ts'
import { bookingToChange, changeBooking } from './change-booking.ts'
import { type BookingFrame, bookingFrame } from './booking-frame.ts'
import { judgeSlot, ownerOf } from './judge-slot.ts'

/** What a move is, by what the booking will be. */
const actOf = { pending: 'ask_again', requested: 'ask_without_hold', confirmed: 'move' } as const

/** A moved request goes through its steps from the beginning; those that were taken stay on record. */
async function askAnew(tx: Tx, booking: Booking, chain: readonly ChainStep[], now: Instant): Promise<void> {
  if (chain.length === 0) return
  const before = Math.max(0, ...(await stepsOf(tx, booking)).map(({ no }) => no))
  await replaceSteps(tx, booking, stepsLaidDown(chain, now, before))
}

/** Where a booking is to go. */
export interface MoveWish {
  readonly slot: Interval
  readonly version: number
  /** Rules to pass over, for whoever manages the instrument. */
  readonly override?: Override | undefined
}

/** The new slot is judged for the user of the booking, with the rights of whoever moves it. */
function judgeMove(
  tx: Tx,
  actor: Actor,
  booking: Booking,
  wish: MoveWish,
  now: Instant,
  frame: BookingFrame,
) {
  const { instrumentId, id: except, serviceWay, project, projectId } = booking
  const { slot, override } = wish
  const asked = {
    instrumentId,
    slot,
    except,
    serviceWay,
    project,
    projectId,
    owner: ownerOf(booking),
    override,
  }
  return judgeSlot(tx, requireSignedIn(actor), asked, now, frame)
}

/** A booking goes to another time by the rules of a new one; where those ask for approval it waits again. */
export async function moveBooking(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  bookingId: number,
  wish: MoveWish,
): Promise<void> {
  const now = deps.clock.now()
  const { slot } = wish
  const frame = await bookingFrame(deps)
  let zone = 'UTC'
  try {
    await inTransaction(deps.db, async (tx) => {
      const { booking } = await bookingToChange(tx, bookingId, wish.version, (it, { place }) =>
        mayChangeBooking(actor, it.accountId, place),
      )
      if (frame.limits !== undefined) await holdPerson(tx, booking.accountId)
      const verdict = await judgeMove(tx, actor, booking, wish, now, frame)
      zone = verdict.ground.zone
      const limit = await limitMinutesFor(tx, booking)
      const { manages, rules, overridden } = verdict
      refuseIfAny([...moveRefusals(booking, limit, now, zone, manages), ...verdict.refusals])
      if (rules !== undefined && looksBeyond(rules.rules))
        await bumpRevision(tx, booking.unitId, booking.instrumentId)
      await askAnew(tx, booking, verdict.steps, now)
      await changeBooking(tx, actor, booking, actOf[verdict.status], now, {
        slot,
        priority: verdict.priority,
        overridden: { codes: overridden, reason: overridden.length > 0 ? (wish.override?.reason ?? '') : '' },
      })
    })
  } catch (error) {
    if (sqlState(error) === '23P01') throw slotTaken(slot, zone)
    throw error
  }
}
