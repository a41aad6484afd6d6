import type { SignedIn } from '#kernel/actor.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { findByInnerIds, type SaveResult, saveInstruments } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import * as imports from '../data/ledger-import-repository.ts'
import { type JudgedRow, type RowOutcome, saveOutcomes, waitingRows } from '../data/ledger-row-repository.ts'
import { applyComparison } from './apply-proposals.ts'
import { keepAnswers } from './keep-answers.ts'
import { noteReopened } from './note-reopened.ts'
import { reviewNeeds } from './review-rules-in-force.ts'
import type { ImportKey, LedgerDeps } from './read-ledger.ts'
import { moveImport } from './move-import.ts'

const batchRows = 500

/** What the ledger does not say stays as it is: a form may have completed it. */
async function withWhatIsKnown(tx: Tx, unitId: number, rows: readonly JudgedRow[]) {
  const numbers = rows.map(({ elements }) => String(elements['innerId']))
  const known = new Map((await findByInnerIds(tx, unitId, numbers)).map((one) => [one.innerId, one.elements]))
  return rows.map(({ elements }) => {
    const innerId = String(elements['innerId'])
    return { unitId, innerId, cause: 'import' as const, elements: { ...known.get(innerId), ...elements } }
  })
}

function outcomesOf(rows: readonly JudgedRow[], result: SaveResult): RowOutcome[] {
  const saved = new Map(result.saved.map((one) => [one.innerId, one]))
  return rows.map(({ no, elements, problems }) => {
    const one = saved.get(String(elements['innerId']).trim())
    if (one !== undefined) return { no, outcome: one.outcome, instrumentId: one.id }
    const why = {
      element: 'innerId',
      code: 'ledger.under_review',
      level: 'error',
      from: String(elements['innerId']),
    } as const
    return { no, outcome: 'refused', problems: [...problems, why] }
  })
}

/** One batch after a row; the number of its last row, undefined when there is nothing left to do. */
async function importBatch(
  tx: Tx,
  deps: LedgerDeps,
  key: ImportKey,
  after: number,
): Promise<number | undefined> {
  const { unitId, importId } = key
  const ledger = await imports.lockedImport(tx, unitId, importId)
  if (ledger?.state !== 'importing') return undefined
  const rows = await waitingRows(tx, key, after, batchRows)
  const now = deps.clock.now()
  const { startedBy: accountId, startedByName: displayName } = ledger
  const reporter: SignedIn = { ...{ kind: 'account', accountId, displayName, unitId, grants: [] } }
  if (rows.length === 0) {
    const processed = ledger.processed
    await applyComparison(tx, reporter, ledger, now)
    await moveImport(tx, key, 'finish', ledger.state, now)
    await imports.addOutcomes(tx, unitId, importId, {
      processed,
      created: 0,
      updated: 0,
      unchanged: 0,
      refused: 0,
    })
    const { created, updated, unchanged, bad } = ledger
    const changes = { created, updated, unchanged, bad }
    await writeAudit(tx, reporter, now, [
      { action: 'ledger.imported', subject: 'ledger_import', subjectId: importId, unitId, changes },
    ])
    return undefined
  }
  const known = await withWhatIsKnown(tx, unitId, rows)
  const result = await saveInstruments(tx, reporter, now, known, await reviewNeeds(tx, now))
  await noteReopened(tx, reporter, now, result.saved)
  const outcomes = outcomesOf(rows, result)
  await saveOutcomes(tx, key, outcomes)
  await keepAnswers(tx, key, rows, outcomes, now)
  const count = (outcome: RowOutcome['outcome']) => outcomes.filter((one) => one.outcome === outcome).length
  await imports.addOutcomes(tx, unitId, importId, {
    processed: rows.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  })
  return rows.at(-1)?.no
}

/**
 * The job that takes the good rows into the registry, a batch a transaction. The transaction that saves a batch also
 * marks its rows, so that after a kill the next run goes on where the last one stopped.
 */
export async function importLedger(deps: LedgerDeps, key: ImportKey, signal: AbortSignal): Promise<void> {
  for (let after: number | undefined = -1; after !== undefined; ) {
    signal.throwIfAborted()
    const from: number = after
    after = await inTransaction(deps.db, (tx) => importBatch(tx, deps, key, from))
  }
}
