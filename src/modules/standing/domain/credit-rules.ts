import type { SanctionKind } from './sanction-kinds.ts'

/** What a use or a booking can come to that counts; the database's check lists the same, with what undoes and gives back. */
export const judgedOutcomes = [
  'normal_use',
  'late',
  'left_early',
  'overrun',
  'no_show',
  'late_cancellation',
  'missing_feedback',
] as const
export type JudgedOutcome = (typeof judgedOutcomes)[number]
export const outcomes = [...judgedOutcomes, 'regained', 'undone'] as const
export type Outcome = (typeof outcomes)[number]

/** A sanction a rule gives: for how many days, 0 for a mere message. */
export interface GivenSanction {
  readonly sanction: SanctionKind
  readonly days: number
}
export interface Threshold extends GivenSanction {
  readonly below: number
}
export interface Repeat extends GivenSanction {
  readonly outcome: JudgedOutcome
  readonly times: number
  readonly withinDays: number
}

/** The dated rule set `credit` (db/reference/rules/credit-2026.json); points are whole, times named with their unit. */
export interface CreditRules {
  readonly version: string
  readonly start: number
  readonly most: number
  readonly least: number
  readonly neededToBook: number
  readonly tolerance: {
    readonly lateMinutes: number
    readonly leftEarlyMinutes: number
    readonly overrunMinutes: number
  }
  readonly points: Readonly<Record<JudgedOutcome, number>>
  readonly feedbackAfterHours: number
  readonly regained: { readonly points: number; readonly everyDays: number }
  readonly thresholds: readonly Threshold[]
  readonly repeats: readonly Repeat[]
  readonly appealDays: number
}

/** What of a change of points counts: the balance stays within its bounds. */
export const pointsThatCount = (balance: number, points: number, rules: CreditRules): number =>
  Math.min(rules.most, Math.max(rules.least, balance + points)) - balance
