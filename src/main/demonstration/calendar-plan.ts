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

function sessionLength(chance: Chance, rhythm: Rhythm, room: number): number {
  const wanted = rhythm.usual * (0.4 + chance.wait(0.6)) * minute
  const rounded = Math.round(wanted / step) * step
  const most = Math.min(rhythm.longest * minute, room)
  return Math.min(Math.max(rounded, rhythm.shortest * minute), Math.floor(most / step) * step)
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
  if (span.start <= now) return chance.weighed([['in_use', 94], ['cancelled', 4], ['confirmed', span.start > now - 25 * minute ? 2 : 0]])
  return chance.weighed([
    ['confirmed', approved ? 62 : 95],
    ['pending', approved ? 30 : 0],
    ['rejected', approved ? 3 : 0],
    ['cancelled', 5],
  ])
}

/**
 * One instrument's bookings in the order of time: sessions and pauses alternate, so they never overlap; the pauses
 * shrink where demand is high.
 */
export function slotsOf(
  chance: Chance,
  rhythm: Rhythm,
  open: readonly Interval[],
  calendar: readonly DemoDay[],
  now: number,
): Slot[] {
  const slots: Slot[] = []
  const first = calendar[0]?.start ?? now
  const shortest = rhythm.shortest * minute
  /** Demand still to build up before somebody comes; spent while the instrument stands idle. */
  const idle = (rhythm.usual * minute * (1 - rhythm.load)) / rhythm.load
  let pause = chance.wait(idle)
  for (const span of open) {
    let cursor: number = span.start
    while (cursor + shortest <= span.end) {
      const demand = demandAt(cursor, now, first, calendar)
      if (demand === 0) break
      // Look at most half a day ahead, since demand changes from day to day.
      const room = Math.min(span.end - cursor, 12 * hour)
      if (pause > room * demand) {
        pause -= room * demand
        cursor += room
        continue
      }
      cursor += Math.ceil(pause / demand / step) * step
      pause = chance.wait(idle)
      if (cursor + shortest > span.end) break
      const end = cursor + sessionLength(chance, rhythm, span.end - cursor)
      const taken = { start: instant(cursor), end: instant(end) }
      slots.push({ span: taken, status: statusOf(chance, taken, now, rhythm.approved) })
      cursor = end
    }
  }
  return slots
}
