import type { Refusal } from '#kernel/refusal.ts'
import type { Term, Window } from './opening-hours.ts'
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

function termRefusals(terms: readonly Term[]): Refusal[] {
  const backward = terms.filter(({ from, to }) => to < from)
  const overlapping = terms.filter((term, i) =>
    terms.some((other, at) => at < i && other.from <= term.to && term.from <= other.to),
  )
  return [
    ...backward.map(({ name }) => ({ code: 'booking.rules_term_ends_before_it_starts', name })),
    ...overlapping.map(({ name }) => ({ code: 'booking.rules_terms_overlap', name })),
  ]
}

const needsNight = (rules: BookingRules): boolean => (rules.nightNeeds ?? []).length > 0

function oddRefusals(rules: BookingRules, site: SiteLimits): Refusal[] {
  const refusals: Refusal[] = []
  const { largestBufferMinutes: most } = site
  const gaps = [rules.bufferMinutes, rules.setupMinutes, rules.cleanupMinutes]
  if (gaps.some((minutes = 0) => minutes > most))
    refusals.push({ code: 'booking.rules_buffer_too_long', largestBufferMinutes: most })
  if ((rules.quotas ?? []).some(({ hours, count }) => hours === undefined && count === undefined))
    refusals.push({ code: 'booking.rules_quota_empty' })
  if (needsNight(rules) && (rules.nightFrom === undefined || rules.nightTo === undefined))
    refusals.push({ code: 'booking.rules_night_incomplete' })
  return refusals
}

/** What the site allows rules to ask for (rule set `booking`). */
export interface SiteLimits {
  readonly largestBufferMinutes: number
}

/** Every way in which rules contradict themselves; dates, times and ranges are checked at the edge. */
export function rulesRefusals(rules: BookingRules, site: SiteLimits): Refusal[] {
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
  const terms = rules.terms ?? []
  const windows = [
    ...rules.weekly,
    ...terms.flatMap(({ weekly }) => weekly),
    ...(rules.exceptions ?? []).flatMap((each) => each.windows),
  ]
  refusals.push(
    ...windowRefusals(windows, granularityMinutes),
    ...termRefusals(terms),
    ...oddRefusals(rules, site),
  )
  return refusals
}
