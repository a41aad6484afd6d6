import { intersected, type Interval, overlaps, subtracted } from '#kernel/interval.ts'
import { instant, instantAt, type Instant, minute, plus, zoned } from '#kernel/time.ts'

/** What is known of an instrument within a span: when it is open and what takes time away. */
export interface Calendar {
  readonly open: readonly Interval[]
  readonly closures: readonly Interval[]
  readonly taken: readonly Interval[]
  /** Minutes kept empty between two bookings, for cleaning and changing samples. */
  readonly bufferMinutes?: number | undefined
}

/** A taken span with the empty minutes around it. */
export const withBuffer = (span: Interval, bufferMinutes = 0): Interval => ({
  start: plus(span.start, -bufferMinutes * minute),
  end: plus(span.end, bufferMinutes * minute),
})

/** Free time = opening hours − closures − bookings with their buffers. */
export const freeIntervals = ({ open, closures, taken, bufferMinutes }: Calendar): Interval[] =>
  subtracted(open, [...closures, ...taken.map((span) => withBuffer(span, bufferMinutes))])

/** Whether a moment lies on the grid of so many minutes, counted from local midnight. */
export function onGrid(at: Instant, granularityMinutes: number, zone: string): boolean {
  const local = zoned(at, zone)
  const seconds = local.hour * 3600 + local.minute * 60 + local.second
  return local.millisecond === 0 && seconds % (granularityMinutes * 60) === 0
}

/** The first moment on the grid at or after a moment. */
export function nextOnGrid(at: Instant, granularityMinutes: number, zone: string): Instant {
  let candidate = instant(Math.ceil(at / minute) * minute)
  for (let step = 0; step < 3 && !onGrid(candidate, granularityMinutes, zone); step++) {
    const local = zoned(candidate, zone)
    const past = (local.hour * 60 + local.minute) % granularityMinutes
    candidate = plus(candidate, (granularityMinutes - past) * minute)
  }
  return candidate
}

/** Local hours in which people come to an instrument of their own accord (rule set `booking`). */
export interface Daytime {
  readonly from: string
  readonly to: string
}

/** The parts of free time that lie in local daytime, or within other hours of each local day. */
export function inDaytime(free: readonly Interval[], zone: string, hours: Daytime): Interval[] {
  const [first, last] = [free[0], free.at(-1)]
  if (first === undefined || last === undefined) return []
  const days: Interval[] = []
  const until = zoned(last.end, zone).toPlainDate().toString()
  for (
    let date = zoned(first.start, zone).toPlainDate();
    date.toString() <= until;
    date = date.add({ days: 1 })
  )
    days.push({
      start: instantAt(date.toString(), hours.from, zone),
      end: instantAt(date.toString(), hours.to, zone),
    })
  return intersected(free, days)
}

export interface FreeWish {
  readonly minutes: number
  readonly granularityMinutes: number
  readonly zone: string
  readonly earliest: Instant
  readonly count: number
  /** What else a slot must satisfy. */
  readonly accepts?: ((slot: Interval) => boolean) | undefined
}

/** Free slots of a length on the grid, soonest first, one after another. */
export function slotsIn(free: readonly Interval[], wish: FreeWish): Interval[] {
  const slots: Interval[] = []
  const { granularityMinutes, zone, accepts = () => true } = wish
  const grid = (at: Instant) => nextOnGrid(at, granularityMinutes, zone)
  for (const span of free) {
    let start = grid(instant(Math.max(span.start, wish.earliest)))
    while (slots.length < wish.count && plus(start, wish.minutes * minute) <= span.end) {
      const end = plus(start, wish.minutes * minute)
      const good = accepts({ start, end })
      if (good) slots.push({ start, end })
      start = grid(good ? end : plus(start, minute))
    }
    if (slots.length >= wish.count) break
  }
  return slots
}

/** The taken spans that overlap a slot. */
export const clashesWith = (slot: Interval, taken: readonly Interval[]): Interval[] =>
  taken.filter((other) => overlaps(slot, other))
