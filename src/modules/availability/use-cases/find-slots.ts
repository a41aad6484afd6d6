import type { Actor } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { dateIn, day, instant, type Instant, instantAt } from '#kernel/time.ts'
import { type Asker, type Offer, offeredSlots, type UserKind } from '#modules/booking/index.ts'
import { type Candidates, type CatalogueEntry, catalogueCandidates } from '#modules/catalogue/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { momentOf } from '../domain/free-index.ts'
import { inOrder, type Ranked } from '../domain/first-found.ts'
import { loosened, type SlotQuestion, type SlotWishName } from '../domain/wish.ts'
import { hourlyPriceFor } from '../domain/price-text.ts'
import { type Ground, groundOf, pricesOf, ranked } from './rank-candidates.ts'
import { daysAhead } from './live-free-time.ts'

/** One instrument with its first slots. */
export interface FoundSlot extends Offer {
  readonly entry: CatalogueEntry
  /** Yuan for an hour, when it could be read from the price. */
  readonly hourlyYuan: number | undefined
  readonly km: number | undefined
}
export interface FoundSlots {
  readonly items: readonly FoundSlot[]
  /** Instruments with time, as far as is known without asking each one's rules. */
  readonly total: number
  readonly span: Interval
  readonly asOf: Instant
  /** When nothing was found: without which single wish there would be something, the one that excludes most first. */
  readonly loosen: readonly { readonly wish: SlotWishName; readonly count: number }[]
}

export const siteZone = 'Asia/Shanghai'

/** The time a question is about: not before now, not further than is known. */
export function spanOf(question: Pick<SlotQuestion, 'from' | 'to'>, now: Instant): Interval {
  const last = instantAt(dateIn(instant(now + daysAhead * day), siteZone), '24:00', siteZone)
  const start = question.from === undefined ? now : instantAt(question.from, '00:00', siteZone)
  const end = question.to === undefined ? last : instantAt(question.to, '24:00', siteZone)
  return { start: instant(Math.max(now, start)), end: instant(Math.min(last, end)) }
}

/** Slots shown of one instrument. */
const slotsEach = 3
/** Further candidates at hand when some turn out to have less time than was known. */
const spare = 60
const mostRounds = 8

/** Candidates in order whose first slots are not known for certain yet, and what became of the others. */
interface Settling {
  readonly waiting: Ranked[]
  readonly settled: { readonly rank: Ranked; readonly offer: Offer }[]
}

/** Asks the rules about the next candidates; one whose first slot is later than was known goes back to its place. */
async function settle(
  deps: Deps,
  ground: Ground,
  state: Settling,
  candidates: Candidates,
  limit: number,
): Promise<void> {
  const { question, asker, span, index } = ground
  const next = state.waiting.splice(0, limit)
  const idOf = (rank: Ranked) => candidates.entryAt(rank.place)?.instrumentId ?? 0
  const starts = next.map(({ start }) => momentOf(index, start))
  const soonest = instant(Math.max(span.start, Math.min(...starts)))
  const near = instant(Math.min(span.end, Math.max(...starts) + 2 * day))
  const wish = {
    minutes: question.minutes,
    daily: question.hours,
    count: slotsEach,
    serviceWay: question.mode,
  }
  const ask = async (ranks: readonly Ranked[], within: Interval) =>
    new Map(
      (await offeredSlots(deps, asker, { ...wish, instrumentIds: ranks.map(idOf), span: within })).map(
        (offer) => [offer.instrumentId, offer],
      ),
    )
  const offers = await ask(next, { start: soonest, end: near })
  const missing = next.filter((rank) => !offers.has(idOf(rank)))
  if (missing.length > 0 && near < span.end)
    for (const [id, offer] of await ask(missing, { start: soonest, end: span.end })) offers.set(id, offer)
  for (const rank of next) {
    const offer = offers.get(idOf(rank))
    if (offer !== undefined) state.settled.push({ rank: ground.reranked(rank, offer), offer })
  }
  state.settled.sort((a, b) => inOrder(a.rank, b.rank))
}

/** Whether the first ones are certain: nothing that waits can come before them. */
function certain({ waiting, settled }: Settling, limit: number): boolean {
  const [next] = waiting
  if (next === undefined) return true
  const last = settled[limit - 1]
  return last !== undefined && inOrder(last.rank, next) < 0
}

/** Who asks: the person, or whoever is of a kind. */
export const askerOf = (actor: Actor, userKind: UserKind | undefined): Asker =>
  actor.kind === 'account' ? { user: actor } : { userKind }

/** What giving up each single wish would find; counts are of instruments that may have time. */
async function looseners(deps: Deps, asker: Asker, question: SlotQuestion, now: Instant) {
  const counts: { wish: SlotWishName; count: number }[] = []
  for (const { wish, question: wider } of loosened(question)) {
    const ground = await groundOf(deps, asker, wider, spanOf(wider, now), now)
    const { total } = ranked(ground, await catalogueCandidates(deps, wider), 1)
    if (total > 0) counts.push({ wish, count: total })
  }
  return counts.sort((a, b) => b.count - a.count)
}

/** Bookable slots over all instruments in the order asked for; each was judged by the rules of its instrument just now. */
export async function findSlots(deps: Deps, actor: Actor, question: SlotQuestion): Promise<FoundSlots> {
  const now = deps.clock.now()
  const span = spanOf(question, now)
  const asker = askerOf(actor, question.userKind)
  const ground = await groundOf(deps, asker, question, span, now)
  const candidates = await catalogueCandidates(deps, question)
  const found = ranked(ground, candidates, question.limit + spare)
  const state: Settling = { waiting: found.first, settled: [] }
  for (let round = 0; round < mostRounds && !certain(state, question.limit); round++)
    await settle(deps, ground, state, candidates, question.limit)
  const kindKnown = 'user' in asker || question.userKind !== undefined
  const items = state.settled.slice(0, question.limit).flatMap(({ rank, offer }) => {
    const entry = candidates.entryAt(rank.place)
    if (entry === undefined) return []
    const hourlyYuan = hourlyPriceFor(pricesOf(entry.price), kindKnown ? offer.userKind : undefined)
    return [{ ...offer, entry, hourlyYuan, km: ground.kmTo(entry.cityCode) }]
  })
  const total = found.total <= question.limit ? items.length : found.total
  const loosen = items.length > 0 ? [] : await looseners(deps, asker, question, now)
  return { items, total, span, asOf: now, loosen }
}
