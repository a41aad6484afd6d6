import { type Actor, requireSignedIn, type SignedIn } from '#kernel/actor.ts'
import { found, type Refusal, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { day, type Instant, isoIn, minute } from '#kernel/time.ts'
import {
  announceWaiting,
  bookingFrame,
  type BookingFrame,
  freeWithin,
  holdInstrument,
  type GivenWish,
  slotRefusals,
} from '#modules/booking/index.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { type Instrument, instrumentsById } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { bookableOfClass, insertEntry, liveEntriesOf, type NewEntry } from '../data/waiting-repository.ts'
import { mayPass, type WaitingEntry, wishedSpans } from '../domain/waiting.ts'
import { type AllocationRules, allocationRules } from './allocation-rules.ts'

type D = Pick<Deps, 'db' | 'clock'>

/** What somebody would wait for. */
export interface WaitingWish
  extends Pick<
    NewEntry,
    | 'kind'
    | 'from'
    | 'until'
    | 'minutes'
    | 'weekdays'
    | 'dayFrom'
    | 'dayUntil'
    | 'serviceWay'
    | 'purpose'
    | 'project'
  > {
  readonly instrumentIds: readonly number[]
  /** Every open instrument of a class instead of single ones, of one unit or of all. */
  readonly classCode: string
  readonly unitId: number | undefined
}

async function instrumentsOf(deps: D, wish: WaitingWish, most: number): Promise<Instrument[]> {
  const ids =
    wish.classCode === ''
      ? [...new Set(wish.instrumentIds)].toSorted((a, b) => a - b)
      : await bookableOfClass(deps.db, wish.classCode, wish.unitId, deps.clock.now(), most + 1)
  if (ids.length === 0) refuse('invalid', { code: 'allocation.no_instrument' })
  if (ids.length > most) refuse('invalid', { code: 'allocation.too_many_instruments', most })
  const instruments = (await instrumentsById(deps.db, ids)).filter(
    ({ acceptedVersion, disposedOn }) => acceptedVersion !== undefined && disposedOn === undefined,
  )
  if (instruments.length < ids.length) found(undefined, 'instrument')
  return instruments.toSorted((a, b) => a.id - b.id)
}

function wishRefusals(wish: WaitingWish, { waitlist }: AllocationRules, now: Instant): Refusal[] {
  const { from, until, minutes } = wish
  if (from >= until) return [{ code: 'booking.ends_before_it_starts' }]
  const refusals: Refusal[] = []
  if (until <= now || (wish.kind === 'slot' && from <= now)) refusals.push({ code: 'allocation.time_over' })
  if (minutes * minute > until - from) refusals.push({ code: 'allocation.wish_too_short' })
  if (until - from > waitlist.mostDays * day)
    refusals.push({ code: 'allocation.wish_too_wide', days: waitlist.mostDays })
  return refusals
}

const sameWish = (entry: WaitingEntry, wish: WaitingWish, ids: readonly number[]): boolean =>
  entry.from === wish.from &&
  entry.until === wish.until &&
  entry.minutes === wish.minutes &&
  entry.instrumentIds.some((id) => ids.includes(id))

/** What the rules have against it even when time became free; and time that is free now is booked, not waited for. */
async function instrumentRefusals(
  tx: Tx,
  user: SignedIn,
  { unitId, id: instrumentId, name }: Instrument,
  wish: WaitingWish,
  at: { readonly now: Instant; readonly frame: BookingFrame },
): Promise<Refusal[]> {
  const { serviceWay, purpose, project, from, until, minutes } = wish
  const asked: GivenWish = { unitId, instrumentId, owner: user, serviceWay, purpose, project }
  await holdInstrument(tx, unitId, instrumentId)
  const zone = (await unitById(tx, unitId))?.timeZone ?? 'Asia/Shanghai'
  const free = (start: Instant): Refusal[] => [
    {
      ...{ code: 'allocation.free_now', instrumentId, instrument: name, startAt: isoIn(start, zone) },
      start: isoIn(start, zone).slice(0, 16).replace('T', ' '),
    },
  ]
  if (wish.kind === 'slot') {
    const refusals = await slotRefusals(tx, asked, { start: from, end: until }, at.now, at.frame)
    return refusals.length === 0 ? free(from) : refusals.filter((refusal) => !mayPass(refusal))
  }
  const time = { minutes, within: wishedSpans(wish, zone, at.now), count: 1 }
  if (time.within.length === 0) return [{ code: 'allocation.time_over' }]
  const [slot] = await freeWithin(tx, asked, time, at.now, at.frame)
  return slot === undefined ? [] : free(slot.start)
}

/** Somebody joins the waiting list. Whatever is freed by a transaction after this one is offered; what is free already is refused. */
export async function joinWaiting(deps: D, actor: Actor, wish: WaitingWish): Promise<number> {
  const user = requireSignedIn(actor)
  const [rules, frame] = await Promise.all([allocationRules(deps), bookingFrame(deps)])
  const now = deps.clock.now()
  refuseIfAny(wishRefusals(wish, rules, now), 'invalid')
  const instruments = await instrumentsOf(deps, wish, rules.waitlist.mostInstruments)
  const ids = instruments.map(({ id }) => id)
  return inTransaction(deps.db, async (tx) => {
    const live = await liveEntriesOf(tx, user.accountId)
    const most = rules.waitlist.mostEntriesPerPerson
    if (live.length >= most) refuse('conflict', { code: 'allocation.too_many_entries', most })
    if (live.some((entry) => sameWish(entry, wish, ids)))
      refuse('conflict', { code: 'allocation.waits_already' })
    const refusals: Refusal[] = []
    for (const instrument of instruments)
      refusals.push(...(await instrumentRefusals(tx, user, instrument, wish, { now, frame })))
    refuseIfAny(refusals)
    const { kind, from, until, minutes, weekdays, dayFrom, dayUntil } = wish
    const { serviceWay, purpose, project, classCode } = wish
    const id = await insertEntry(tx, {
      ...{ accountId: user.accountId, userUnitId: user.unitId, instrumentIds: ids, rank: 0, joinedAt: now },
      ...{ kind, from, until, minutes, weekdays, dayFrom, dayUntil, serviceWay, purpose, project, classCode },
    })
    const keys = instruments.map(({ unitId, id: instrumentId }) => ({ unitId, instrumentId }))
    await announceWaiting(tx, id, keys, { start: from, end: until })
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'waiting.joined', subject: 'waiting_entry', subjectId: id, unitId: keys[0]?.unitId },
        changes: { instrumentIds: ids, from, until, minutes },
      },
    ])
    return id
  })
}
