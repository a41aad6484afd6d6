import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import { enterState } from '../data/ledger-import-repository.ts'
import {
  type ImportAct,
  type ImportJobStep,
  type ImportState,
  importTransition,
} from '../domain/ledger-import.ts'

/** Takes an import where an act or a job's step leads from its state; the caller has locked it and knows that it leads somewhere. */
export async function moveImport(
  tx: Tx,
  key: { readonly unitId: number; readonly importId: number },
  step: ImportAct | ImportJobStep,
  from: ImportState,
  now: Instant,
): Promise<void> {
  const to = importTransition(step, from)
  if (to === undefined) throw new Error(`An import in the state ${from} does not take the step ${step}`)
  await enterState(tx, key.unitId, key.importId, to, now)
}
