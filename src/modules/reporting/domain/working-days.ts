/** Public holidays and make-up workdays by date (调休), and the years they are announced for. */
export interface WorkingCalendar {
  readonly special: ReadonlyMap<string, 'holiday' | 'workday'>
  readonly years: ReadonlySet<number>
}

const dayLength = 86_400_000
const weekdayOf = (date: string): number => new Date(Date.parse(date)).getUTCDay()

/** The date so many calendar days later (earlier when negative). */
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10)

/** Whether a date is worked: as announced, else Monday to Friday. */
export function isWorkday(date: string, calendar: WorkingCalendar): boolean {
  const kind = calendar.special.get(date)
  if (kind !== undefined) return kind === 'workday'
  const weekday = weekdayOf(date)
  return weekday !== 0 && weekday !== 6
}

/** The working day so many working days after a date; the date itself does not count. */
export function addWorkingDays(date: string, days: number, calendar: WorkingCalendar): string {
  let at = date
  for (let left = days; left > 0; ) {
    at = daysAfter(at, 1)
    if (isWorkday(at, calendar)) left--
  }
  return at
}

/** How many working days lie after the first date up to and with the second; negative when it is earlier. */
export function workingDaysBetween(from: string, to: string, calendar: WorkingCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let days = 0
  for (let at = from; at < to; ) {
    at = daysAfter(at, 1)
    if (isWorkday(at, calendar)) days++
  }
  return days
}

/** Years of a span whose calendar is not loaded: there only weekends were counted as free. */
export function yearsNotLoaded(from: string, to: string, calendar: WorkingCalendar): number[] {
  const years: number[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (!calendar.years.has(year)) years.push(year)
  return years
}

/** The calendar as the rows of db/reference/holidays give it. */
export function calendarFrom(rows: readonly Readonly<Record<string, string>>[]): WorkingCalendar {
  const special = new Map<string, 'holiday' | 'workday'>()
  for (const { date, kind } of rows)
    if (date !== undefined && (kind === 'holiday' || kind === 'workday')) special.set(date, kind)
  return { special, years: new Set([...special.keys()].map((date) => Number(date.slice(0, 4)))) }
}
