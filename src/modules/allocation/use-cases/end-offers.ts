import { requireSignedIn, type Actor } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { bookingFrame, endOffer, forgetWaiting, lockedBooking, takeOffer } from '#modules/booking/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import {
  closeOffer,
  type Offer,
  offerById,
  openOfferBehind,
  openOfferOf,
  overdueOffers,
} from '../data/offer-repository.ts'
import { entriesOver, lockedEntry, setEntryState } from '../data/waiting-repository.ts'
import {
  afterDecline,
  afterLapse,
  type OfferState,
  type WaitingAct,
  type WaitingEntry,
  waitingTransitions,
} from '../domain/waiting.ts'
import { allocationRules } from './allocation-rules.ts'
import { announce, askAgainJob, type OfferDeps, offerFreed } from './offer-freed.ts'

/** Carries an entry through an act of its offer; the transition table decides. */
async function moveEntry(tx: Tx, entry: WaitingEntry, act: WaitingAct, now: Instant): Promise<void> {
  const to = waitingTransitions[entry.state][act]
  if (to === undefined) return refuse('conflict', { code: 'allocation.not_in_state' })
  const unanswered = act === 'lapse' ? 1 : 0
  await setEntryState(tx, entry.id, { from: entry.state, to, unanswered }, now)
  if (to === 'waiting') await announce(tx, entry)
}

/** The offer, with its booking and then its entry locked, in the order in which everybody takes them. */
async function lockedOffer(tx: Tx, offer: Offer): Promise<{ offer: Offer; entry: WaitingEntry } | undefined> {
  await lockedBooking(tx, offer.bookingId)
  const entry = await lockedEntry(tx, offer.entryId)
  const now = await offerById(tx, offer.id)
  return entry === undefined || now?.state !== 'open' ? undefined : { offer: now, entry }
}

/** Whoever goes on waiting may find other times free that nobody offered them meanwhile; each instrument is asked by itself. */
const askAgainLater = (tx: Tx, deps: OfferDeps, { instrumentIds }: WaitingEntry): Promise<void> =>
  deps.jobs.enqueue(tx, askAgainJob, { instrumentIds })

/** The slot of an ended offer goes to the next who waits, in the same transaction. */
async function finish(
  tx: Tx,
  deps: OfferDeps,
  { offer, entry }: { offer: Offer; entry: WaitingEntry },
  end: { readonly state: OfferState; readonly act: WaitingAct },
  by?: Parameters<typeof endOffer>[1],
): Promise<void> {
  const now = deps.clock.now()
  await closeOffer(tx, offer, end.state, now)
  await endOffer(tx, by, offer.bookingId, now)
  await moveEntry(tx, entry, end.act, now)
  await offerFreed(tx, deps, offer.instrumentId)
  if (end.act === 'pass') await askAgainLater(tx, deps, entry)
}

/** Whoever waited takes the offer or lets it go; of several answers one is heard, and none after its time. */
export async function answerOffer(
  deps: OfferDeps,
  actor: Actor,
  offerId: number,
  accept: boolean,
): Promise<{ bookingId: number; status: 'pending' | 'confirmed' | 'declined' }> {
  const user = requireSignedIn(actor)
  const frame = await bookingFrame(deps)
  return inTransaction(deps.db, async (tx) => {
    const seen = found(await offerById(tx, offerId), 'offer')
    if (seen.accountId !== user.accountId) found(undefined, 'offer')
    const locked = await lockedOffer(tx, seen)
    const now = deps.clock.now()
    if (locked === undefined || locked.offer.until <= now)
      return refuse('conflict', { code: 'allocation.offer_over' })
    const { offer, entry } = locked
    const { bookingId } = offer
    if (!accept) {
      await finish(tx, deps, locked, { state: 'declined', act: afterDecline(entry.kind) }, user)
      return { bookingId, status: 'declined' }
    }
    const status = await takeOffer(tx, user, bookingId, now, frame)
    await closeOffer(tx, offer, 'accepted', now)
    await moveEntry(tx, entry, 'take', now)
    return { bookingId, status }
  })
}

/** Somebody leaves the list; an offer they had goes to the next. */
export async function leaveWaiting(deps: OfferDeps, actor: Actor, entryId: number): Promise<void> {
  const user = requireSignedIn(actor)
  await inTransaction(deps.db, async (tx) => {
    const offer = await openOffer(tx, entryId)
    const entry = found(offer?.entry ?? (await lockedEntry(tx, entryId)), 'waiting_entry')
    if (entry.accountId !== user.accountId) found(undefined, 'waiting_entry')
    if (waitingTransitions[entry.state].leave === undefined)
      refuse('conflict', { code: 'allocation.not_in_state' })
    if (offer !== undefined) {
      await finish(tx, deps, offer, { state: 'declined', act: 'leave' }, user)
      return
    }
    // offered meanwhile by a transaction that was faster: whoever leaves tries again and finds the offer
    if (entry.state === 'offered') refuse('conflict', { code: 'changed_meanwhile' })
    await moveEntry(tx, entry, 'leave', deps.clock.now())
    await forgetWaiting(tx, [entryId])
  })
}

async function openOffer(tx: Tx, entryId: number) {
  const seen = await openOfferOf(tx, entryId)
  return seen === undefined ? undefined : lockedOffer(tx, seen)
}

const batch = 50

/** Offers nobody took in time go to the next who wait; entries whose time is over end. Answers how many of both. */
export async function endOverdue(deps: OfferDeps): Promise<number> {
  const { waitlist } = await allocationRules(deps)
  let ended = 0
  for (const offer of await overdueOffers(deps.db, deps.clock.now(), batch))
    await inTransaction(deps.db, async (tx) => {
      const locked = await lockedOffer(tx, offer)
      if (locked === undefined) return
      const act = afterLapse(locked.entry, waitlist.unansweredUntilOut)
      await finish(tx, deps, locked, { state: 'lapsed', act })
      ended++
    })
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const over = await entriesOver(tx, now, batch)
    for (const entry of over) await moveEntry(tx, entry, 'end', now)
    await forgetWaiting(
      tx,
      over.map(({ id }) => id),
    )
    return ended + over.length
  })
}

/** A booking that was only offered came to an end elsewhere: its owner cancelled it, or the instrument left public sight. */
export async function offerWithdrawn(
  tx: Tx,
  deps: OfferDeps,
  unitId: number,
  bookingId: number,
): Promise<void> {
  const seen = await openOfferBehind(tx, unitId, bookingId)
  const locked = seen === undefined ? undefined : await lockedOffer(tx, seen)
  if (locked === undefined) return
  const now = deps.clock.now()
  await closeOffer(tx, locked.offer, 'withdrawn', now)
  await moveEntry(tx, locked.entry, locked.entry.kind === 'slot' ? 'end' : 'pass', now)
  if (locked.entry.kind === 'wish') await askAgainLater(tx, deps, locked.entry)
}
