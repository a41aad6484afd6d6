import { intersected, type Interval, normalized } from '#kernel/interval.ts'
import { dateIn, day, instantAt } from '#kernel/time.ts'
import type { UserKind } from './user-kind.ts'

/** Local times of one opening; `to` not after `from` means the next day, `24:00` is midnight. */
export interface Window {
  readonly from: string
  readonly to: string
}
/** An opening that repeats each week; weekday 1 is Monday, 7 Sunday. */
export interface WeeklyWindow extends Window {
  readonly weekday: number
  /** Kinds of user it is for; all when absent. */
  readonly users?: readonly UserKind[] | undefined
}
/** A stretch of local dates, both included, with hours of its own in place of the usual week (学期). */
export interface Term {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly weekly: readonly WeeklyWindow[]
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
  readonly terms?: readonly Term[] | undefined
  readonly exceptions?: readonly DayException[] | undefined
  /** Whether public holidays close it and make-up workdays open it; true unless said otherwise. */
  readonly observesHolidays?: boolean | undefined
}

const onWeekday = (weekly: readonly WeeklyWindow[], weekday: number): readonly WeeklyWindow[] =>
  weekly.filter((window) => window.weekday === weekday)

/** A make-up workday keeps its own hours if it has any, else those of the first working weekday that has. */
function onMakeUpDay(weekly: readonly WeeklyWindow[], weekday: number): readonly WeeklyWindow[] {
  for (const candidate of [weekday, 1, 2, 3, 4, 5]) {
    const windows = onWeekday(weekly, candidate)
    if (windows.length > 0) return windows
  }
  return []
}

/** The week that counts on a date: that of its term, else the usual one. */
const weekOf = (date: string, hours: Hours): readonly WeeklyWindow[] =>
  hours.terms?.find((term) => term.from <= date && date <= term.to)?.weekly ?? hours.weekly

/** The openings that begin on a local date: an exception first, then holidays, then the week. */
export function windowsOn(
  date: string,
  hours: Hours,
  special: SpecialDays,
): readonly (Window & Pick<WeeklyWindow, 'users'>)[] {
  const exception = hours.exceptions?.find((each) => each.date === date)
  if (exception !== undefined) return exception.windows
  const weekday = new Date(Date.parse(date)).getUTCDay() || 7
  const kind = hours.observesHolidays === false ? undefined : special.get(date)
  if (kind === 'holiday') return []
  const weekly = weekOf(date, hours)
  return kind === 'workday' ? onMakeUpDay(weekly, weekday) : onWeekday(weekly, weekday)
}

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10)

/** A window of a date as moments; one that ends where it begins or earlier ends on the next day. */
export function momentsOf(date: string, window: Window, zone: string): Interval {
  const endDate = window.to <= window.from ? daysAfter(date, 1) : date
  return { start: instantAt(date, window.from, zone), end: instantAt(endDate, window.to, zone) }
}

/** When an instrument is open within a span, for one kind of user or for any; local times follow the zone through summer time. */
export function openIntervals(
  hours: Hours,
  zone: string,
  special: SpecialDays,
  span: Interval,
  userKind?: UserKind,
): Interval[] {
  const open: Interval[] = []
  let date = daysAfter(dateIn(span.start, zone), -1)
  for (const last = dateIn(span.end, zone); date <= last; date = daysAfter(date, 1))
    for (const window of windowsOn(date, hours, special))
      if (userKind === undefined || window.users === undefined || window.users.includes(userKind))
        open.push(momentsOf(date, window, zone))
  return intersected(normalized(open), [span])
}

/** Whether some hours are only for some kinds of user. */
export const opensByKind = (hours: Hours): boolean =>
  [...hours.weekly, ...(hours.terms ?? []).flatMap(({ weekly }) => weekly)].some(
    ({ users }) => users !== undefined,
  )
