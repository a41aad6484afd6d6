import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { type Refusal, Refused, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { instant, type Instant } from '#kernel/time.ts'
import type { Notifying } from '#modules/notices/index.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { inTransaction, sqlState, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { bookingGround } from '../data/booking-ground.ts'
import { holdPerson } from '../data/booking-repository.ts'
import { bumpRevision } from '../data/rules-repository.ts'
import { beginStep, endStep, stepsOf } from '../data/step-repository.ts'
import { dueOf, type RequestStep, stepsLaidDown, waitingSteps } from '../domain/approval-chain.ts'
import type { Booking } from '../domain/booking.ts'
import { maySeeBooking, mayManageBookings } from '../domain/booking-access.ts'
import { refusalsFor } from '../domain/booking-rules.ts'
import { type Hat, hatFor } from '../domain/deciders.ts'
import { limitRefusals } from '../domain/person-limits.ts'
import { looksBeyond } from '../domain/rules.ts'
import { slotTaken } from './book-instrument.ts'
import { type BookingFrame, bookingFrame } from './booking-frame.ts'
import { gateRefusals } from './booking-gates.ts'
import { bookingToChange, changeBooking } from './change-booking.ts'
import { turnDownOthers } from './give-slot.ts'
import { hatsOf } from './hats.ts'
import { judgementOf, ownerOf } from './judge-slot.ts'

/** A decision about one request. */
export interface Decision {
  readonly approve: boolean
  readonly note: string
  /** The version last seen. */
  readonly version: number
}
type D = Pick<Deps, 'db'> & Notifying

/** Refusals about when and how something may be asked for, which stood when it was. */
const ofAsking: ReadonlySet<string> = new Set(['booking.too_soon', 'booking.beyond_horizon'])

/** What stands against granting a request now; one that did not keep its slot is judged again for it. */
async function grantRefusals(
  tx: Tx,
  booking: Booking,
  { limits, holidays }: BookingFrame,
  now: Instant,
): Promise<{ refusals: Refusal[]; zone: string; alone: boolean }> {
  if (limits !== undefined) await holdPerson(tx, booking.accountId)
  const { slot, unitId, instrumentId, accountId, userUnitId, serviceWay, project } = booking
  const counted = { accountId, now }
  const ground = await bookingGround(tx, {
    ...{ instrumentId, span: slot, userUnitId, except: booking.id, counted },
    person: limits === undefined ? undefined : counted,
  })
  if (ground === undefined || !ground.open)
    return { refusals: [{ code: 'booking.not_open' }], zone: 'UTC', alone: false }
  const { zone, person } = ground
  const judged = { owner: ownerOf(booking), serviceWay, bringsAlong: false }
  const judgement = judgementOf(ground, judged, slot, now, holidays(zone))
  const again = booking.status === 'requested' ? refusalsFor(judgement) : []
  const limited =
    limits === undefined || person === undefined ? [] : limitRefusals(slot, limits, person, zone)
  const asked = { accountId, userUnitId, unitId, instrumentId, zone, slot, serviceWay, project, now }
  const gated = await gateRefusals({
    ...{ db: tx, ...asked },
    ...{ projectId: booking.projectId, manages: false, needsLevel: undefined },
  })
  const refusals = [...again.filter(({ code }) => !ofAsking.has(code)), ...limited, ...gated]
  return { refusals, zone, alone: judgement.rules !== undefined && looksBeyond(judgement.rules) }
}

interface Taken {
  readonly booking: Booking
  readonly instrument: Instrument
  readonly step: RequestStep
  readonly next: RequestStep | undefined
  readonly hat: Hat
}

/** The request under lock with the step that waits, for somebody who may take it. */
async function takenStep(tx: Tx, actor: Actor, hats: readonly Hat[], id: number, version: number) {
  const hatOf = (step: RequestStep, of: Booking, { place }: Instrument) =>
    hatFor(hats, step.by, place, of.accountId)
  const { booking, instrument } = await bookingToChange(
    tx,
    id,
    version,
    (it, { place }) =>
      maySeeBooking(actor, it.accountId, place) ||
      mayManageBookings(actor, place) ||
      hats.some(({ person, members }) => members.includes(it.accountId) || mayManageBookings(person, place)),
  )
  const [first = plain, next] = waitingSteps(await stepsOf(tx, booking))
  const hat = hatOf(first, booking, instrument)
  if (hat === undefined) return refuse('forbidden', { code: 'booking.step_of_another', by: first.by })
  return { booking, instrument, step: first, next, hat } satisfies Taken
}
const [plain] = stepsLaidDown([{ by: 'lead' }], instant(0)) as [RequestStep]

/** The last step was granted: the booking stands, and whoever asked for the same time without keeping it is turned down. */
async function grant(tx: Tx, deps: D, actor: Actor, taken: Taken, note: string, frame: BookingFrame) {
  const now = deps.clock.now()
  const { booking, instrument } = taken
  const { refusals, zone, alone } = await grantRefusals(tx, booking, frame, now)
  refuseIfAny(refusals)
  if (booking.status === 'requested' && alone) await bumpRevision(tx, booking.unitId, booking.instrumentId)
  const by = requireSignedIn(actor).accountId
  try {
    await changeBooking(tx, actor, booking, 'approve', now, { decision: { by, at: now, note } })
  } catch (error) {
    if (sqlState(error) === '23P01') throw slotTaken(booking.slot, zone)
    throw error
  }
  await turnDownOthers(tx, deps, booking, instrument, { now, zone })
}

async function decide(
  tx: Tx,
  deps: D,
  actor: Actor,
  taken: Taken,
  wish: Decision,
  frame: BookingFrame,
): Promise<void> {
  const now = deps.clock.now()
  const { accountId: by } = requireSignedIn(actor)
  const { booking, step, next, hat } = taken
  const { approve, note } = wish
  if (booking.slot.start <= now) refuse('conflict', { code: 'booking.has_begun' })
  if (!approve && note === '') refuse('invalid', { code: 'booking.reason_needed' })
  const inPlaceOf = hat.person.accountId === by ? undefined : hat.person.accountId
  const ended = { outcome: approve ? 'approved' : 'rejected', by, inPlaceOf, at: now, note } as const
  if (!approve) await changeBooking(tx, actor, booking, 'reject', now, { decision: { by, at: now, note } })
  else if (next === undefined) await grant(tx, deps, actor, taken, note, frame)
  else {
    await changeBooking(tx, actor, booking, 'pass', now, note === '' ? {} : { note })
    await beginStep(tx, booking, next.no, dueOf(next.withinHours, now))
  }
  await endStep(tx, booking, step, ended)
}

/** Whoever's turn it is takes a step of a request or turns the request down with a reason; of several deciding at once one is heard. */
export async function decideBooking(deps: D, actor: Actor, bookingId: number, wish: Decision): Promise<void> {
  requireSignedIn(actor)
  const hats = await hatsOf(deps.db, actor, deps.clock.now())
  const frame = await bookingFrame(deps)
  await inTransaction(deps.db, async (tx) => {
    const taken = await takenStep(tx, actor, hats, bookingId, wish.version)
    await decide(tx, deps, actor, taken, wish, frame)
  })
}

/** What became of one of many decisions: nothing stands against it, or everything that does. */
export interface Decided {
  readonly bookingId: number
  readonly refusals: readonly Refusal[]
}

/** Decides about many requests, each on its own: one that is refused does not hold up the others. */
export async function decideBookings(
  deps: D,
  actor: Actor,
  wish: {
    readonly approve: boolean
    readonly note: string
    readonly items: readonly { readonly bookingId: number; readonly version: number }[]
  },
): Promise<Decided[]> {
  requireSignedIn(actor)
  const decided: Decided[] = []
  for (const { bookingId, version } of wish.items) {
    const refusals = await decideBooking(deps, actor, bookingId, { ...wish, version }).then(
      () => [],
      (error: unknown) => {
        if (error instanceof Refused) return [...error.refusals]
        throw error
      },
    )
    decided.push({ bookingId, refusals })
  }
  return decided
}
