import { type Actor, requireSignedIn, type SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { Refused, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { isoIn } from '#kernel/time.ts'
import { sqlState } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertBooking } from '../data/booking-repository.ts'
import type { MadeStatus, ServiceWay } from '../domain/booking.ts'
import { stepsLaidDown } from '../domain/approval-chain.ts'
import type { Override } from '../domain/overrides.ts'
import { looksBeyond } from '../domain/rules.ts'
import { bookingFrame } from './booking-frame.ts'
import { type ForWhom, forWhomRefusals, forWhomOf } from './book-for-other.ts'
import { judgeSlot } from './judge-slot.ts'

export interface BookingWish {
  readonly slot: Interval
  readonly purpose: string
  readonly project: string
  readonly serviceWay: ServiceWay
  /** A project somebody checked. */
  readonly projectId?: number | undefined
  /** Login, mail address or phone of whom it is for, when that is somebody else. */
  readonly forWhom?: string | undefined
  /** Rules to pass over, for whoever manages the instrument. */
  readonly override?: Override | undefined
}
export interface MadeBooking {
  readonly id: number
  readonly status: MadeStatus
}

/** The refusal of somebody who came second, the same as when the first had been there all along. */
export const slotTaken = (slot: Interval, zone: string): Refused =>
  new Refused([
    { code: 'booking.slot_taken', taken: [{ start: isoIn(slot.start, zone), end: isoIn(slot.end, zone) }] },
  ])

type D = Pick<Deps, 'db' | 'clock'>

async function verdictOn(deps: D, user: SignedIn, instrumentId: number, wish: BookingWish, whom: ForWhom) {
  const frame = await bookingFrame(deps)
  const now = deps.clock.now()
  const verdict = await judgeSlot(deps.db, user, { instrumentId, ...wish, owner: whom.owner }, now, frame)
  refuseIfAny([...forWhomRefusals(whom, verdict), ...verdict.refusals])
  const { rules } = verdict
  if (rules === undefined) return refuse('conflict', { code: 'booking.not_open' })
  return { ...verdict, rules, now }
}

async function attempt(
  deps: D,
  user: SignedIn,
  instrumentId: number,
  wish: BookingWish,
  whom: ForWhom,
): Promise<MadeBooking | undefined> {
  const { slot, purpose, project, serviceWay } = wish
  const verdict = await verdictOn(deps, user, instrumentId, wish, whom)
  const { ground, status, rules, person, overridden, priority, now } = verdict
  const steps = stepsLaidDown(verdict.steps, now)
  const { unitId, zone } = ground
  const { version, revision } = rules
  const overrideReason = overridden.length > 0 ? (wish.override?.reason ?? '') : ''
  const what = { unitId, instrumentId, slot, status, serviceWay, purpose, project }
  const booking = { ...what, owner: whom.owner, overridden, overrideReason, priority, steps }
  try {
    const judgedBy = { version, revision, alone: looksBeyond(rules.rules), person }
    const id = await insertBooking(deps.db, booking, judgedBy, user, now)
    return id === undefined ? undefined : { id, status }
  } catch (error) {
    if (sqlState(error) === '23P01') throw slotTaken(slot, zone)
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
  deps: D,
  actor: Actor,
  instrumentId: number,
  wish: BookingWish,
): Promise<MadeBooking> {
  const user = requireSignedIn(actor)
  const whom = await forWhomOf(deps.db, user, instrumentId, wish.forWhom)
  for (let no = 0; no < attempts; no++) {
    const made = await attempt(deps, user, instrumentId, wish, whom)
    if (made !== undefined) return made
  }
  return refuse('conflict', { code: 'changed_meanwhile' })
}
