import { intersected, type Interval, normalized } from '#kernel/interval.ts'
import { dateIn, day, instantAt } from '#kernel/time.ts'

/** Local times of one opening; `to` not after `from` means the next day, `24:00` is midnight. */
export interface Window {
  readonly from: string
  readonly to: string
}
/** An opening that repeats each week; weekday 1 is Monday, 7 Sunday. */
export interface WeeklyWindow extends Window {
  readonly weekday: number
}
/** One date with hours of its own; no windows: closed. */
export interface DayException {
  readonly date: string
  readonly windows: readonly Window[]
}
/** Public holidays and make-up workdays by date (调休), as the state publishes them each year. */
export type SpecialDays = ReadonlyMap<string, 'holiday' | 'workday'>

/** The part of the rules that says when an instrument is open. */
export interface Hours {
  readonly weekly: readonly WeeklyWindow[]
  readonly exceptions?: readonly DayException[] | undefined
  /** Whether public holidays close it and make-up workdays open it; true unless said otherwise. */
  readonly observesHolidays?: boolean | undefined
}

const onWeekday = (hours: Hours, weekday: number): readonly Window[] =>
  hours.weekly.filter((window) => window.weekday === weekday)

/** A make-up workday keeps its own hours if it has any, else those of the first working weekday that has. */
function onMakeUpDay(hours: Hours, weekday: number): readonly Window[] {
  for (const candidate of [weekday, 1, 2, 3, 4, 5]) {
    const windows = onWeekday(hours, candidate)
    if (windows.length > 0) return windows
  }
  return []
}

/** The openings that begin on a local date: an exception first, then holidays, then the week. */
export function windowsOn(date: string, hours: Hours, special: SpecialDays): readonly Window[] {
  const exception = hours.exceptions?.find((each) => each.date === date)
  if (exception !== undefined) return exception.windows
  const weekday = new Date(Date.parse(date)).getUTCDay() || 7
  const kind = hours.observesHolidays === false ? undefined : special.get(date)
  if (kind === 'holiday') return []
  return kind === 'workday' ? onMakeUpDay(hours, weekday) : onWeekday(hours, weekday)
}

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)

/** A window of a date as moments; one that ends where it begins or earlier ends on the next day. */
function momentsOf(date: string, window: Window, zone: string): Interval {
  const endDate = window.to <= window.from ? daysAfter(date, 1) : date
  return { start: instantAt(date, window.from, zone), end: instantAt(endDate, window.to, zone) }
}

/** When an instrument is open within a span; local times follow the zone through summer time. */
export function openIntervals(hours: Hours, zone: string, special: SpecialDays, span: Interval): Interval[] {
  const open: Interval[] = []
  let date = daysAfter(dateIn(span.start, zone), -1)
  for (const last = dateIn(span.end, zone); date <= last; date = daysAfter(date, 1))
    for (const window of windowsOn(date, hours, special)) open.push(momentsOf(date, window, zone))
  return intersected(normalized(open), [span])
}
