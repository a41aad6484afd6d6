import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import * as imports from '../data/ledger-import-repository.ts'
import { rememberFixes } from '../data/ledger-memory-repository.ts'
import { proposalCounts } from '../data/ledger-proposal-repository.ts'
import { deleteRows } from '../data/ledger-row-repository.ts'
import type { ProblemGroup } from '../domain/ledger-groups.ts'
import { type ImportAct, importTransition } from '../domain/ledger-import.ts'
import { linkingKinds } from '../domain/ledger-reconciliation.ts'
import type { ImportKey } from './read-ledger.ts'
import { moveImport } from './move-import.ts'
import { startCheck } from './start-check.ts'

export type DecideDeps = Pick<Deps, 'db' | 'clock' | 'jobs'>
type Work = (tx: Tx, ledger: imports.LedgerImport) => Promise<void>

/** Everything a person does with an import: allowed, in a state that takes it, in one transaction. */
export async function decide(
  deps: DecideDeps,
  actor: Actor,
  { unitId, importId }: ImportKey,
  act: ImportAct,
  work: Work,
): Promise<void> {
  requireAbility(actor, 'ledger.import', await placeOfUnit(deps.db, unitId))
  await inTransaction(deps.db, async (tx) => {
    const ledger = found(await imports.lockedImport(tx, unitId, importId), 'ledger_import')
    if (importTransition(act, ledger.state) === undefined)
      refuse('conflict', { code: 'ledger.not_in_this_state', state: ledger.state })
    await work(tx, ledger)
  })
}

/** Who decided what, for the audit trail. */
export function noted(
  tx: Tx,
  actor: Actor,
  now: Instant,
  { unitId, importId }: ImportKey,
  action: string,
  changes: object = {},
): Promise<void> {
  return writeAudit(tx, actor, now, [
    { action, subject: 'ledger_import', subjectId: importId, unitId, changes: { ...changes } },
  ])
}

/** One decision for all cells of a text: the value meant, or to leave them empty; the rows are checked again. */
export function fixLedger(
  deps: DecideDeps,
  actor: Actor,
  key: ImportKey,
  fixes: readonly imports.Fix[],
): Promise<void> {
  return decide(deps, actor, key, 'fix', async (tx, ledger) => {
    const all = new Map([...ledger.fixes, ...fixes].map((fix) => [`${fix.element}\n${fix.from}`, fix]))
    await imports.saveFixes(tx, key.unitId, key.importId, [...all.values()])
    const now = deps.clock.now()
    await rememberFixes(tx, key.unitId, fixes, now)
    await noted(tx, actor, now, key, 'ledger.fixed', { fixes })
    await startCheck(deps, tx, key, { step: 'fix', from: ledger.state })
  })
}

/** The reporter is shown which markings of secrecy stand in the rows before any goes in. */
function refuseWording(flagged: readonly ProblemGroup[]): never {
  const words = new Set(flagged.flatMap(({ example }) => (example.from ?? '').split('、')))
  return refuse('conflict', {
    code: 'registry.wording_found',
    words: [...words].join('、'),
    fields: ['rows'],
  })
}

/** The good rows go into the registry; the job goes on with the page closed. */
export function startLedgerImport(
  deps: DecideDeps,
  actor: Actor,
  key: ImportKey,
  acknowledged: boolean,
): Promise<void> {
  return decide(deps, actor, key, 'import', async (tx, ledger) => {
    const now = deps.clock.now()
    const flagged = ledger.groups.filter(({ code }) => code === 'ledger.secret_wording')
    if (flagged.length > 0 && !acknowledged) refuseWording(flagged)
    if (flagged.length > 0)
      await noted(tx, actor, now, key, 'ledger.wording_acknowledged', {
        rows: flagged.reduce((sum, one) => sum + one.count, 0),
      })
    const open = (await proposalCounts(tx, key)).filter(
      ({ kind, decision }) => decision === 'open' && linkingKinds.includes(kind),
    )
    const count = open.reduce((sum, one) => sum + one.count, 0)
    if (count > 0) refuse('conflict', { code: 'ledger.proposals_open', count })
    await moveImport(tx, key, 'import', ledger.state, now)
    await deps.jobs.enqueue(tx, 'reporting.import-ledger', { ...key })
    await noted(tx, actor, now, key, 'ledger.import_started')
  })
}

/** Nothing of the file goes in; its rows are forgotten. */
export function cancelLedger(deps: DecideDeps, actor: Actor, key: ImportKey): Promise<void> {
  return decide(deps, actor, key, 'cancel', async (tx, ledger) => {
    const now = deps.clock.now()
    await moveImport(tx, key, 'cancel', ledger.state, now)
    await deleteRows(tx, key)
    await noted(tx, actor, now, key, 'ledger.cancelled')
  })
}
