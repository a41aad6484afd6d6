import { type SignedIn, system } from '#kernel/actor.ts'
import { intersected, type Interval } from '#kernel/interval.ts'
import { found, type Refusal, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { type Instant, minute, plus } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { bookingGround } from '../data/booking-ground.ts'
import { holdInstrument, holdPerson, lockedBooking } from '../data/booking-repository.ts'
import { type GivenSlot, insertGiven } from '../data/offer-repository.ts'
import { bumpRevision } from '../data/rules-repository.ts'
import { replaceSteps } from '../data/step-repository.ts'
import { stepsLaidDown } from '../domain/approval-chain.ts'
import { alternatives } from '../domain/booking-rules.ts'
import { type ServiceWay, statusAfter } from '../domain/booking.ts'
import { looksBeyond } from '../domain/rules.ts'
import type { BookingFrame } from './booking-frame.ts'
import { changeBooking } from './change-booking.ts'
import { judgementOf, judgeSlot, type Owner, ownerOf, type Verdict } from './judge-slot.ts'

/** Who would get time of an instrument, and what for. */
export interface GivenWish {
  readonly unitId: number
  readonly instrumentId: number
  readonly owner: Owner
  readonly serviceWay: ServiceWay
  readonly purpose: string
  readonly project: string
}

/** The owner without whatever they may do elsewhere: what is given is judged as for any user. */
const plainUser = ({ accountId, unitId }: Owner): SignedIn => ({
  kind: 'account',
  ...{ accountId, unitId, displayName: '', grants: [] },
})

const judge = (tx: Tx, wish: GivenWish, slot: Interval, now: Instant, frame: BookingFrame) => {
  const { instrumentId, owner, serviceWay, project } = wish
  return judgeSlot(tx, plainUser(owner), { instrumentId, slot, owner, serviceWay, project }, now, frame)
}

/** Every reason the owner cannot have a slot now, by the rules of a booking of theirs. */
export async function slotRefusals(
  tx: Tx,
  wish: GivenWish,
  slot: Interval,
  now: Instant,
  frame: BookingFrame,
): Promise<readonly Refusal[]> {
  return (await judge(tx, wish, slot, now, frame)).refusals
}

/** Free times of a length within some spans that the owner could have, soonest first. */
export async function freeWithin(
  tx: Tx,
  wish: GivenWish,
  time: { readonly minutes: number; readonly within: readonly Interval[]; readonly count: number },
  now: Instant,
  frame: BookingFrame,
): Promise<Interval[]> {
  const [first, last] = [time.within[0], time.within.at(-1)]
  if (first === undefined || last === undefined) return []
  const span = { start: first.start, end: last.end }
  const { instrumentId, owner, serviceWay } = wish
  const counted = { accountId: owner.accountId, now }
  const ground = await bookingGround(tx, { instrumentId, span, userUnitId: owner.unitId, counted })
  if (ground === undefined) return []
  const judged = { owner, serviceWay, bringsAlong: false }
  const judgement = judgementOf(ground, judged, span, now, frame.holidays(ground.zone))
  const open = intersected(judgement.calendar.open, time.within)
  return alternatives(
    { ...judgement, calendar: { ...judgement.calendar, open } },
    ...[time.minutes, time.count],
  )
}

async function give(
  tx: Tx,
  one: GivenSlot,
  event: string,
  verdict: Pick<Verdict, 'rules'>,
  now: Instant,
): Promise<number> {
  const { unitId, instrumentId, owner, slot } = one
  if (verdict.rules !== undefined && looksBeyond(verdict.rules.rules))
    await bumpRevision(tx, unitId, instrumentId)
  const id = await insertGiven(tx, one, now)
  await writeAudit(tx, system, now, [
    {
      ...{ action: event, subject: 'booking', subjectId: id, unitId },
      changes: { instrumentId, forAccountId: owner.accountId, ...slot },
    },
  ])
  await appendEvent(tx, { type: event, unitId, payload: { bookingId: id, instrumentId } })
  return id
}

/** What came of giving somebody a slot: the booking, or what stands against it. */
export type Given =
  | { readonly bookingId: number; readonly until: Instant }
  | { readonly refusals: readonly Refusal[] }

/**
 * Holds a slot for somebody who did not ask for it at this moment, when the rules allow it; `holdUntil` is told the last moment
 * at which it can be taken by the notice of the rules and says until when it is held. The caller holds the instrument.
 */
export async function offerSlot(
  tx: Tx,
  wish: GivenWish & { readonly slot: Interval },
  holdUntil: (latest: Instant) => Instant | undefined,
  now: Instant,
  frame: BookingFrame,
): Promise<Given> {
  const { slot, ...rest } = wish
  await holdInstrument(tx, wish.unitId, wish.instrumentId)
  if (frame.limits !== undefined) await holdPerson(tx, wish.owner.accountId)
  const verdict = await judge(tx, wish, slot, now, frame)
  if (verdict.refusals.length > 0) return { refusals: verdict.refusals }
  const notice = (verdict.rules?.rules.noticeMinutes ?? 0) * minute
  const until = holdUntil(plus(slot.start, -notice))
  if (until === undefined) return { refusals: [{ code: 'booking.starts_in_the_past' }] }
  const given = { ...rest, slot, status: 'offered', offeredUntil: until } as const
  return { bookingId: await give(tx, given, 'booking.offered', verdict, now), until }
}

/** Its owner takes an offered slot: it becomes a booking by the rules of that moment, or a request where the lead decides. */
export async function takeOffer(
  tx: Tx,
  user: SignedIn,
  bookingId: number,
  now: Instant,
  frame: BookingFrame,
): Promise<'pending' | 'confirmed'> {
  const booking = found(await lockedBooking(tx, bookingId), 'booking')
  const act = 'accept'
  if (statusAfter(booking.status, act) === undefined)
    return refuse('conflict', { code: 'booking.not_in_state', status: booking.status, act })
  if (frame.limits !== undefined) await holdPerson(tx, booking.accountId)
  const { instrumentId, slot, serviceWay, project, id: except } = booking
  const wish = { instrumentId, slot, except, serviceWay, project, owner: ownerOf(booking) }
  const { refusals, rules, status, steps } = await judgeSlot(tx, user, wish, now, frame)
  refuseIfAny(refusals)
  if (rules !== undefined && looksBeyond(rules.rules)) await bumpRevision(tx, booking.unitId, instrumentId)
  // An offer keeps its time, so does the request it becomes, whatever the rules say of requests.
  if (status === 'confirmed') await changeBooking(tx, user, booking, act, now)
  else {
    await changeBooking(tx, user, booking, 'accept_request', now)
    await replaceSteps(tx, booking, stepsLaidDown(steps, now))
  }
  return status === 'confirmed' ? status : 'pending'
}

/** An offered slot is given up by its owner or nobody took it in time; true when it was still offered. */
export async function endOffer(
  tx: Tx,
  by: SignedIn | undefined,
  bookingId: number,
  now: Instant,
): Promise<boolean> {
  const booking = await lockedBooking(tx, bookingId)
  if (booking?.status !== 'offered') return false
  const act = by === undefined ? 'lapse' : 'decline'
  await changeBooking(tx, by ?? system, booking, act, now)
  return true
}
