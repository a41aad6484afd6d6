import type { Db } from '#platform/db/connect.ts'
import type { CodeTable } from '../domain/code-table.ts'
import {
  type KnownMaker,
  MakerIndex,
  MakerNames,
  type MakerWords,
} from '../domain/suggesting/maker-matching.ts'
import { allMakerNames, allMakers, makersState } from './maker-repository.ts'
import { codeTable } from './reference-reader.ts'

const wordsOf = (table: CodeTable | undefined): MakerWords => {
  const entries = table?.entries ?? []
  const ofKind = (...kinds: string[]) =>
    entries.filter((entry) => kinds.includes(entry.attributes['kind'] ?? '')).map((entry) => entry.name)
  return {
    legalForms: ofKind('legal_form', 'both'),
    places: ofKind('place', 'both'),
    variants: new Map(
      entries.flatMap((entry) =>
        entry.attributes['kind'] === 'variant'
          ? [[entry.name, entry.attributes['to'] ?? entry.name] as const]
          : [],
      ),
    ),
  }
}

const namesByTable = new WeakMap<CodeTable, MakerNames>()
const noNames = new MakerNames({ legalForms: [], places: [], variants: new Map() })

/** The rule by which names of makers are compared, as the reference data in force says. */
export async function makerNames(db: Db): Promise<MakerNames> {
  const table = await codeTable(db, 'maker-words')
  if (table === undefined) return noNames
  const known = namesByTable.get(table) ?? new MakerNames(wordsOf(table))
  namesByTable.set(table, known)
  return known
}

interface Kept {
  readonly names: MakerNames
  readonly index: MakerIndex
}
/** Indexes by the state they show; several because tests work on several databases. */
const kept = new Map<string, Kept>()

async function readIndex(db: Db, names: MakerNames): Promise<MakerIndex> {
  const makers = new Map<number, KnownMaker>()
  for (const { id, name, nameEn, country } of await allMakers(db))
    makers.set(id, { id, name, nameEn, country })
  const byKey = new Map<string, KnownMaker>()
  const rows = await allMakerNames(db)
  const note = (key: string, maker: KnownMaker | undefined) => {
    if (key !== '' && maker !== undefined && !byKey.has(key)) byKey.set(key, maker)
  }
  for (const row of rows) note(row.key, makers.get(row.makerId))
  for (const row of rows) note(names.plain(row.name), makers.get(row.makerId))
  return new MakerIndex(names, byKey)
}

/** Every maker with every name, to be found by what units write; read again only after a change. */
export async function makerIndex(db: Db): Promise<MakerIndex> {
  const [state, names] = [await makersState(db), await makerNames(db)]
  const known = kept.get(state)
  if (known?.names === names) return known.index
  const index = await readIndex(db, names)
  if (kept.size >= 8) kept.clear()
  kept.set(state, { names, index })
  return index
}

/** Every maker with all names that lead to it, for whoever searches by them. */
export async function namesOfMakers(
  db: Db,
): Promise<{ readonly maker: KnownMaker; readonly names: readonly string[] }[]> {
  const names = Map.groupBy(await allMakerNames(db), ({ makerId }) => makerId)
  return (await allMakers(db))
    .filter(({ mergedInto }) => mergedInto === null)
    .map(({ id, name, nameEn, country }) => ({
      maker: { id, name, nameEn, country },
      names: [name, nameEn, ...(names.get(id) ?? []).map((one) => one.name)].filter((one) => one !== ''),
    }))
}
