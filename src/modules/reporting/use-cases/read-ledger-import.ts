import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { placeOfUnit, unitById } from '#modules/organizations/index.ts'
import { dictionaryByVersion, type ElementDictionary } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { importById, importsOf, type LedgerImport } from '../data/ledger-import-repository.ts'
import { type RowFilter, rowsPage, type StoredRow } from '../data/ledger-row-repository.ts'
import type { ImportKey } from './read-ledger.ts'

type ReadDeps = Pick<Deps, 'db'>

/** Imports belong to a unit; only who may import for it may see them. */
async function mayImport(deps: ReadDeps, actor: Actor, unitId: number): Promise<void> {
  requireAbility(actor, 'ledger.import', await placeOfUnit(deps.db, unitId))
}

export interface ShownImport {
  readonly ledger: LedgerImport
  readonly dictionary: ElementDictionary
  readonly zone: string
}

const zoneOf = async (deps: ReadDeps, unitId: number) =>
  (await unitById(deps.db, unitId))?.timeZone ?? 'Asia/Shanghai'

/** One import with the dictionary its elements come from. */
export async function readLedgerImport(deps: ReadDeps, actor: Actor, key: ImportKey): Promise<ShownImport> {
  await mayImport(deps, actor, key.unitId)
  const ledger = found(await importById(deps.db, key.unitId, key.importId), 'ledger_import')
  const dictionary = found(await dictionaryByVersion(deps.db, ledger.dictionary), 'element_dictionary')
  return { ledger, dictionary, zone: await zoneOf(deps, key.unitId) }
}

/** The newest imports of a unit. */
export async function listLedgerImports(deps: ReadDeps, actor: Actor, unitId: number) {
  await mayImport(deps, actor, unitId)
  return { imports: await importsOf(deps.db, unitId, 50), zone: await zoneOf(deps, unitId) }
}

const pageRows = 50

/** A page of rows with what was found in them. */
export async function readLedgerRows(
  deps: ReadDeps,
  actor: Actor,
  key: ImportKey,
  filter: Omit<RowFilter, 'limit'>,
): Promise<{ rows: StoredRow[]; next?: number; dictionary: ElementDictionary }> {
  const { dictionary } = await readLedgerImport(deps, actor, key)
  const rows = await rowsPage(deps.db, key, { ...filter, limit: pageRows + 1 })
  const page = rows.slice(0, pageRows)
  const next = rows.length > pageRows ? page.at(-1)?.no : undefined
  return next === undefined ? { rows: page, dictionary } : { rows: page, next, dictionary }
}
