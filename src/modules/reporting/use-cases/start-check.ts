import type { Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import type { ImportState } from '../domain/ledger-import.ts'
import { moveImport } from './move-import.ts'

/** Has the rows of an import judged, from the start; the job goes on with the page closed. */
export async function startCheck(
  deps: Pick<Deps, 'clock' | 'jobs'>,
  tx: Tx,
  key: { readonly unitId: number; readonly importId: number },
  why: { readonly step: 'map' | 'fix' | 'recognise'; readonly from: ImportState },
): Promise<void> {
  await moveImport(tx, key, why.step, why.from, deps.clock.now())
  await deps.jobs.enqueue(tx, 'reporting.check-ledger', { ...key })
}
