import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import { type Asker, type Offer, userKindOf } from '#modules/booking/index.ts'
import type { Candidates, CatalogueEntry } from '#modules/catalogue/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { codeTable } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { kilometres, type Point } from '../domain/distance.ts'
import { FirstFound, type Ranked } from '../domain/first-found.ts'
import { type Asked, askedOf, type FreeIndex, unitMs } from '../domain/free-index.ts'
import type { SlotQuestion } from '../domain/wish.ts'
import { hourlyPriceFor, type HourlyPrices, hourlyPrices } from '../domain/price-text.ts'
import { certifiedInstruments } from './certified-instruments.ts'
import { bitsOf, liveFreeTime } from './live-free-time.ts'

/** What candidates are ranked by. */
export interface Ground {
  readonly question: SlotQuestion
  readonly asker: Asker
  readonly span: Interval
  readonly index: FreeIndex
  readonly asked: Asked
  /** Kilometres from where the asker counts; undefined when either end is unknown. */
  readonly kmTo: (city: string | undefined) => number | undefined
  /** Whether a unit's accreditation covers an instrument; undefined when it does not matter. */
  readonly isCertified: ((entry: CatalogueEntry) => boolean) | undefined
  /** Kind of the asker at an instrument, where it is known. */
  readonly kindAt: (unitId: number) => ReturnType<typeof userKindOf> | undefined
  /** The place of a candidate now that its first slot is certain. */
  readonly reranked: (rank: Ranked, offer: Offer) => Ranked
}

const known = new Map<string, HourlyPrices>()
const mostKnown = 50_000

/** Prices read from a text; the same few texts stand at many instruments. */
export function pricesOf(text: string): HourlyPrices {
  let prices = known.get(text)
  if (prices === undefined) {
    if (known.size >= mostKnown) known.clear()
    prices = hourlyPrices(text)
    known.set(text, prices)
  }
  return prices
}

async function distances(deps: Deps, near: string | undefined): Promise<Ground['kmTo']> {
  const areas = near === undefined ? undefined : await codeTable(deps.db, 'areas')
  const pointOf = (city: string | undefined): Point | undefined => {
    const attributes = city === undefined ? undefined : areas?.byCode.get(city)?.attributes
    const [lng, lat] = [Number(attributes?.['lng'] ?? 0), Number(attributes?.['lat'] ?? 0)]
    return lng === 0 || lat === 0 ? undefined : { lng, lat }
  }
  const here = pointOf(near)
  const measured = new Map<string | undefined, number | undefined>()
  return (city) => {
    if (here === undefined) return undefined
    if (!measured.has(city)) {
      const there = pointOf(city)
      measured.set(city, there && Math.round(kilometres(here, there)))
    }
    return measured.get(city)
  }
}

/** Reads what ranking needs beside the catalogue: free time, the asker's kind, distances, accreditations. */
export async function groundOf(
  deps: Deps,
  asker: Asker,
  question: SlotQuestion,
  span: Interval,
  now: Instant,
): Promise<Ground> {
  const index = await liveFreeTime(deps)
  const user = 'user' in asker ? asker.user : undefined
  const unit = user?.unitId === undefined ? undefined : await unitById(deps.db, user.unitId)
  const near = question.near ?? (question.sort === 'distance' ? unit?.cityCode : undefined)
  const kindAt: Ground['kindAt'] = (unitId) =>
    'user' in asker ? userKindOf({ unitId: unit?.id, unitKind: unit?.kind }, unitId) : asker.userKind
  const kind = kindAt(0)
  const asked = askedOf(index, {
    ...{ now, span, minutes: question.minutes },
    daily: question.hours && { from: minutesOf(question.hours.from), to: minutesOf(question.hours.to) },
    kind: kind === undefined ? 0 : bitsOf([kind]),
    ownKind: bitsOf(['own_unit']),
    unitId: unit?.id ?? 0,
  })
  return {
    ...{ question, asker, span, index, asked, kindAt },
    kmTo: await distances(deps, near),
    isCertified: question.certified === true ? await certifiedInstruments(deps) : undefined,
    reranked: (rank, offer) => {
      const start = ((offer.slots[0]?.start ?? 0) - index.base) / unitMs
      return question.sort === 'soonest'
        ? { ...rank, first: start, start }
        : { ...rank, second: start, start }
    },
  }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Yuan for an hour at an instrument; endless when its text does not tell, 0 when it does not matter. */
function priceOf({ question, kindAt }: Ground, entry: CatalogueEntry): number {
  if (question.priceCap === undefined && question.sort !== 'price') return 0
  return hourlyPriceFor(pricesOf(entry.price), kindAt(entry.unitId)) ?? Infinity
}

/** Whether an instrument fits what is asked beside time. */
const fits = ({ isCertified, question }: Ground, entry: CatalogueEntry, price: number): boolean =>
  isCertified?.(entry) !== false && (question.priceCap === undefined || price <= question.priceCap)

/** A word found in a name, model or class weighs at least so much; one found only in a summary or a unit less than that. */
const meant = 15
const named = 21

/** The least score of a candidate: where some are called what was asked for, those that only mention it are not meant. */
function leastScore({ count, scoreAt }: Candidates): number {
  for (let place = 0; place < count; place++) if (scoreAt(place) >= named) return meant
  return 0
}

/** The candidates with time, the first of them in order. */
export function ranked(
  ground: Ground,
  candidates: Candidates,
  limit: number,
): { first: Ranked[]; total: number } {
  const { question, index, asked, isCertified } = ground
  const found = new FirstFound(limit)
  const least = leastScore(candidates)
  // Where nothing but time decides, the entries themselves need not be looked at, which is most of the work.
  const plain = question.sort === 'soonest' && question.priceCap === undefined && isCertified === undefined
  const offer = plain
    ? (place: number, start: number) => found.offer(place, start, -candidates.scoreAt(place), start)
    : offerEntry(ground, candidates, found)
  for (let place = 0; place < candidates.count; place++) {
    if (candidates.scoreAt(place) < least) continue
    const start = index.first(index.rowOf(candidates.idAt(place)), asked)
    if (start >= 0) offer(place, start)
  }
  return { first: found.sorted(), total: found.total }
}

/** Ranks candidates by what their entries say as well. */
function offerEntry(ground: Ground, candidates: Candidates, found: FirstFound) {
  const { sort } = ground.question
  return (place: number, start: number): void => {
    const entry = candidates.entryAt(place)
    if (entry === undefined) return
    const price = priceOf(ground, entry)
    if (!fits(ground, entry, price)) return
    if (sort === 'soonest') found.offer(place, start, -candidates.scoreAt(place), start)
    else
      found.offer(place, sort === 'price' ? price : (ground.kmTo(entry.cityCode) ?? Infinity), start, start)
  }
}
