import { dateIn, type Instant, instantAt } from '#kernel/time.ts'
import {
  calendarDays,
  type NeedsNoReview,
  type RecordNeedsNoReview,
  ruleSet,
  markingsIn,
  secretMarkingsOn,
} from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { lateBefore, needsNoReview, type ReviewLevel, type ReviewRules } from '../domain/review-rules.ts'

const zone = 'Asia/Shanghai'

/** The review rules in force on a day; throws when reference data is not loaded. */
export async function reviewRulesOn(db: Db, on: string): Promise<ReviewRules> {
  const rules = await ruleSet(db, 'review', on)
  if (rules === undefined) throw new Error('No review rules: run npm run db:reference')
  return rules as unknown as ReviewRules
}

/** The judge of changes that need no review, as the rules stand at a moment. */
export async function reviewNeeds(db: Db, now: Instant): Promise<NeedsNoReview> {
  const today = dateIn(now, zone)
  const rules = await reviewRulesOn(db, today)
  const markings = await secretMarkingsOn(db, today)
  return ({ elements, changed, problems }) => {
    const secretWords = markingsIn(Object.values(elements).map(String), markings).length
    return needsNoReview({ elements: changed, problems, secretWords }, rules)
  }
}

/** The same for records of other kinds, each by the list of its kind. */
export async function recordReviewNeeds(db: Db, now: Instant): Promise<RecordNeedsNoReview> {
  const today = dateIn(now, zone)
  const { withoutReviewOf = {} } = await reviewRulesOn(db, today)
  const markings = await secretMarkingsOn(db, today)
  return ({ kind, elements, changed, problems }) => {
    const secretWords = markingsIn(Object.values(elements).map(String), markings).length
    return needsNoReview(
      { elements: changed, problems, secretWords },
      { withoutReview: withoutReviewOf[kind] ?? [] },
    )
  }
}

/** A report that has waited since before this moment is late. */
export async function lateSince(
  db: Db,
  now: Instant,
  level: ReviewLevel,
  rules: ReviewRules,
): Promise<Instant> {
  const days = (await calendarDays(db)).map(
    (row) => [row['date'] ?? '', row['kind'] === 'workday' ? 'workday' : 'holiday'] as const,
  )
  const day = lateBefore(dateIn(now, zone), rules.lateAfterWorkdays[level], new Map(days))
  return instantAt(day, '00:00', zone)
}
