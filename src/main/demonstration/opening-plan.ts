import { normalized, subtracted, type Interval } from '#kernel/interval.ts'
import { hour, instant, minute, plus } from '#kernel/time.ts'
import type { Chance } from './chance.ts'
import type { DemoDay } from './working-days.ts'

/** When an instrument is open in an ordinary week: weekday (1 Monday … 7 Sunday) → minutes of the day. */
export type Week = Readonly<Record<number, readonly (readonly [number, number])[]>>

const at = (text: string): number => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}
const days = (from: number, to: number, ...spans: (readonly [string, string])[]): Week =>
  Object.fromEntries(
    Array.from({ length: to - from + 1 }, (_, i) => [
      from + i,
      spans.map(([a, b]) => [at(a), at(b)] as const),
    ]),
  )

export const openingKinds = ['office', 'through', 'evening', 'saturday', 'always'] as const
export type OpeningKind = (typeof openingKinds)[number]

/** The five usual ways laboratories open. */
export const weeks: Readonly<Record<OpeningKind, Week>> = {
  office: days(1, 5, ['08:30', '12:00'], ['14:00', '17:30']),
  through: days(1, 5, ['08:30', '18:00']),
  evening: days(1, 5, ['08:30', '22:00']),
  saturday: { ...days(1, 5, ['08:30', '21:00']), ...days(6, 6, ['09:00', '17:00']) },
  always: days(1, 7, ['00:00', '24:00']),
}

/** Shortest and longest booking in minutes that suit each way of opening. */
export const lengths: Readonly<Record<OpeningKind, readonly [number, number]>> = {
  office: [30, 210],
  through: [30, 570],
  evening: [60, 810],
  saturday: [60, 720],
  always: [60, 4320],
}

/** Every open span of the given days; closed on public holidays unless open always. */
export function openSpans(kind: OpeningKind, calendar: readonly DemoDay[]): Interval[] {
  const spans = calendar.flatMap((day) =>
    day.holiday && kind !== 'always'
      ? []
      : (weeks[kind][day.weekday] ?? (day.makeUp ? weeks[kind][1] : undefined) ?? []).map(([from, to]) => ({
          start: plus(day.start, from * minute),
          end: plus(day.start, to * minute),
        })),
  )
  return kind === 'always' ? normalized(spans) : spans
}

export interface PlannedClosure {
  readonly span: Interval
  readonly kind: 'closure' | 'maintenance' | 'fault' | 'holiday'
}

const halfHour = 30 * minute
const roundedTo = (ms: number): number => Math.round(ms / halfHour) * halfHour

/** Maintenance a few times a year, a fault now and then, sometimes one that lasts until after today. */
export function closuresOf(chance: Chance, calendar: readonly DemoDay[], now: number): PlannedClosure[] {
  const closures: PlannedClosure[] = []
  const add = (kind: PlannedClosure['kind'], start: number, hours: number) =>
    closures.push({
      kind,
      span: { start: instant(roundedTo(start)), end: instant(roundedTo(start + hours * hour)) },
    })
  const someDay = () => chance.pick(calendar).start
  for (let i = chance.whole(0, 2); i > 0; i--) add('maintenance', someDay() + 9 * hour, chance.whole(4, 32))
  if (chance.yes(0.25)) add('fault', someDay() + chance.whole(9, 16) * hour, chance.whole(8, 160))
  if (chance.yes(0.02)) add('fault', now - chance.whole(2, 60) * hour, chance.whole(72, 160))
  if (chance.yes(0.03)) add('maintenance', now - chance.whole(1, 5) * hour, chance.whole(8, 30))
  if (chance.yes(0.06)) add('closure', now + chance.whole(20, 300) * hour, chance.whole(8, 48))
  const ordered = closures.toSorted((a, b) => a.span.start - b.span.start)
  return ordered.filter((closure, i) => i === 0 || closure.span.start >= (ordered[i - 1]?.span.end ?? 0))
}

/** The open spans without the closed times. */
export const openBut = (
  open: readonly Interval[],
  closures: readonly PlannedClosure[],
): readonly Interval[] =>
  closures.length === 0
    ? open
    : subtracted(
        open,
        closures.map((closure) => closure.span),
      )
