import { type Instant, instant, instantAt, minute } from '#kernel/time.ts'

/** One calendar day of the demonstration. */
export interface DemoDay {
  readonly date: string
  /** Midnight in the province. */
  readonly start: Instant
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number
  /** A day of the weekend worked to make up for a holiday. */
  readonly makeUp: boolean
  readonly holiday: boolean
  /** How many people want instruments that day; 1 is an ordinary Wednesday in November. */
  readonly demand: number
}

export interface HolidayRow {
  readonly date: string
  readonly kind: string
}

const weekdayDemand = [0, 0.95, 1.1, 1.1, 1.05, 0.85, 0.45, 0.3]
/** Winter and summer holidays of the universities thin out February and August. */
const monthDemand = [0, 0.85, 0.55, 1, 1.05, 1.05, 1, 0.8, 0.65, 0.95, 1, 1.1, 1.05]

/** The days from `past` days before the given one to `ahead` days after it. */
export function demoDays(
  today: string,
  past: number,
  ahead: number,
  holidays: readonly HolidayRow[],
  zone: string,
): DemoDay[] {
  const kinds = new Map(holidays.map((row) => [row.date, row.kind]))
  const first = Temporal.PlainDate.from(today).subtract({ days: past })
  return Array.from({ length: past + ahead + 1 }, (_, i) => {
    const date = first.add({ days: i })
    const kind = kinds.get(date.toString())
    const makeUp = kind === 'workday'
    return {
      date: date.toString(),
      start: instantAt(date.toString(), '00:00', zone),
      weekday: date.dayOfWeek,
      makeUp,
      holiday: kind === 'holiday',
      demand: (weekdayDemand[makeUp ? 1 : date.dayOfWeek] ?? 1) * (monthDemand[date.month] ?? 1),
    }
  })
}

/** An instant in office hours of a day, minutes counted from 08:30. */
export const officeTime = (start: Instant, minutes: number): Instant =>
  instant(start + (8.5 * 60 + minutes) * minute)
