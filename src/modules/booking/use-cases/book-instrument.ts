import { type Actor, requireSignedIn, type SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { Refused, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { isoIn } from '#kernel/time.ts'
import { sqlState } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertBooking } from '../data/booking-repository.ts'
import type { ServiceWay } from '../domain/booking.ts'
import { bookingFrame } from './booking-frame.ts'
import { judgeSlot } from './judge-slot.ts'

export interface BookingWish {
  readonly slot: Interval
  readonly purpose: string
  readonly project: string
  readonly serviceWay: ServiceWay
  /** A project somebody checked. */
  readonly projectId?: number | undefined
}
export interface MadeBooking {
  readonly id: number
  readonly status: 'pending' | 'confirmed'
}

/** The refusal of somebody who came second, the same as when the first had been there all along. */
export const slotTaken = (slot: Interval, zone: string): Refused =>
  new Refused([
    { code: 'booking.slot_taken', taken: [{ start: isoIn(slot.start, zone), end: isoIn(slot.end, zone) }] },
  ])

async function attempt(
  deps: Pick<Deps, 'db' | 'clock'>,
  user: SignedIn,
  instrumentId: number,
  wish: BookingWish,
): Promise<MadeBooking | undefined> {
  const now = deps.clock.now()
  const { slot, ...rest } = wish
  const frame = await bookingFrame(deps)
  const verdict = await judgeSlot(deps.db, user, { instrumentId, ...wish }, now, frame)
  const { ground, refusals, status, rules, person } = verdict
  refuseIfAny(refusals)
  if (rules === undefined) return refuse('conflict', { code: 'booking.not_open' })
  const judgedBy = {
    version: rules.version,
    revision: rules.revision,
    alone: (rules.rules.bufferMinutes ?? 0) > 0,
    person,
  }
  try {
    const booking = { unitId: ground.unitId, instrumentId, slot, status, ...rest }
    const id = await insertBooking(deps.db, booking, judgedBy, user, now)
    return id === undefined ? undefined : { id, status }
  } catch (error) {
    if (sqlState(error) === '23P01') throw slotTaken(slot, ground.zone)
    if (sqlState(error) === '40P01') return undefined
    throw error
  }
}

/** Tries before a booking gives up because rules keep changing or others keep getting in between. */
const attempts = 20

/**
 * A user asks for a slot; if no rule forbids it, it is theirs from this moment, or kept for them until the lead decides.
 * Reading and judging happen before the one statement that writes booking, audit and event; that statement writes nothing
 * when the rules it was judged by have changed, and the constraint refuses an overlap.
 */
export async function bookInstrument(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  wish: BookingWish,
): Promise<MadeBooking> {
  const user = requireSignedIn(actor)
  for (let no = 0; no < attempts; no++) {
    const made = await attempt(deps, user, instrumentId, wish)
    if (made !== undefined) return made
  }
  return refuse('conflict', { code: 'changed_meanwhile' })
}
