import type { Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { enterState } from '../data/ledger-import-repository.ts'

/** Has the rows of an import judged, from the start; the job goes on with the page closed. */
export async function startCheck(
  deps: Pick<Deps, 'clock' | 'jobs'>,
  tx: Tx,
  key: { readonly unitId: number; readonly importId: number },
): Promise<void> {
  await enterState(tx, key.unitId, key.importId, 'checking', deps.clock.now())
  await deps.jobs.enqueue(tx, 'reporting.check-ledger', { ...key })
}
