import type { Interval } from '#kernel/interval.ts'
import { day, instant, type Instant, minute } from '#kernel/time.ts'
import { SpanPool } from './span-pool.ts'

/** Time is counted in units of five minutes, the smallest grid there is, from the index's first moment. */
export const unitMs = 5 * minute
const unitsPerDay = day / unitMs
/** The last moment that fits: 227 days after the first. */
const lastUnit = 65_535

/** What is kept of an instrument: time nobody else has, and the mildest of its rules. Nothing outside it is ever allowed. */
export interface FreeRow {
  readonly instrumentId: number
  readonly unitId: number
  readonly free: readonly Interval[]
  readonly granularityMinutes: number
  readonly shortestMinutes: number
  readonly longestMinutes: number
  readonly noticeMinutes: number
  readonly horizonDays: number
  /** Bits of the kinds of user it is open to. */
  readonly kinds: number
  /** Local time minus UTC in ms; undefined where it changes within the time that is kept. */
  readonly offset: number | undefined
}

/** What is looked for, the same for every instrument. */
export interface Question {
  readonly now: Instant
  readonly span: Interval
  /** The shortest each instrument allows when absent. */
  readonly minutes?: number | undefined
  /** Minutes of the local day within which the slot lies. */
  readonly daily?: { readonly from: number; readonly to: number } | undefined
  /** Bit of the asker's kind, and of an own unit's people, who are meant at instruments of `unitId`; 0 for anybody. */
  readonly kind: number
  readonly ownKind: number
  readonly unitId: number
}

const grown = <A extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
  column: A,
  place: number,
): A => {
  if (place < column.length) return column
  const larger = new (column.constructor as new (size: number) => A)(Math.max(place + 1, column.length * 2))
  larger.set(column)
  return larger
}
const firstRows = 1_024
/** A place of a column. */
const at = (column: Uint8Array | Uint16Array | Uint32Array, place: number): number => column[place] ?? 0

/** For each instrument its free time in one array of small numbers: the question where the next slot is costs no object. */
export class FreeIndex {
  readonly base: Instant
  /** Rows that were ever filled; an instrument keeps its row. */
  rows = 0
  readonly #pool = new SpanPool()
  #rowOf: Int32Array = new Int32Array(firstRows)
  #ids: Uint32Array = new Uint32Array(firstRows)
  #units: Uint32Array = new Uint32Array(firstRows)
  #notice: Uint32Array = new Uint32Array(firstRows)
  #shortest: Uint16Array = new Uint16Array(firstRows)
  #longest: Uint16Array = new Uint16Array(firstRows)
  #horizon: Uint16Array = new Uint16Array(firstRows)
  #step: Uint16Array = new Uint16Array(firstRows)
  /** Units from local midnight to the first moment; `loose` where local time changes. */
  #phase: Uint16Array = new Uint16Array(firstRows)
  #kinds: Uint8Array = new Uint8Array(firstRows)

  constructor(now: Instant) {
    this.base = instant(Math.floor(now / day) * day - day)
  }

  /** Whether moments up to so many days after `now` still fit. */
  reaches = (now: Instant, days: number): boolean =>
    now >= this.base && (now - this.base) / unitMs + days * unitsPerDay < lastUnit

  /** Bytes held by its arrays. */
  get bytes(): number {
    const columns = [this.#rowOf, this.#ids, this.#units, this.#notice, this.#shortest]
    const more = [this.#longest, this.#horizon, this.#step, this.#phase, this.#kinds]
    return [...columns, ...more].reduce((sum, { byteLength }) => sum + byteLength, this.#pool.bytes)
  }

  idOfRow = (row: number): number => this.#ids[row] ?? 0
  /** The row of an instrument, -1 when it has none. */
  rowOf = (instrumentId: number): number => (this.#rowOf[instrumentId] ?? 0) - 1

  /** Keeps what is known of an instrument now. */
  put(of: FreeRow): void {
    const row = this.#rowFor(of.instrumentId)
    this.#units[row] = of.unitId
    this.#notice[row] = of.noticeMinutes
    this.#shortest[row] = Math.ceil(of.shortestMinutes / 5)
    this.#longest[row] = Math.min(lastUnit, Math.floor(of.longestMinutes / 5))
    this.#horizon[row] = Math.min(lastUnit, of.horizonDays)
    this.#step[row] = of.offset === undefined ? 1 : Math.max(1, Math.round(of.granularityMinutes / 5))
    this.#phase[row] =
      of.offset === undefined ? loose : ((((this.base + of.offset) % day) + day) % day) / unitMs
    this.#kinds[row] = of.kinds
    this.#pool.set(row, this.#unitsOf(of.free))
  }

  /** Nobody can book it any more, or not within the time that is kept. */
  clear(instrumentId: number): void {
    const row = this.rowOf(instrumentId)
    if (row >= 0) this.#pool.set(row, [])
  }

  /** The first moment at which a slot may begin, in units; -1 when there is none. Never later than the first one allowed. */
  first(row: number, asked: Asked): number {
    const length = row < 0 ? 0 : this.#lengthFor(row, asked)
    if (length === 0) return -1
    const phase = at(this.#phase, row)
    const from = Math.max(asked.from, Math.ceil((asked.nowMinutes + at(this.#notice, row)) / 5))
    const until = Math.min(asked.until, horizonEnd(asked.nowMinutes / 5, at(this.#horizon, row), phase))
    const step = at(this.#step, row)
    const { values } = this.#pool
    const start = this.#pool.startOf(row)
    const end = start + this.#pool.lengthOf(row)
    for (let i = firstEndingAfter(values, start, end, from); i < end; i += 2) {
      const opens = Math.max(at(values, i), from)
      if (opens + length > until) return -1
      const closes = Math.min(at(values, i + 1), until)
      const found = firstIn(opens, closes, length, step, phase, asked)
      if (found >= 0) return found
    }
    return -1
  }

  /** The length that is asked for, in units; 0 when the rules never allow it, or not to this kind of user. */
  #lengthFor(row: number, asked: Asked): number {
    const shortest = at(this.#shortest, row)
    const length = asked.length === 0 ? shortest : asked.length
    if (length < shortest || length > at(this.#longest, row)) return 0
    if (asked.kind === 0) return length
    const kind = this.#units[row] === asked.unitId ? asked.ownKind : asked.kind
    return (at(this.#kinds, row) & kind) === 0 ? 0 : length
  }

  #rowFor(instrumentId: number): number {
    const known = this.rowOf(instrumentId)
    if (known >= 0) return known
    const row = this.rows++
    this.#rowOf = grown(this.#rowOf, instrumentId)
    this.#rowOf[instrumentId] = row + 1
    this.#ids = grown(this.#ids, row)
    this.#units = grown(this.#units, row)
    this.#notice = grown(this.#notice, row)
    this.#shortest = grown(this.#shortest, row)
    this.#longest = grown(this.#longest, row)
    this.#horizon = grown(this.#horizon, row)
    this.#step = grown(this.#step, row)
    this.#phase = grown(this.#phase, row)
    this.#kinds = grown(this.#kinds, row)
    this.#ids[row] = instrumentId
    return row
  }

  /** Spans as pairs of units, shrunk to whole ones: every slot begins and ends on one. */
  #unitsOf(free: readonly Interval[]): number[] {
    const pairs: number[] = []
    for (const span of free) {
      const start = Math.max(0, Math.ceil((span.start - this.base) / unitMs))
      const end = Math.min(lastUnit, Math.floor((span.end - this.base) / unitMs))
      if (start < end) pairs.push(start, end)
    }
    return pairs
  }
}

/** A question in the units of one index. */
export interface Asked {
  readonly from: number
  readonly until: number
  readonly nowMinutes: number
  /** 0: the shortest each instrument allows. */
  readonly length: number
  readonly dayFrom: number
  readonly dayTo: number
  readonly kind: number
  readonly ownKind: number
  readonly unitId: number
}

/** Puts a question into the units of an index. */
export function askedOf({ base }: FreeIndex, question: Question): Asked {
  const { now, span, minutes, daily, kind, ownKind, unitId } = question
  return {
    from: Math.max(0, Math.ceil((Math.max(now, span.start) - base) / unitMs)),
    until: Math.min(lastUnit, Math.floor((span.end - base) / unitMs)),
    nowMinutes: (now - base) / minute,
    length: Math.ceil((minutes ?? 0) / 5),
    dayFrom: Math.ceil((daily?.from ?? 0) / 5),
    dayTo: daily === undefined ? 0 : Math.floor(daily.to / 5),
    ...{ kind, ownKind, unitId },
  }
}

/** The moment of a unit. */
export const momentOf = ({ base }: FreeIndex, unit: number): Instant => instant(base + unit * unitMs)

/** Stands for a phase where local time changes: the grid and the hours of the day are then left to the rules. */
const loose = 65_535
const hourUnits = 12

/** The end of the last local day that may be booked, never too early. */
function horizonEnd(now: number, days: number, phase: number): number {
  if (phase === loose) return now + (days + 1) * unitsPerDay + hourUnits
  return (Math.floor((now + phase) / unitsPerDay) + days + 1) * unitsPerDay - phase
}

/** The place of the first pair that ends after a unit. */
function firstEndingAfter(values: Uint16Array, start: number, end: number, unit: number): number {
  let low = 0
  let high = (end - start) >> 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[start + 2 * middle + 1] ?? 0) > unit) high = middle
    else low = middle + 1
  }
  return start + 2 * low
}

const onStep = (unit: number, step: number, phase: number): number => {
  const past = (unit + phase) % step
  return past === 0 ? unit : unit + step - past
}

/** The first start on the grid, and within the hours of the day when some are asked for. */
function firstIn(
  opens: number,
  closes: number,
  length: number,
  step: number,
  phase: number,
  { dayFrom, dayTo }: Asked,
): number {
  if (phase === loose) return opens + length <= closes ? opens : -1
  let start = onStep(opens, step, phase)
  if (dayTo === 0) return start + length <= closes ? start : -1
  if (dayFrom + length > dayTo) return -1
  while (start + length <= closes) {
    const local = (start + phase) % unitsPerDay
    if (local < dayFrom) start = onStep(start + dayFrom - local, step, phase)
    else if (local + length <= dayTo) return start
    else start = onStep(start + unitsPerDay - local + dayFrom, step, phase)
  }
  return -1
}
