import type { Interval } from '#kernel/interval.ts'
import { day as dayLength, hour, instant, minute } from '#kernel/time.ts'
import type { Chance } from './chance.ts'
import type { DemoDay } from './working-days.ts'

export type SlotStatus =
  | 'pending'
  | 'confirmed'
  | 'rejected'
  | 'expired'
  | 'cancelled'
  | 'in_use'
  | 'completed'
  | 'no_show'

export interface Slot {
  readonly span: Interval
  readonly status: SlotStatus
}

/** How busy one instrument is and how long its sessions last. */
export interface Rhythm {
  /** Share of the open time that is taken on an ordinary day, 0 … 1. */
  readonly load: number
  /** Minutes, multiples of 30. */
  readonly shortest: number
  readonly longest: number
  readonly usual: number
  /** Bookings need the lead's word. */
  readonly approved: boolean
}

const step = 30 * minute
const horizonDays = 14

/** People book the next days more than the days after them. */
const bookedAhead = (daysAhead: number): number => Math.exp(-daysAhead / 5)

/** Wanted at that moment, compared with an ordinary day; zero beyond the horizon. */
function demandAt(at: number, now: number, first: number, calendar: readonly DemoDay[]): number {
  const demand = calendar[Math.floor((at - first) / dayLength)]?.demand ?? 0
  if (at <= now) return demand
  const ahead = (at - now) / dayLength
  return ahead > horizonDays ? 0 : demand * bookedAhead(ahead)
}

/** Minutes are wanted around the usual, never more than the rules allow. */
function wantedLength(chance: Chance, rhythm: Rhythm): number {
  const wanted = rhythm.usual * (0.4 + chance.wait(0.6)) * minute
  const rounded = Math.round(wanted / step) * step
  return Math.min(Math.max(rounded, rhythm.shortest * minute), rhythm.longest * minute)
}

function statusOf(chance: Chance, span: Interval, now: number, approved: boolean): SlotStatus {
  if (span.end <= now)
    return chance.weighed([
      ['completed', 912],
      ['cancelled', 55],
      ['no_show', 18],
      ['rejected', approved ? 10 : 0],
      ['expired', approved ? 5 : 0],
    ])
  if (span.start <= now)
    return chance.weighed([
      ['in_use', 94],
      ['cancelled', 4],
      ['confirmed', span.start > now - 25 * minute ? 2 : 0],
    ])
  return chance.weighed([
    ['confirmed', approved ? 62 : 95],
    ['pending', approved ? 30 : 0],
    ['rejected', approved ? 3 : 0],
    ['cancelled', 5],
  ])
}

/** Where in an opening the next session begins; undefined when nobody comes in it. */
interface Search {
  pause: number
  readonly now: number
  readonly first: number
  readonly calendar: readonly DemoDay[]
}

function nextStart(search: Search, from: number, until: number): number | undefined {
  for (let cursor = from; cursor < until; ) {
    const demand = demandAt(cursor, search.now, search.first, search.calendar)
    if (demand === 0) return undefined
    // At most half a day at a time, since demand changes from day to day.
    const room = Math.min(until - cursor, 12 * hour)
    if (search.pause <= room * demand) {
      const start = cursor + Math.ceil(search.pause / demand / step) * step
      search.pause = 0
      return start
    }
    search.pause -= room * demand
    cursor += room
  }
  return undefined
}

/**
 * One instrument's bookings in the order of time: sessions and pauses alternate, so they never overlap; the pauses
 * shrink where demand is high. Who finds too little of the day left comes when it opens next.
 */
export function slotsOf(
  chance: Chance,
  rhythm: Rhythm,
  open: readonly Interval[],
  calendar: readonly DemoDay[],
  now: number,
): Slot[] {
  const slots: Slot[] = []
  const idle = (rhythm.usual * minute * (1 - rhythm.load)) / rhythm.load
  const search = { pause: chance.wait(idle), now, first: calendar[0]?.start ?? now, calendar }
  for (const span of open) {
    let cursor: number = span.start
    while (cursor + rhythm.shortest * minute <= span.end) {
      const start = nextStart(search, cursor, span.end)
      if (start === undefined) break
      const length = Math.min(wantedLength(chance, rhythm), Math.floor((span.end - span.start) / step) * step)
      if (start + 0.75 * length > span.end) break
      const end = Math.min(start + length, span.end)
      const taken = { start: instant(start), end: instant(end) }
      slots.push({ span: taken, status: statusOf(chance, taken, now, rhythm.approved) })
      search.pause = chance.wait(idle)
      cursor = end
    }
  }
  return slots
}
