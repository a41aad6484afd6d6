import type { Notifying } from '#modules/notices/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { feedbackSettled, overdueFeedback } from '../data/feedback-repository.ts'
import { creditRulesAt } from './rules-in-force.ts'
import { settleOccasion } from './settle-occasion.ts'

/** People whose feedback did not come in time lose what the rules say, each in a transaction of its own. */
export async function countMissingFeedback(
  deps: Pick<Deps, 'db'> & Notifying,
  signal: AbortSignal,
): Promise<number> {
  const now = deps.clock.now()
  const rules = await creditRulesAt(deps.db, now)
  let counted = 0
  for (const due of await overdueFeedback(deps.db, now, 500)) {
    if (signal.aborted) return counted
    await inTransaction(deps.db, async (tx) => {
      if (!(await feedbackSettled(tx, due.unitId, due.useId))) return
      const at = { ...due, bookingId: undefined, notedBy: undefined, happenedAt: now }
      await settleOccasion(
        tx,
        deps,
        { ...at, key: `feedback:${due.useId}` },
        [{ outcome: 'missing_feedback' }],
        rules,
      )
      counted++
    })
  }
  return counted
}
