import type { SampleRule } from './review-draw.ts'

export const reviewLevels = ['unit', 'province'] as const
export type ReviewLevel = (typeof reviewLevels)[number]

/** One of the frequent reasons to return a report; `element` is empty when it is about the whole. */
export interface ReasonTemplate {
  readonly id: string
  readonly element: string
  readonly zh: string
  readonly en: string
}

/** The dated rules of review (rule set `review`, db/reference/rules). */
export interface ReviewRules {
  readonly version: string
  /** Working days after which a waiting report is late, by level. */
  readonly lateAfterWorkdays: Readonly<Record<ReviewLevel, number>>
  /** How long a claim holds. */
  readonly claimMinutes: number
  readonly sampling: SampleRule
  /** Elements that may change in an accepted record without a new review. */
  readonly withoutReview: readonly string[]
  /** The same for records of other kinds, by kind; of a kind that is not named, everything is reviewed. */
  readonly withoutReviewOf?: Readonly<Record<string, readonly string[]>>
  readonly checks: CheckRules
  readonly reasons: readonly ReasonTemplate[]
}
export interface CheckRules {
  /** Characters below which a text tells too little, by element. */
  readonly shortest: Readonly<Record<string, number>>
  /** Elements by which people reach whoever looks after the instrument. */
  readonly contact: readonly string[]
  readonly worthInClass: {
    /** Values of the class that must be known before one is called implausible. */
    readonly leastKnown: number
    /** How many times above or below the median a value is implausible. */
    readonly factor: number
  }
}

/** Whether an accepted record may take these changes without being reviewed again: sound, and of free elements only. */
export const needsNoReview = (
  change: { readonly elements: readonly string[]; readonly problems: number; readonly secretWords: number },
  rules: Pick<ReviewRules, 'withoutReview'>,
): boolean =>
  change.elements.length > 0 &&
  change.problems === 0 &&
  change.secretWords === 0 &&
  change.elements.every((element) => rules.withoutReview.includes(element))

/** Days that differ from the week: a holiday on a weekday, a weekend day that is worked. */
export type CalendarDays = ReadonlyMap<string, 'holiday' | 'workday'>

const isWorked = (day: Temporal.PlainDate, calendar: CalendarDays): boolean => {
  const kind = calendar.get(day.toString())
  return kind === undefined ? day.dayOfWeek <= 5 : kind === 'workday'
}

/** The day before whose begin a report must have come to be late today, `2026-11-13`. */
export function lateBefore(today: string, workdays: number, calendar: CalendarDays): string {
  let day = Temporal.PlainDate.from(today)
  for (let left = workdays; left > 0; ) {
    day = day.subtract({ days: 1 })
    if (isWorked(day, calendar)) left--
  }
  return day.toString()
}
