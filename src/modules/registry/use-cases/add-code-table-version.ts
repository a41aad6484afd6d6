import { type Actor, requireAbility } from '#kernel/actor.ts'
import { refuse, refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { forgetReference } from '../data/reference-reader.ts'
import { referenceVersions, writeCodeEntries, writeReference } from '../data/reference-repository.ts'
import { codeTableRefusals } from '../domain/code-table-check.ts'
import type { CodeEntry } from '../domain/code-table.ts'
import { checksumOf, entriesOf, rowsOf } from './reference-files.ts'
import { textOf } from './text-upload.ts'

export interface NewCodeTable {
  readonly table: string
  readonly version: string
  /** `2027-01-01` */
  readonly effectiveFrom: string
  readonly source: string
  readonly bytes: AsyncIterable<Uint8Array>
}

function readEntries(text: string): CodeEntry[] {
  try {
    return entriesOf(rowsOf(text))
  } catch (error) {
    const explanation = error instanceof Error ? error.message : String(error)
    return refuse('invalid', { code: 'registry.unreadable_table', explanation })
  }
}

/** An operator puts a new version of a code table beside the old ones; it counts from its day on. */
export async function addCodeTableVersion(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: NewCodeTable,
): Promise<{ version: string; entries: number }> {
  requireAbility(actor, 'reference.manage', {})
  const { table, version, effectiveFrom, source } = wish
  const text = await textOf(wish.bytes)
  const entries = readEntries(text)
  if (entries.length === 0) refuse('invalid', { code: 'registry.unreadable_table', explanation: 'CSV' })
  refuseIfAny(codeTableRefusals(entries), 'invalid')
  await inTransaction(deps.db, async (tx) => {
    const tables = (await referenceVersions(tx)).filter(
      (one) => one.kind === 'code_table' && one.name === table,
    )
    if (tables.length === 0) refuse('not_found', { code: 'not_found', subject: 'code_table' })
    if (tables.some((one) => one.version === version))
      refuse('conflict', { code: 'registry.table_version_taken', table, version })
    const head = { kind: 'code_table', name: table, version, effectiveFrom, source } as const
    await writeReference(tx, { ...head, checksum: checksumOf(text) }, {})
    await writeCodeEntries(tx, table, version, entries)
    const changes = { version, effectiveFrom, entries: entries.length }
    await writeAudit(tx, actor, deps.clock.now(), [
      { action: 'reference.version_added', subject: 'code_table', subjectId: table, changes },
    ])
  })
  forgetReference()
  return { version, entries: entries.length }
}
