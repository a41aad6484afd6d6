import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { SavedInstrument } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { insertSteps } from '../data/report-step-repository.ts'

/** The person behind an act, for what is kept of it. */
export const authorOf = (actor: Actor) =>
  actor.kind === 'account'
    ? { accountId: actor.accountId, name: actor.displayName }
    : { accountId: undefined, name: actor.kind }

/** Keeps the step that editing took for accepted and returned instruments: they are drafts again. */
export async function noteReopened(
  tx: Tx,
  actor: Actor,
  now: Instant,
  saved: readonly SavedInstrument[],
): Promise<void> {
  const steps = saved.flatMap((one) =>
    one.reopenedFrom === undefined
      ? []
      : [
          {
            unitId: one.unitId,
            instrumentId: one.id,
            version: one.version,
            step: 'reopen' as const,
            from: one.reopenedFrom,
            to: 'draft' as const,
            reasons: [],
            comment: '',
          },
        ],
  )
  await insertSteps(tx, steps, authorOf(actor), now)
}
