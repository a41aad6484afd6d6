import { intersected, type Interval, subtracted } from '#kernel/interval.ts'
import { day, type Instant, isoIn, plus } from '#kernel/time.ts'
import {
  announceWaiting,
  bookingFrame,
  type BookingFrame,
  forgetWaiting,
  freeWithin,
  holdInstrument,
  offerSlot,
  type GivenWish,
  takeKept,
} from '#modules/booking/index.ts'
import { notify, type Notifying } from '#modules/notices/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { instrumentById, instrumentsById } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertOffer, offeredBefore } from '../data/offer-repository.ts'
import { setEntryState, type Turn, waitingFor } from '../data/waiting-repository.ts'
import { heldUntil, type WaitingEntry, wishedSpans, withRoom } from '../domain/waiting.ts'
import { type AllocationRules, allocationRules } from './allocation-rules.ts'

export type OfferDeps = Pick<Deps, 'db' | 'clock' | 'jobs'> & Notifying

/** An instrument whose time is being offered. */
interface Offered {
  readonly unitId: number
  readonly instrumentId: number
  readonly name: string
  readonly zone: string
  readonly now: Instant
  readonly frame: BookingFrame
  readonly rules: AllocationRules
}

/** So many who wait are read at once. */
const atOnce = 100

const wishOf = (entry: WaitingEntry, { unitId, instrumentId }: Offered): GivenWish => ({
  ...{ unitId, instrumentId, serviceWay: entry.serviceWay, purpose: entry.purpose, project: entry.project },
  owner: { accountId: entry.accountId, unitId: entry.userUnitId },
})

/** What an entry could be offered of time that became free: its slot, or the first times it wishes for. */
async function slotsFor(
  tx: Tx,
  entry: WaitingEntry,
  at: Offered,
  freed: readonly Interval[],
): Promise<Interval[]> {
  const { instrumentId, zone, now, frame } = at
  if (entry.kind === 'slot') return [{ start: entry.from, end: entry.until }]
  const near = withRoom(freed, entry.minutes)
  const wished = subtracted(
    intersected(wishedSpans(entry, zone, now), near),
    await offeredBefore(tx, entry.id, instrumentId),
  )
  const time = { minutes: entry.minutes, within: wished, count: 3 }
  return freeWithin(tx, wishOf(entry, at), time, now, frame)
}

async function tell(
  tx: Tx,
  deps: OfferDeps,
  entry: WaitingEntry,
  at: Offered,
  offer: { readonly id: number; readonly slot: Interval; readonly until: Instant },
): Promise<void> {
  const local = (moment: Instant) => isoIn(moment, at.zone).slice(0, 16).replace('T', ' ')
  await notify(tx, deps, [
    {
      ...{ to: [{ accountId: entry.accountId }], topic: 'waiting', code: 'allocation.offered' },
      details: {
        instrument: at.name,
        start: local(offer.slot.start),
        end: local(offer.slot.end).slice(11),
        until: local(offer.until),
      },
      ...{ link: '/waiting', onceKey: `offer ${offer.id}` },
    },
  ])
}

/** Offers an entry the first slot that it can have; true when there was one. */
async function offerTo(
  tx: Tx,
  deps: OfferDeps,
  entry: WaitingEntry,
  at: Offered,
  freed: readonly Interval[],
): Promise<boolean> {
  const { unitId, instrumentId, now } = at
  if (!(await setEntryState(tx, entry.id, { from: 'waiting', to: 'offered' }, now))) return false
  for (const slot of await slotsFor(tx, entry, at, freed)) {
    const hold = (latest: Instant) => heldUntil(at.rules.waitlist, now, slot.start, latest)
    const given = await offerSlot(tx, { ...wishOf(entry, at), slot }, hold, now, at.frame)
    if ('refusals' in given) continue
    const { bookingId, until } = given
    const offer = { unitId, instrumentId, entryId: entry.id, bookingId, ...slot, until }
    const id = await insertOffer(tx, offer, now)
    await forgetWaiting(tx, [entry.id])
    await tell(tx, deps, entry, at, { id, slot, until })
    return true
  }
  await setEntryState(tx, entry.id, { from: 'offered', to: 'waiting' }, now)
  return false
}

/** Everybody who waits for some spans of an instrument is asked in turn; as many offers are made as there is room for. */
async function askInTurn(tx: Tx, deps: OfferDeps, at: Offered, freed: readonly Interval[]): Promise<number> {
  const [first, last] = [freed[0], freed.at(-1)]
  if (first === undefined || last === undefined) return 0
  const hull = {
    start: first.start,
    end: freed.reduce((end, span) => (span.end > end ? span.end : end), last.end),
  }
  let made = 0
  for (let after: Turn | undefined, more = true; more; ) {
    const page = await waitingFor(tx, at, hull, after, atOnce)
    for (const entry of page) if (await offerTo(tx, deps, entry, at, freed)) made++
    after = page.at(-1)
    more = page.length === atOnce
  }
  return made
}

/**
 * Time of an instrument became free: what booking kept for those who wait is taken and offered in their order, in one
 * transaction and under the lock of the instrument, so that nobody else gets in between. `everything` asks about all time ahead,
 * after new rules.
 */
export async function offerFreed(
  tx: Tx,
  deps: OfferDeps,
  instrumentId: number,
  { everything = false }: { readonly everything?: boolean } = {},
): Promise<number> {
  const instrument = await instrumentById(tx, instrumentId)
  if (instrument === undefined) return 0
  const { unitId, name } = instrument
  await holdInstrument(tx, unitId, instrumentId)
  const kept = await takeKept(tx, { unitId, instrumentId })
  if (instrument.acceptedVersion === undefined || instrument.disposedOn !== undefined) return 0
  const now = deps.clock.now()
  const freed = everything ? [{ start: now, end: plus(now, 366 * day) }] : kept
  if (freed.length === 0) return 0
  // Everything is asked through this transaction: one that waits for a second connection while it holds a lock may wait for ever.
  const within = { db: tx, clock: deps.clock }
  const rules = await allocationRules(within)
  const frame = await bookingFrame(within)
  const zone = (await unitById(tx, unitId))?.timeZone ?? 'Asia/Shanghai'
  return askInTurn(tx, deps, { unitId, instrumentId, name, zone, now, frame, rules }, freed)
}

/** The job that asks everybody who waits for some instruments about all time ahead. */
export const askAgainJob = 'allocation.ask-again'

/** Everybody who waits for some instruments is asked about all time ahead, one instrument at a time. */
export async function askAgain(deps: OfferDeps, instrumentIds: readonly number[]): Promise<void> {
  for (const id of instrumentIds)
    await inTransaction(deps.db, (tx) => offerFreed(tx, deps, id, { everything: true }))
}

/** Booking learns that an entry waits, again. */
export async function announce(tx: Tx, entry: Pick<WaitingEntry, 'id' | 'instrumentIds' | 'from' | 'until'>) {
  const instruments = await instrumentsById(tx, entry.instrumentIds)
  const keys = instruments.map(({ unitId, id }) => ({ unitId, instrumentId: id }))
  await announceWaiting(tx, entry.id, keys, { start: entry.from, end: entry.until })
}
