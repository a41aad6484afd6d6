import { type Interval, intersection, lengthOf } from '#kernel/interval.ts'
import { hour, instantAt, isoIn, type Instant, minute, zoned } from '#kernel/time.ts'

/** Stretches of the local calendar in which bookings are counted. */
export const periodLengths = ['day', 'week', 'month'] as const
export type PeriodLength = (typeof periodLengths)[number]

const beginning = (date: Temporal.PlainDate, length: PeriodLength): Temporal.PlainDate => {
  if (length === 'day') return date
  return date.subtract({ days: length === 'week' ? date.dayOfWeek - 1 : date.day - 1 })
}
const following = (date: Temporal.PlainDate, length: PeriodLength): Temporal.PlainDate =>
  date.add(length === 'day' ? { days: 1 } : length === 'week' ? { weeks: 1 } : { months: 1 })

/** Local days, weeks (from Monday) or months that a span touches. */
export function periodsAround(span: Interval, zone: string, length: PeriodLength): Interval[] {
  let date = beginning(zoned(span.start, zone).toPlainDate(), length)
  const periods: Interval[] = []
  for (let start = instantAt(date.toString(), '00:00', zone); start < span.end; ) {
    date = following(date, length)
    const end = instantAt(date.toString(), '00:00', zone)
    periods.push({ start, end })
    start = end
  }
  return periods
}

/** Minutes of spans that lie within a period. */
export const minutesWithin = (spans: readonly Interval[], period: Interval): number =>
  spans.reduce((sum, span) => {
    const common = intersection(span, period)
    return sum + (common === undefined ? 0 : lengthOf(common) / minute)
  }, 0)

/** Minutes as hours, `7.5`, and never a long tail. */
export const hoursOf = (minutes: number): number => Math.round((minutes * minute * 100) / hour) / 100

/** `2026-11-23 14:30` on the instrument's wall clock. */
export function localTime(at: Instant, zone: string): string {
  const local = zoned(at, zone)
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** A moment as a detail of a refusal: `name` to read, `nameAt` for programs. */
export const moment = (name: string, at: Instant, zone: string) => ({
  [name]: localTime(at, zone),
  [`${name}At`]: isoIn(at, zone),
})
