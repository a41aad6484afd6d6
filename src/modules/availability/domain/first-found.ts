/** What candidates are ordered by: two numbers, the smaller first, then the place. */
export interface Ranked {
  readonly place: number
  readonly first: number
  readonly second: number
  /** When its first slot begins at the earliest, in units of the index. */
  readonly start: number
}
export const inOrder = (a: Ranked, b: Ranked): number =>
  a.first - b.first || a.second - b.second || a.place - b.place

/** Keeps the first of many without sorting all. */
export class FirstFound {
  #kept: Ranked[] = []
  readonly #limit: number
  /** Whatever ranks after it need not be kept; places grow, so an equal one ranks after it too. */
  #last: { readonly first: number; readonly second: number } = { first: Infinity, second: Infinity }
  total = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Counts a candidate and keeps it if it may be among the first. */
  offer(place: number, first: number, second: number, start: number): void {
    this.total++
    const { first: bound, second: next } = this.#last
    if (first > bound || (first === bound && second >= next)) return
    this.#kept.push({ place, first, second, start })
    if (this.#kept.length >= this.#limit * 4) this.#cut()
  }

  /** The first ones in order. */
  sorted(): Ranked[] {
    this.#cut()
    return this.#kept
  }

  #cut(): void {
    this.#kept = this.#kept.sort(inOrder).slice(0, this.#limit)
    if (this.#kept.length === this.#limit) this.#last = this.#kept.at(-1) ?? this.#last
  }
}
