import { mondayOf, plusDays, todayIn } from '../../lib/wall-clock.ts'

/** This week where a whole one fits, else from today on. */
export function firstDay(zone: string, shown: number): string {
  const today = todayIn(zone)
  return shown === 7 ? mondayOf(today) : today
}

/** The first of a month so many months on. */
export function monthsOn(date: string, months: number): string {
  const [year = 2000, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** The weeks a month is shown in, Monday first; `to` is the day after the last. */
export function monthSpan(date: string): { from: string; to: string; weeks: number } {
  const from = mondayOf(`${date.slice(0, 7)}-01`)
  const next = monthsOn(date, 1)
  const weeks = Math.ceil((Date.parse(next) - Date.parse(from)) / (7 * 86_400_000))
  return { from, to: plusDays(from, weeks * 7), weeks }
}
