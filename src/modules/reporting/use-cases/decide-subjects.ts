import type { Actor } from '#kernel/actor.ts'
import { Refused } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import type { ReturnReason } from '../domain/report-rules.ts'
import type { ReviewLevel } from '../domain/review-rules.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { type Decided, type DecisionResult, takeRecordDecisions } from './decide-records.ts'
import { takeDecisions } from './take-step.ts'

/** One judgement of an instrument's report or of a record. */
export interface SubjectDecision {
  readonly subjectId: number
  readonly version: number
  readonly accepts: boolean
  readonly reasons: readonly ReturnReason[]
  readonly comment: string
  /** What the browser calls it: sent twice, it is taken once. */
  readonly key?: string | undefined
}
const stepAt = {
  unit: { accepts: 'submit_to_province', returns: 'return_in_unit' },
  province: { accepts: 'accept', returns: 'return' },
} as const

/** Takes decisions at a level inside the caller's transaction, each judged for itself. */
export async function takeSubjectDecisions(
  tx: Tx,
  actor: Actor,
  now: Instant,
  on: { readonly of: ReviewSubject; readonly level: ReviewLevel; readonly drawId?: number },
  decisions: readonly SubjectDecision[],
): Promise<Decided> {
  const given = decisions.map(({ subjectId, accepts, ...one }) => ({
    ...one,
    instrumentId: subjectId,
    recordId: subjectId,
    step: stepAt[on.level][accepts ? 'accepts' : 'returns'],
  }))
  if (on.of === 'record') return takeRecordDecisions(tx, actor, now, given, on.drawId)
  const { done, refused, firstKind } = await takeDecisions(tx, actor, now, given, on.drawId)
  return {
    ...{ done, firstKind },
    refused: refused.map(({ instrumentId, refusals }) => ({ subjectId: instrumentId, refusals })),
  }
}

/** Judges one or many: those that pass move, the others come back with every reason; a single one is refused as a whole. */
export function decideSubjects(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  on: { readonly of: ReviewSubject; readonly level: ReviewLevel },
  decisions: readonly SubjectDecision[],
): Promise<DecisionResult> {
  return inTransaction(deps.db, async (tx) => {
    const { done, refused, firstKind } = await takeSubjectDecisions(
      tx,
      actor,
      deps.clock.now(),
      on,
      decisions,
    )
    const [only] = refused
    if (done.length === 0 && refused.length === 1 && only !== undefined)
      throw new Refused(only.refusals, firstKind)
    return { done, refused }
  })
}
