import { join } from 'node:path'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { forgetReference } from '../data/reference-reader.ts'
import { referenceVersions, writeCodeEntries, writeReference } from '../data/reference-repository.ts'
import { loadMakers } from './load-makers.ts'
import { readReferenceFiles } from './reference-files.ts'

/** Where the reference data that is shipped stands. */
export const shippedReference = join(import.meta.dirname, '../../../../db/reference')

/** Loads shipped reference data: new versions beside the old, the same text again changes nothing. */
export async function loadReference(
  deps: Pick<Deps, 'db'>,
  dir: string = shippedReference,
): Promise<{ loaded: string[]; unchanged: number }> {
  const files = await readReferenceFiles(dir)
  const result = await inTransaction(deps.db, async (tx) => {
    const before = new Map(
      (await referenceVersions(tx)).map((one) => [`${one.kind}/${one.name}/${one.version}`, one.checksum]),
    )
    const loaded: string[] = []
    for (const { version, definition, entries } of files) {
      const key = `${version.kind}/${version.name}/${version.version}`
      if (before.get(key) === version.checksum) continue
      await writeReference(tx, version, definition)
      if (entries !== undefined) await writeCodeEntries(tx, version.name, version.version, entries)
      loaded.push(key)
    }
    forgetReference()
    await loadMakers(tx)
    return { loaded, unchanged: files.length - loaded.length }
  })
  forgetReference()
  return result
}
