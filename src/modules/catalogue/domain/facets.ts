import type { CatalogueEntry } from './entry.ts'
import { type CatalogueQuery, priceBands } from './query.ts'

/** The sides from which results can be narrowed. */
export const facetNames = ['class', 'city', 'unit', 'discipline', 'price', 'openTo', 'mode'] as const
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
  discipline: (entry) => entry.disciplines,
  price: (entry) => priceBandOf(entry.worthFen),
  openTo: (entry) => entry.openTo,
  mode: (entry) => entry.modes,
}

/** The values of one side as small numbers in one column. */
class Side {
  readonly values: string[] = []
  readonly #numbers = new Map<string, number>()
  /** Documents with one value hold its number; others −1 − the place in `many` where their count and numbers stand. */
  #one = new Int32Array(1_024)
  readonly #many: number[] = []

  put(doc: number, values: readonly string[]): void {
    if (doc >= this.#one.length) {
      const larger = new Int32Array(Math.max(doc + 1, this.#one.length * 2))
      larger.set(this.#one)
      this.#one = larger
    }
    if (values.length === 1) this.#one[doc] = this.#numberOf(values[0] ?? '')
    else {
      this.#one[doc] = -1 - this.#many.length
      this.#many.push(values.length)
      for (const value of values) this.#many.push(this.#numberOf(value))
    }
  }

  /** Adds the values of all these documents to the counts. */
  countAll(docs: Uint32Array, counts: Uint32Array): void {
    const [one, many] = [this.#one, this.#many]
    for (const doc of docs) {
      const number = one[doc] ?? 0
      if (number >= 0) counts[number] = (counts[number] ?? 0) + 1
      else {
        const at = -1 - number
        const end = at + (many[at] ?? 0)
        for (let i = at + 1; i <= end; i++) {
          const value = many[i] ?? 0
          counts[value] = (counts[value] ?? 0) + 1
        }
      }
    }
  }

  /** Whether the document has a value that is wanted. */
  has(doc: number, wanted: Uint8Array): boolean {
    const number = this.#one[doc] ?? 0
    if (number >= 0) return wanted[number] === 1
    const at = -1 - number
    const end = at + (this.#many[at] ?? 0)
    for (let i = at + 1; i <= end; i++) if (wanted[this.#many[i] ?? 0] === 1) return true
    return false
  }

  wanted(accept: (value: string) => boolean): Uint8Array {
    return Uint8Array.from(this.values, (value) => (accept(value) ? 1 : 0))
  }

  #numberOf(value: string): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    const number = this.values.length
    this.values.push(value)
    this.#numbers.set(value, number)
    return number
  }
}

type Accepts = Partial<Record<FacetName, (value: string) => boolean>>

/** Which values each side of the query accepts; price is given as numbers and handled apart. */
function acceptsOf(query: CatalogueQuery): Accepts {
  const accepts: Accepts = {}
  const { classCode, city, unit, discipline, openTo, mode } = query
  if (classCode !== undefined) {
    const prefix = classPrefix(classCode)
    accepts.class = (value) => value.startsWith(prefix)
  }
  if (city !== undefined) accepts.city = (value) => value === city
  if (unit !== undefined) accepts.unit = (value) => value === String(unit)
  if (discipline !== undefined) accepts.discipline = (value) => value === discipline
  if (openTo !== undefined) accepts.openTo = (value) => value === openTo
  if (mode !== undefined) accepts.mode = (value) => value === mode
  return accepts
}

/** Narrows matches and counts what each further choice would leave. */
export class FacetTable {
  readonly #sides = Object.fromEntries(facetNames.map((name) => [name, new Side()])) as Record<
    FacetName,
    Side
  >
  #worth: Float64Array = new Float64Array(1_024)
  #accepted: Float64Array = new Float64Array(1_024)

  put(doc: number, entry: CatalogueEntry): void {
    for (const name of facetNames) this.#sides[name].put(doc, valuesOf[name](entry))
    this.#worth = put(this.#worth, doc, entry.worthFen ?? Number.NaN)
    this.#accepted = put(this.#accepted, doc, entry.acceptedAt)
  }

  acceptedAtOf = (doc: number): number => this.#accepted[doc] ?? 0
  worthOf = (doc: number): number => this.#worth[doc] ?? Number.NaN

  /** The documents that pass every filter, and counts in which each side ignores its own filter. */
  narrow(docs: Uint32Array, query: CatalogueQuery): { docs: Uint32Array; counts: FacetCounts } {
    const { kept, onlyFailed } = this.#sorted(docs, this.#testOf(query))
    const counts = facetNames.map((name, at) => {
      const side = this.#sides[name]
      const of = new Uint32Array(side.values.length)
      side.countAll(kept, of)
      side.countAll(Uint32Array.from(onlyFailed[at] ?? []), of)
      return of
    })
    return { docs: kept, counts: this.#named(counts) }
  }

  /** The documents that pass, and for each side those that fail on it alone. */
  #sorted(docs: Uint32Array, failedSide: ((doc: number) => number) | undefined) {
    const onlyFailed: number[][] = facetNames.map(() => [])
    if (failedSide === undefined) return { kept: docs, onlyFailed }
    const kept = new Uint32Array(docs.length)
    let length = 0
    for (const doc of docs) {
      const failed = failedSide(doc)
      if (failed === none) kept[length++] = doc
      else if (failed !== several) onlyFailed[failed]?.push(doc)
    }
    return { kept: kept.subarray(0, length), onlyFailed }
  }

  /** Says of a document which side of the query it fails: `none`, the number of the only one, or `several`. */
  #testOf(query: CatalogueQuery): ((doc: number) => number) | undefined {
    const accepts = acceptsOf(query)
    const tests = facetNames.flatMap((name, at) => {
      const accept = accepts[name]
      return accept === undefined
        ? []
        : [{ at, side: this.#sides[name], wanted: this.#sides[name].wanted(accept) }]
    })
    const inPrice = this.#priceTest(query)
    if (tests.length === 0 && inPrice === undefined) return undefined
    return (doc) => {
      let failed = none
      for (const { at, side, wanted } of tests)
        if (!side.has(doc, wanted)) {
          if (failed !== none) return several
          failed = at
        }
      if (inPrice === undefined || inPrice(doc)) return failed
      return failed === none ? priceAt : several
    }
  }

  #priceTest({ priceFrom, priceTo }: CatalogueQuery): ((doc: number) => boolean) | undefined {
    if (priceFrom === undefined && priceTo === undefined) return undefined
    const from = (priceFrom ?? 0) * wan
    const to = priceTo === undefined ? Number.POSITIVE_INFINITY : priceTo * wan
    return (doc) => {
      const worth = this.#worth[doc] ?? Number.NaN
      return worth >= from && worth < to
    }
  }

  #named(counts: readonly Uint32Array[]): FacetCounts {
    const named = {} as Record<FacetName, Map<string, number>>
    for (const [at, name] of facetNames.entries()) {
      const into = new Map<string, number>()
      for (const [number, count] of (counts[at] ?? noCounts).entries()) {
        const value = this.#sides[name].values[number] ?? ''
        if (count === 0) continue
        for (const key of name === 'class' ? classLevels(value) : [value])
          into.set(key, (into.get(key) ?? 0) + count)
      }
      named[name] = into
    }
    return named
  }
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

const none = -1
const several = -2
const priceAt = facetNames.indexOf('price')
const noCounts = new Uint32Array(0)
