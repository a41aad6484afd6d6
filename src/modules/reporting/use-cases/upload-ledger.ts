import type { Readable } from 'node:stream'
import { type Actor, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { placeOfUnit, unitById } from '#modules/organizations/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { storeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import { defaultSheetLimits } from '#platform/sheets/sheet.ts'
import { insertImport } from '../data/ledger-import-repository.ts'
import { ledgerGround } from './ledger-ground.ts'

/** A unit's ledger is taken in as it is; a job reads it, so that the page may be closed. */
export async function uploadLedger(
  deps: Pick<Deps, 'db' | 'clock' | 'jobs'>,
  actor: Actor,
  unitId: number,
  file: { name: string; bytes: Readable },
): Promise<number> {
  requireAbility(actor, 'ledger.import', await placeOfUnit(deps.db, unitId))
  const { accountId, displayName } = requireSignedIn(actor)
  found(await unitById(deps.db, unitId), 'unit')
  const now = deps.clock.now()
  const { validation } = await ledgerGround(deps.db, unitId, now, [])
  return inTransaction(deps.db, async (tx) => {
    const stored = await storeFile(
      tx,
      {
        name: file.name,
        mediaType: 'application/octet-stream',
        purpose: 'ledger',
        unitId,
        createdBy: accountId,
        maxBytes: defaultSheetLimits.maxBytes,
      },
      file.bytes,
    )
    const importId = await insertImport(tx, {
      unitId,
      fileId: stored.id,
      dictionary: validation.dictionary.version,
      startedBy: accountId,
      startedByName: displayName,
      at: now,
    })
    await deps.jobs.enqueue(tx, 'reporting.read-ledger', { unitId, importId })
    await writeAudit(tx, actor, now, [
      {
        action: 'ledger.uploaded',
        subject: 'ledger_import',
        subjectId: importId,
        unitId,
        changes: { file: stored.name },
      },
    ])
    return importId
  })
}
