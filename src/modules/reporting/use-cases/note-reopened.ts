import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { SavedInstrument } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { appendEvents } from '#platform/outbox/outbox.ts'
import { insertSteps, type NewStep } from '../data/report-step-repository.ts'

/** The person behind an act, for what is kept of it. */
export const authorOf = (actor: Actor) =>
  actor.kind === 'account'
    ? { accountId: actor.accountId, name: actor.displayName }
    : { accountId: undefined, name: actor.kind }

const stepOf = (one: SavedInstrument): NewStep[] => {
  const { unitId, id: instrumentId, version } = one
  const head = { unitId, instrumentId, version, reasons: [], comment: '' }
  if (one.amended === true) return [{ ...head, step: 'amend', from: 'accepted', to: 'accepted' }]
  if (one.reopenedFrom === undefined) return []
  return [{ ...head, step: 'reopen', from: one.reopenedFrom, to: 'draft' }]
}

/**
 * Keeps the steps that editing took: what was accepted or returned is a draft again, or is shown with its new version when
 * nothing in it needs a review.
 */
export async function noteReopened(
  tx: Tx,
  actor: Actor,
  now: Instant,
  saved: readonly SavedInstrument[],
): Promise<void> {
  await insertSteps(tx, saved.flatMap(stepOf), authorOf(actor), now)
  const amended = saved.filter((one) => one.amended === true)
  await appendEvents(
    tx,
    amended.map(({ unitId, id }) => ({
      type: 'registry.instrument_accepted',
      unitId,
      payload: { instrumentId: id },
    })),
  )
}
