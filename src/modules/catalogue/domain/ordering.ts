import type { SearchIndex } from './search-index.ts'
import type { SortOrder } from './query.ts'

/** An order of documents: by a number of each, the smaller first, and for equal numbers by comparison. */
export interface Order {
  readonly key: (doc: number) => number
  readonly ties: (a: number, b: number) => number
}

/** Above every score: eight words and what a name adds. */
const mostScore = 1_024

/** The page [from, from + size) of the documents: best score first, equal scores in the given order. */
export function pageByScore(
  docs: Uint32Array,
  scores: Uint16Array,
  order: Order,
  from: number,
  size: number,
): number[] {
  const histogram = new Uint32Array(mostScore)
  let highest = 0
  for (let i = 0; i < docs.length; i++) {
    const score = scores[i] ?? 0
    histogram[score] = (histogram[score] ?? 0) + 1
    if (score > highest) highest = score
  }
  const page: number[] = []
  let passed = 0
  for (let score = highest; score >= 0 && passed < from + size; score--) {
    const count = histogram[score] ?? 0
    if (count > 0 && passed + count > from) {
      const level = docs.filter((_, i) => scores[i] === score)
      const start = Math.max(0, from - passed)
      page.push(...pageOf(level, order, start, Math.min(count, from + size - passed)))
    }
    passed += count
  }
  return page
}

/** The documents at places [from, to) of the given order; only so many are sorted as are needed. */
export function pageOf(docs: Uint32Array, order: Order, from: number, to: number): number[] {
  const compare = (a: number, b: number) => order.key(a) - order.key(b) || order.ties(a, b)
  if (docs.length <= 50 || to > docs.length / 4) return [...docs.toSorted(compare).subarray(from, to)]
  const heap = new WorstFirst(to, compare)
  let worst = Number.POSITIVE_INFINITY
  // From the end, where the newest stand, so that few enter that must leave again.
  for (let i = docs.length - 1; i >= 0; i--) {
    const doc = docs[i] ?? 0
    if (order.key(doc) > worst) continue
    const top = heap.offer(doc)
    if (top !== undefined) worst = order.key(top)
  }
  return heap.sorted().slice(from, to)
}

type Compare = (a: number, b: number) => number

/** Keeps the `limit` first documents of an order; the worst of them stands on top. */
class WorstFirst {
  readonly #kept: number[] = []
  readonly #limit: number
  readonly #order: Compare

  constructor(limit: number, order: Compare) {
    this.#limit = limit
    this.#order = order
  }

  /** Takes a document in if it belongs there; returns the worst one once the heap is full. */
  offer(doc: number): number | undefined {
    const kept = this.#kept
    if (kept.length < this.#limit) {
      kept.push(doc)
      this.#up(kept.length - 1)
    } else if (this.#order(doc, kept[0] ?? 0) < 0) {
      kept[0] = doc
      this.#down()
    }
    return kept.length < this.#limit ? undefined : kept[0]
  }

  sorted(): number[] {
    return this.#kept.toSorted(this.#order)
  }

  #worse(a: number, b: number): boolean {
    return this.#order(this.#kept[a] ?? 0, this.#kept[b] ?? 0) > 0
  }

  #swap(a: number, b: number): void {
    const kept = this.#kept
    ;[kept[a], kept[b]] = [kept[b] ?? 0, kept[a] ?? 0]
  }

  #up(at: number): void {
    for (let child = at; child > 0; ) {
      const parent = (child - 1) >> 1
      if (!this.#worse(child, parent)) return
      this.#swap(child, parent)
      child = parent
    }
  }

  #down(): void {
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1
      if (left >= this.#kept.length) return
      const child = left + 1 < this.#kept.length && this.#worse(left + 1, left) ? left + 1 : left
      if (!this.#worse(child, parent)) return
      this.#swap(child, parent)
      parent = child
    }
  }
}

/** What documents are sorted by, as columns of numbers. */
export interface Columns {
  readonly worthOf: (doc: number) => number
  readonly acceptedAtOf: (doc: number) => number
}

/** Unknown values come last whichever way the known ones run. */
const unknownLast = (value: number): number => (Number.isNaN(value) ? Number.MAX_VALUE : value)

/** The order of documents; ties are broken by the instrument's number, so that a page never shows one twice. */
export function orderOf(index: SearchIndex, sort: SortOrder, columns: Columns): Order {
  const { worthOf, acceptedAtOf } = columns
  const idOf = (doc: number) => index.entries[doc]?.instrumentId ?? 0
  const newest = (a: number, b: number) => acceptedAtOf(b) - acceptedAtOf(a) || idOf(b) - idOf(a)
  switch (sort) {
    case 'relevance':
    case 'newest':
      return { key: (doc) => -acceptedAtOf(doc), ties: (a, b) => idOf(b) - idOf(a) }
    case 'price_up':
      return { key: (doc) => unknownLast(worthOf(doc)), ties: newest }
    case 'price_down':
      return { key: (doc) => unknownLast(-worthOf(doc)), ties: newest }
    case 'name':
      return { key: (doc) => index.soundRank(index.nameOf[doc] ?? 0), ties: newest }
  }
}
