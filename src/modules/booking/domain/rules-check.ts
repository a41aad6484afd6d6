import type { Refusal } from '#kernel/refusal.ts'
import type { Window } from './opening-hours.ts'
import { type BookingRules, granularities } from './rules.ts'

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function windowRefusals(windows: readonly Window[], granularityMinutes: number): Refusal[] {
  return windows.flatMap((window) => {
    const refusals: Refusal[] = []
    if (window.from === window.to) refusals.push({ code: 'booking.rules_empty_window', ...window })
    if (minutesOf(window.from) % granularityMinutes !== 0 || minutesOf(window.to) % granularityMinutes !== 0)
      refusals.push({ code: 'booking.rules_hours_off_grid', ...window, granularityMinutes })
    return refusals
  })
}

/** Every way in which rules contradict themselves; dates, times and ranges are checked at the edge. */
export function rulesRefusals(rules: BookingRules): Refusal[] {
  const refusals: Refusal[] = []
  const { granularityMinutes, shortestMinutes, longestMinutes } = rules
  if (!(granularities as readonly number[]).includes(granularityMinutes))
    refusals.push({
      code: 'booking.rules_granularity',
      granularityMinutes,
      allowed: granularities.join(', '),
    })
  if (shortestMinutes > longestMinutes)
    refusals.push({ code: 'booking.rules_shortest_over_longest', shortestMinutes, longestMinutes })
  if (shortestMinutes % granularityMinutes !== 0 || longestMinutes % granularityMinutes !== 0)
    refusals.push({ code: 'booking.rules_lengths_off_grid', granularityMinutes })
  const windows = [...rules.weekly, ...(rules.exceptions ?? []).flatMap((each) => each.windows)]
  refusals.push(...windowRefusals(windows, granularityMinutes))
  return refusals
}
