import { type Actor, actorMay, requireSignedIn } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { dateIn, minute, plus } from '#kernel/time.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { claim, release } from '../data/claim-repository.ts'
import type { ReportState } from '../domain/report-transitions.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { auditedAs, lockedSubjects, type Reviewed } from './review-subjects.ts'
import { reviewRulesOn } from './review-rules-in-force.ts'

const judges: Partial<Record<ReportState, 'report.review_in_unit' | 'report.review_in_province'>> = {
  unit_review: 'report.review_in_unit',
  province_review: 'report.review_in_province',
}

function mayJudge(actor: Actor, { state, place }: Reviewed): boolean {
  const ability = judges[state]
  return ability !== undefined && actorMay(actor, ability, place)
}

/**
 * Takes waiting reports for oneself for a while, so that two reviewers do not judge the same, or gives them back. A claim
 * keeps nobody from deciding; it only tells. Answers the ids that are now taken (or given back).
 */
export function claimReports(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: { readonly of: ReviewSubject; readonly subjectIds: readonly number[]; readonly release: boolean },
): Promise<number[]> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const by = requireSignedIn(actor)
    const visible = (await lockedSubjects(tx, wish.of, wish.subjectIds)).filter((one) =>
      actorMay(actor, 'instrument.read_unpublished', one.place),
    )
    if (visible.length === 0) refuse('not_found', { code: 'not_found', subject: auditedAs[wish.of] })
    const keys = visible.map(({ unitId, id }) => ({ unitId, id }))
    if (wish.release) return release(tx, wish.of, keys, by)
    const rules = await reviewRulesOn(tx, dateIn(now, 'Asia/Shanghai'))
    const mine = visible.filter((one) => mayJudge(actor, one)).map(({ unitId, id }) => ({ unitId, id }))
    return claim(tx, wish.of, mine, by, now, plus(now, rules.claimMinutes * minute))
  })
}
