import { type Interval, overlaps } from '#kernel/interval.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { day, type Instant, minute, plus } from '#kernel/time.ts'
import { partsRefusals, type UseParts } from './effective-hours.ts'
import { type EvidenceGrade, spanOf, type UseKind } from './use.ts'

/** What a correction may change of a finished use. */
export interface LoggedFacts {
  readonly startedAt: Instant
  readonly endedAt: Instant
  readonly parts: UseParts
  readonly kind: UseKind
  readonly amountFen: number
  readonly note: string
}

/** A use longer than this is a forgotten check-out, not a measurement. */
export const longestUseDays = 14

/** Another use of the same instrument. */
export interface OtherUse {
  readonly id: number
  readonly span: Interval
}

/** Every reason why these facts cannot stand in the log: hours are counted once, and only for time that has passed. */
export function factsRefusals(
  facts: Pick<LoggedFacts, 'startedAt' | 'endedAt' | 'parts'>,
  others: readonly OtherUse[],
  now: Instant,
): Refusal[] {
  const span = spanOf(facts)
  if (span.start >= span.end) return [{ code: 'usage.ends_before_start' }]
  const refusals = partsRefusals(facts.parts, span)
  // a check-out is rounded up to the minute, and that minute may still be running
  if (facts.endedAt >= plus(now, minute)) refusals.push({ code: 'usage.ends_in_the_future' })
  if (span.end - span.start > longestUseDays * day)
    refusals.push({ code: 'usage.use_too_long', days: longestUseDays })
  const other = others.find((use) => overlaps(use.span, span))
  if (other !== undefined) refusals.push({ code: 'usage.overlaps_another_use', useId: other.id })
  return refusals
}

/** What differs, field by field, for the history and the audit trail. */
export function changesBetween(before: LoggedFacts, after: LoggedFacts) {
  const flat = (facts: LoggedFacts) => ({
    startedAt: facts.startedAt,
    endedAt: facts.endedAt,
    ...facts.parts,
    kind: facts.kind,
    amountFen: facts.amountFen,
    note: facts.note,
  })
  const [from, to] = [flat(before), flat(after)]
  const names = Object.keys(from) as (keyof typeof from)[]
  return Object.fromEntries(
    names.filter((name) => from[name] !== to[name]).map((name) => [name, { from: from[name], to: to[name] }]),
  )
}

/** Times changed by hand are no longer attested by the log or the meter. */
export const evidenceAfter = (
  evidence: EvidenceGrade,
  before: Pick<LoggedFacts, 'startedAt' | 'endedAt'>,
  after: Pick<LoggedFacts, 'startedAt' | 'endedAt'>,
): EvidenceGrade =>
  before.startedAt === after.startedAt && before.endedAt === after.endedAt ? evidence : 'declared'
