import { isCreditCode } from '#kernel/credit-code.ts'
import { day as dayLength, type Instant } from '#kernel/time.ts'
import {
  nothingToJudge,
  type WatchCell,
  type WatchCells,
  type WatchMeasure,
  type WatchThing,
} from './watch.ts'
import type { Bilingual } from '#kernel/locale.ts'
import type { WatchWeights } from './watch.ts'

/** The rule set `watch` (db/reference/rules/watch-*.json); all spans in days. */
export interface WatchRules {
  readonly version: string
  readonly source: string
  /** Units below this score, 0 to 1, are prompted. */
  readonly promptBelow: number
  readonly weights: WatchWeights
  readonly basic: { readonly elements: readonly string[]; readonly freshDays: number }
  readonly instruments: {
    readonly elements: readonly string[]
    readonly freshDays: number
  }
  readonly rules: {
    readonly kinds: readonly string[]
    readonly freshDays: number
    readonly minCharacters: number
  }
  readonly records: {
    readonly days: number
    readonly registerDays: number
    readonly activeDays: number
    readonly evidence: readonly string[]
  }
  readonly formulas: Readonly<Record<WatchThing, Readonly<Record<WatchMeasure, Bilingual>>>>
}

/** What a unit says of itself; what is empty counts as missing. */
export interface UnitFacts {
  readonly unitId: number
  /** By the names the rules use: nameEn, creditCode … */
  readonly elements: Readonly<Record<string, string>>
  /** E-mail addresses of its contacts. */
  readonly emails: readonly string[]
  readonly editedAt: Instant
  readonly qualifications: readonly {
    readonly id: number
    readonly number: string
    readonly validUntil: string
  }[]
}

/** A rule in force. */
export interface RuleInForce {
  readonly id: number
  readonly kind: string
  readonly title: string
  readonly effectiveFrom: string
  /** Day on which it was published. */
  readonly publishedOn: string
  readonly characters: number
  readonly hasFile: boolean
}

const checks: readonly (readonly [string, (value: string) => boolean])[] = [
  ['creditCode', isCreditCode],
  ['website', (value) => /^https?:\/\/[^\s/]+\.[^\s/]+/.test(value)],
  ['postalCode', (value) => /^\d{6}$/.test(value)],
]
const isEmail = (value: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** What is not as it should be of a thing, named; the rest of `all` is. */
type Gaps<T> = Readonly<Record<WatchMeasure, { readonly all: number; readonly gaps: readonly T[] }>>

/** A date some days before another, both YYYY-MM-DD. */
export const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * dayLength).toISOString().slice(0, 10)

/** What is missing, expired, old or wrong in the information of a unit: names of elements and numbers of qualifications. */
export function basicGaps(facts: UnitFacts, rules: WatchRules, today: string, now: Instant): Gaps<string> {
  const { elements, freshDays } = rules.basic
  const checked = checks.filter(([id]) => (facts.elements[id] ?? '') !== '')
  const wrong = checked.filter(([id, passes]) => !passes(facts.elements[id] ?? '')).map(([id]) => id)
  const emails = facts.emails.filter((email) => email !== '')
  const fresh = facts.editedAt > now - freshDays * dayLength
  return {
    completeness: { all: elements.length, gaps: elements.filter((id) => (facts.elements[id] ?? '') === '') },
    timeliness: {
      all: facts.qualifications.length,
      gaps: facts.qualifications.filter(({ validUntil }) => validUntil < today).map(({ number }) => number),
    },
    freshness: { all: 1, gaps: fresh ? [] : ['profile'] },
    correctness: {
      all: checked.length + emails.length,
      gaps: [...wrong, ...emails.filter((email) => !isEmail(email)).map(() => 'email')],
    },
  }
}

/** A kind of rule that is missing, or a rule that is late, old or without content. */
export interface RuleGap {
  readonly kind: string
  readonly rule: RuleInForce | undefined
}

/** What is missing, late, old or empty among the rules in force. */
export function ruleGaps(inForce: readonly RuleInForce[], rules: WatchRules, today: string): Gaps<RuleGap> {
  const { kinds, freshDays, minCharacters } = rules.rules
  const oldest = daysBefore(today, freshDays)
  const all = inForce.length
  const gaps = (broken: (rule: RuleInForce) => boolean) =>
    inForce.filter(broken).map((rule) => ({ kind: rule.kind, rule }))
  return {
    completeness: {
      all: kinds.length,
      gaps: kinds
        .filter((kind) => !inForce.some((rule) => rule.kind === kind))
        .map((kind) => ({ kind, rule: undefined })),
    },
    timeliness: { all, gaps: gaps((rule) => rule.publishedOn > rule.effectiveFrom) },
    freshness: { all, gaps: gaps((rule) => rule.effectiveFrom < oldest) },
    correctness: { all, gaps: gaps((rule) => !rule.hasFile && rule.characters < minCharacters) },
  }
}

/** Counts of instruments and of service records of a unit, as the database sums them. */
export type CountedCells = Readonly<
  Record<'instruments' | 'records', Readonly<Record<WatchMeasure, WatchCell>>>
>

const counted = (gaps: Gaps<unknown>): Record<WatchMeasure, WatchCell> => {
  const cell = (measure: WatchMeasure): WatchCell => ({
    good: gaps[measure].all - gaps[measure].gaps.length,
    all: gaps[measure].all,
  })
  return {
    completeness: cell('completeness'),
    timeliness: cell('timeliness'),
    freshness: cell('freshness'),
    correctness: cell('correctness'),
  }
}

const noCells = {
  ...{ completeness: nothingToJudge, timeliness: nothingToJudge },
  ...{ freshness: nothingToJudge, correctness: nothingToJudge },
}

/** The sixteen figures of a unit. */
export const watchCells = (
  basic: Gaps<unknown>,
  rules: Gaps<unknown>,
  sums: { readonly [K in keyof CountedCells]: CountedCells[K] | undefined },
): WatchCells => ({
  basic: counted(basic),
  instruments: sums.instruments ?? noCells,
  rules: counted(rules),
  records: sums.records ?? noCells,
})
