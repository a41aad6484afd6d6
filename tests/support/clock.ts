import { type Clock, type Instant, instantOf } from '#kernel/time.ts'

/** A clock that stands still until it is told otherwise. */
export interface StillClock extends Clock {
  set(at: string): void
  advance(milliseconds: number): void
}

/** Monday 2026-11-23 14:30 in Guangdong, unless told otherwise. */
export function stillClock(at = '2026-11-23T14:30:00+08:00'): StillClock {
  let now: number = instantOf(at)
  return {
    now: () => now as Instant,
    set: (to) => {
      now = instantOf(to)
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}
