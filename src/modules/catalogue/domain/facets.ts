import type { CatalogueEntry } from './entry.ts'
import type { Match } from './matching.ts'
import { type CatalogueQuery, priceBands } from './query.ts'

/** The sides from which results can be narrowed. */
export const facetNames = ['class', 'city', 'unit', 'maker', 'discipline', 'price', 'openTo', 'mode'] as const
export type FacetName = (typeof facetNames)[number]
/** Value → how many results it would leave. */
export type FacetCounts = Readonly<Record<FacetName, ReadonlyMap<string, number>>>

const wan = 1_000_000

/** The significant digits of a class code: `010102` is whole, `010100` means `0101`, `010000` means `01`. */
export const classPrefix = (code: string): string => code.replace(/(00)+$/, '')

/** Every level a class code belongs to: `010102` → `01`, `0101`, `010102`. */
export const classLevels = (code: string): string[] =>
  [2, 4, 6].filter((digits) => digits <= code.length).map((digits) => code.slice(0, digits))

const priceBandOf = (worthFen: number | undefined): string[] => {
  if (worthFen === undefined) return []
  const worth = worthFen / wan
  const band = priceBands.find(({ from, to }) => worth >= from && (to === undefined || worth < to))
  return band === undefined ? [] : [band.key]
}

/** The values of an entry on one side. */
const valuesOf: Readonly<Record<FacetName, (entry: CatalogueEntry) => readonly string[]>> = {
  class: (entry) => (entry.classCode === undefined ? [] : [entry.classCode]),
  city: (entry) => (entry.cityCode === undefined ? [] : [entry.cityCode]),
  unit: (entry) => [String(entry.unitId)],
  maker: (entry) => (entry.makerId === undefined ? [] : [String(entry.makerId)]),
  discipline: (entry) => entry.disciplines,
  price: (entry) => priceBandOf(entry.worthFen),
  openTo: (entry) => entry.openTo,
  mode: (entry) => entry.modes,
}

/**
 * The values of one side in one column. Each different set of values an entry can have (`company` and `university`) has a
 * number, so that counting and testing a document is one look whether it has one value or many.
 */
class Side {
  /** The values of each set. */
  readonly sets: (readonly string[])[] = []
  readonly #numbers = new Map<string, number>()
  #setOf = new Uint32Array(1_024)

  put(doc: number, values: readonly string[]): void {
    if (doc >= this.#setOf.length) {
      const larger = new Uint32Array(Math.max(doc + 1, this.#setOf.length * 2))
      larger.set(this.#setOf)
      this.#setOf = larger
    }
    this.#setOf[doc] = this.#numberOf(values)
  }

  /** How many of the documents have each set. */
  counted(docs: Uint32Array): Uint32Array {
    const counts = new Uint32Array(this.sets.length)
    const setOf = this.#setOf
    for (let i = 0; i < docs.length; i++) {
      const set = setOf[docs[i] ?? 0] ?? 0
      counts[set] = (counts[set] ?? 0) + 1
    }
    return counts
  }

  /** Notes in `failed` which documents have no wanted value: `at` when it is the first side they fail, else `several`. */
  fail(docs: Uint32Array, accept: (value: string) => boolean, at: number, failed: Uint8Array): void {
    const wanted = Uint8Array.from(this.sets, (values) => (values.some(accept) ? 1 : 0))
    const setOf = this.#setOf
    for (let i = 0; i < docs.length; i++)
      if (wanted[setOf[docs[i] ?? 0] ?? 0] === 0) failed[i] = failed[i] === passed ? at : several
  }

  #numberOf(values: readonly string[]): number {
    const key = values.join('\n')
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.sets.length
    this.sets.push(values)
    this.#numbers.set(key, number)
    return number
  }
}

type Accepts = Partial<Record<FacetName, (value: string) => boolean>>

/** Which values each side of the query accepts; price is given as numbers and handled apart. */
function acceptsOf(query: CatalogueQuery): Accepts {
  const accepts: Accepts = {}
  const { classCode, city, unit, maker, discipline, openTo, mode } = query
  if (classCode !== undefined) {
    const prefix = classPrefix(classCode)
    accepts.class = (value) => value.startsWith(prefix)
  }
  if (city !== undefined) accepts.city = (value) => value === city
  if (unit !== undefined) accepts.unit = (value) => value === String(unit)
  if (maker !== undefined) accepts.maker = (value) => value === String(maker)
  if (discipline !== undefined) accepts.discipline = (value) => value === discipline
  if (openTo !== undefined) accepts.openTo = (value) => value === openTo
  if (mode !== undefined) accepts.mode = (value) => value === mode
  return accepts
}

/** What is left of the matches, their scores in the same places, and what each further choice would leave. */
interface Narrowed {
  readonly docs: Uint32Array
  readonly scores: Uint16Array
  readonly counts: FacetCounts
}

/** Narrows matches and counts what each further choice would leave. */
export class FacetTable {
  readonly #sides = Object.fromEntries(facetNames.map((name) => [name, new Side()])) as Record<
    FacetName,
    Side
  >
  readonly #last = new WeakMap<Uint32Array, FacetCounts>()
  #worth: Float64Array = new Float64Array(1_024)
  #accepted: Float64Array = new Float64Array(1_024)
  #ids: Float64Array = new Float64Array(1_024)

  put(doc: number, entry: CatalogueEntry): void {
    for (const name of facetNames) this.#sides[name].put(doc, valuesOf[name](entry))
    this.#worth = put(this.#worth, doc, entry.worthFen ?? Number.NaN)
    this.#accepted = put(this.#accepted, doc, entry.acceptedAt)
    this.#ids = put(this.#ids, doc, entry.instrumentId)
  }

  /** By document number: the instrument. */
  get ids(): Float64Array {
    return this.#ids
  }
  acceptedAtOf = (doc: number): number => this.#accepted[doc] ?? 0
  worthOf = (doc: number): number => this.#worth[doc] ?? Number.NaN

  /** The documents that pass every filter, and the scores in the same places, without counting anything. */
  keep(docs: Uint32Array, scores: Uint16Array, query: CatalogueQuery): Match {
    const failed = this.#failedOf(docs, query)
    if (failed === undefined) return { docs, scores }
    return { docs: where(docs, failed, passed), scores: scores.filter((_, i) => failed[i] === passed) }
  }

  /** The documents that pass every filter, and counts in which each side ignores its own filter. */
  narrow(docs: Uint32Array, scores: Uint16Array, query: CatalogueQuery): Narrowed {
    const failed = this.#failedOf(docs, query)
    if (failed === undefined) return { docs, scores, counts: this.#countsOfAll(docs) }
    const kept = where(docs, failed, passed)
    const counts = facetNames.map((name, at) => {
      const side = this.#sides[name]
      const of = side.counted(kept)
      if (!failed.includes(at)) return of
      const more = side.counted(where(docs, failed, at))
      return of.map((count, set) => count + (more[set] ?? 0))
    })
    return { docs: kept, scores: scores.filter((_, i) => failed[i] === passed), counts: this.#named(counts) }
  }

  /** Counts without a filter; those of the same list, as the whole catalogue is until it changes, are kept. */
  #countsOfAll(docs: Uint32Array): FacetCounts {
    const known = this.#last.get(docs)
    if (known !== undefined) return known
    const counts = this.#named(facetNames.map((name) => this.#sides[name].counted(docs)))
    this.#last.set(docs, counts)
    return counts
  }

  /** For each document `passed`, the number of the only side of the query it fails, or `several`. */
  #failedOf(docs: Uint32Array, query: CatalogueQuery): Uint8Array | undefined {
    const accepts = acceptsOf(query)
    const { priceFrom, priceTo } = query
    const inPrice = priceFrom !== undefined || priceTo !== undefined
    if (!inPrice && Object.keys(accepts).length === 0) return undefined
    const failed = new Uint8Array(docs.length).fill(passed)
    for (const [at, name] of facetNames.entries()) {
      const accept = accepts[name]
      if (accept !== undefined) this.#sides[name].fail(docs, accept, at, failed)
    }
    if (inPrice) this.#failPrice(docs, (priceFrom ?? 0) * wan, (priceTo ?? Infinity) * wan, failed)
    return failed
  }

  #failPrice(docs: Uint32Array, from: number, to: number, failed: Uint8Array): void {
    for (let i = 0; i < docs.length; i++) {
      const worth = this.#worth[docs[i] ?? 0] ?? Number.NaN
      if (!(worth >= from && worth < to)) failed[i] = failed[i] === passed ? priceAt : several
    }
  }

  #named(counts: readonly Uint32Array[]): FacetCounts {
    const named = {} as Record<FacetName, Map<string, number>>
    for (const [at, name] of facetNames.entries()) {
      const into = new Map<string, number>()
      for (const [set, count] of (counts[at] ?? noCounts).entries()) {
        if (count === 0) continue
        for (const value of this.#sides[name].sets[set] ?? [])
          for (const key of name === 'class' ? classLevels(value) : [value])
            into.set(key, (into.get(key) ?? 0) + count)
      }
      named[name] = into
    }
    return named
  }
}

/** The documents for which `marks` holds the mark. */
function where(docs: Uint32Array, marks: Uint8Array, mark: number): Uint32Array {
  const found = new Uint32Array(docs.length)
  let length = 0
  for (let i = 0; i < docs.length; i++) if (marks[i] === mark) found[length++] = docs[i] ?? 0
  return found.slice(0, length)
}

/** Sets a place of a column, which grows as needed. */
function put(column: Float64Array, place: number, value: number): Float64Array {
  let wide = column
  if (place >= column.length) {
    wide = new Float64Array(Math.max(place + 1, column.length * 2))
    wide.set(column)
  }
  wide[place] = value
  return wide
}

const passed = 255
const several = 254
const priceAt = facetNames.indexOf('price')
const noCounts = new Uint32Array(0)
