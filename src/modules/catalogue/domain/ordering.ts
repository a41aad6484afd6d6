import type { SearchIndex } from './search-index.ts'
import type { SortOrder } from './query.ts'

type Compare = (a: number, b: number) => number

/** The page [from, from + size) of the documents: best score first, equal scores in the given order. */
export function pageByScore(
  docs: Uint32Array,
  scores: Uint16Array,
  order: Compare,
  from: number,
  size: number,
): number[] {
  const histogram = new Uint32Array(65_536)
  let highest = 0
  for (const doc of docs) {
    const score = scores[doc] ?? 0
    histogram[score] = (histogram[score] ?? 0) + 1
    if (score > highest) highest = score
  }
  const page: number[] = []
  let passed = 0
  for (let score = highest; score >= 0 && passed < from + size; score--) {
    const count = histogram[score] ?? 0
    if (count > 0 && passed + count > from) {
      const level = docs.filter((doc) => scores[doc] === score)
      const start = Math.max(0, from - passed)
      page.push(...pageOf(level, order, start, Math.min(count, from + size - passed)))
    }
    passed += count
  }
  return page
}

/** The documents at places [from, to) of the given order; only so many are sorted as are needed. */
export function pageOf(docs: Uint32Array, order: Compare, from: number, to: number): number[] {
  if (docs.length <= 2_000 || to > docs.length / 4) return [...docs.toSorted(order).subarray(from, to)]
  const heap = new WorstFirst(to, order)
  for (const doc of docs) heap.offer(doc)
  return heap.sorted().slice(from, to)
}

/** Keeps the `limit` first documents of an order; the worst of them stands on top. */
class WorstFirst {
  readonly #kept: number[] = []
  readonly #limit: number
  readonly #order: Compare

  constructor(limit: number, order: Compare) {
    this.#limit = limit
    this.#order = order
  }

  offer(doc: number): void {
    const kept = this.#kept
    if (kept.length < this.#limit) {
      kept.push(doc)
      this.#up(kept.length - 1)
    } else if (this.#order(doc, kept[0] ?? 0) < 0) {
      kept[0] = doc
      this.#down()
    }
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

/** The order of documents; ties are broken by the instrument's number, so that a page never shows one twice. */
export function orderOf(index: SearchIndex, sort: SortOrder, columns: Columns): Compare {
  const { worthOf, acceptedAtOf } = columns
  const idOf = (doc: number) => index.entries[doc]?.instrumentId ?? 0
  const newest: Compare = (a, b) => acceptedAtOf(b) - acceptedAtOf(a) || idOf(b) - idOf(a)
  switch (sort) {
    case 'relevance':
    case 'newest':
      return newest
    case 'price_up':
      return (a, b) => unknownLast(worthOf(a), worthOf(b), 1) || newest(a, b)
    case 'price_down':
      return (a, b) => unknownLast(worthOf(a), worthOf(b), -1) || newest(a, b)
    case 'name':
      return (a, b) =>
        index.soundRank(index.nameOf[a] ?? 0) - index.soundRank(index.nameOf[b] ?? 0) || newest(a, b)
  }
}

function unknownLast(a: number, b: number, direction: 1 | -1): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return (a - b) * direction
}
