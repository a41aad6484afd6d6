import type { Db } from '#platform/db/connect.ts'
import { type CodeTable, type CodeTables, codeTableOf } from '../domain/code-table.ts'
import type { ElementDictionary } from '../domain/element-dictionary.ts'
import type { ValidationGround } from '../domain/element-validation.ts'
import { dictionaryInForce, inForce, type ReferenceKind, type ReferenceVersion } from '../domain/reference.ts'
import { codeEntries, referenceDefinition, referenceVersions } from './reference-repository.ts'

/** How long a process may go on with the list of versions it knows, milliseconds. */
const recheckAfter = 3_000

interface Known {
  readonly versions: readonly ReferenceVersion[]
  readonly at: number
  readonly generation: number
}
let generation = 0
const known = new WeakMap<Db, Known>()
/** Contents by checksum: the same in every database and transaction, so never stale. */
const contents = new Map<string, unknown>()

/** Makes this process look again at once; others look within seconds. */
export function forgetReference(): void {
  generation++
}

async function versionsOf(db: Db): Promise<readonly ReferenceVersion[]> {
  const before = known.get(db)
  const at = performance.now()
  if (before?.generation === generation && at - before.at < recheckAfter) return before.versions
  const versions = await referenceVersions(db)
  known.set(db, { versions, at, generation })
  return versions
}

async function content<T>(of: ReferenceVersion, load: () => Promise<T>): Promise<T> {
  const key = [of.kind, of.name, of.version, of.effectiveFrom, of.checksum].join('\n')
  const kept = contents.get(key)
  if (kept !== undefined) return kept as T
  const loaded = await load()
  if (contents.size >= 200) contents.clear()
  contents.set(key, loaded)
  return loaded
}

const farFuture = '9999-12-31'

async function find(
  db: Db,
  kind: ReferenceKind,
  name: string,
  on: string,
  version?: string,
): Promise<ReferenceVersion | undefined> {
  const all = (await versionsOf(db)).filter((one) => one.kind === kind && one.name === name)
  return version === undefined ? inForce(all, on) : all.find((one) => one.version === version)
}

/** A code table (`classes`, `countries`, `disciplines`, `areas` …) as in force on a day, by default the newest. */
export async function codeTable(db: Db, name: string, on = farFuture): Promise<CodeTable | undefined> {
  const version = await find(db, 'code_table', name, on)
  if (version === undefined) return undefined
  return content(version, async () => codeTableOf(version, await codeEntries(db, name, version.version)))
}

/** Every version of every code table, by name and begin, and whether it is the one in force on a day. */
export async function codeTableVersions(db: Db, on: string) {
  const versions = (await versionsOf(db)).filter((version) => version.kind === 'code_table')
  const byName = Map.groupBy(versions, (version) => version.name)
  return [...byName.entries()]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([name, ones]) => {
      const current = inForce(ones, on)
      return ones
        .toSorted((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))
        .map(({ version, effectiveFrom, source }) => ({
          ...{ name, version, effectiveFrom, source },
          inForce: version === current?.version,
        }))
    })
}

const dictionaryVersions = async (db: Db) =>
  (await versionsOf(db)).filter((version) => version.kind === 'element_dictionary')

/** The element dictionary of a kind of data (`4`, `6`, `2-core`) in force on a day, of a generation or the newest begun. */
export async function elementDictionary(
  db: Db,
  kind: number | string,
  on: string,
  generation?: string,
): Promise<ElementDictionary | undefined> {
  const all = (await dictionaryVersions(db)).filter((one) => one.name === String(kind))
  const version = dictionaryInForce(all, on, generation)
  if (version === undefined) return undefined
  return content(version, async () => (await referenceDefinition(db, version)) as ElementDictionary)
}

/** Every version of every dictionary, newest first within its kind, and whether it is in force on a day. */
export async function elementDictionaries(
  db: Db,
  on: string,
): Promise<{ readonly dictionary: ElementDictionary; readonly name: string; readonly inForce: boolean }[]> {
  const versions = await dictionaryVersions(db)
  const byName = Map.groupBy(versions, (version) => `${version.name}/${version.generation ?? ''}`)
  const current = new Set([...byName.values()].map((ones) => inForce(ones, on)?.version))
  return Promise.all(
    versions
      .toSorted(
        (a, b) =>
          a.name.localeCompare(b.name) ||
          (b.generation ?? '').localeCompare(a.generation ?? '') ||
          b.effectiveFrom.localeCompare(a.effectiveFrom),
      )
      .map(async (version) => ({
        dictionary: await content(
          version,
          async () => (await referenceDefinition(db, version)) as ElementDictionary,
        ),
        name: version.name,
        inForce: current.has(version.version),
      })),
  )
}

/** An element dictionary by its version, for records kept under an older one. */
export async function dictionaryByVersion(db: Db, wanted: string): Promise<ElementDictionary | undefined> {
  const version = (await versionsOf(db)).find(
    (one) => one.kind === 'element_dictionary' && one.version === wanted,
  )
  if (version === undefined) return undefined
  return content(version, async () => (await referenceDefinition(db, version)) as ElementDictionary)
}

export type RuleSet = Readonly<Record<string, unknown>>

/** The rule set of a name (`reporting`, `booking-defaults` …) in force on a day, or the version named. */
export async function ruleSet(
  db: Db,
  name: string,
  on: string,
  version?: string,
): Promise<RuleSet | undefined> {
  const found = await find(db, 'rule_set', name, on, version)
  if (found === undefined) return undefined
  return content(found, async () => (await referenceDefinition(db, found)) as RuleSet)
}

/** Every version of a rule set, oldest first. */
export async function ruleSetVersions(db: Db, name: string): Promise<RuleSet[]> {
  const versions = (await versionsOf(db))
    .filter((one) => one.kind === 'rule_set' && one.name === name)
    .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom))
  return Promise.all(
    versions.map((version) =>
      content(version, async () => (await referenceDefinition(db, version)) as RuleSet),
    ),
  )
}

/** Rows of a file of other names or calendar days, columns as the file heads them. */
export type ReferenceRows = readonly Readonly<Record<string, string>>[]

async function allRows(db: Db, kind: ReferenceKind): Promise<ReferenceRows> {
  const versions = (await versionsOf(db)).filter((version) => version.kind === kind)
  const lists = await Promise.all(
    versions.map((version) =>
      content(version, async () => (await referenceDefinition(db, version)) as { rows: ReferenceRows }),
    ),
  )
  return lists.flatMap((list) => list.rows)
}

/** Other names under which people look for kinds of instruments; columns as in db/reference/aliases. */
export const aliases = (db: Db): Promise<ReferenceRows> => allRows(db, 'aliases')

/** Public holidays and working weekends of all years known: date, kind (`holiday`/`workday`), name. */
export const calendarDays = (db: Db): Promise<ReferenceRows> => allRows(db, 'calendar')

/** The code tables the elements of a dictionary are chosen from, as in force on a day. */
export async function tablesOf(db: Db, dictionary: ElementDictionary, on: string): Promise<CodeTables> {
  const names = new Set(dictionary.elements.flatMap((element) => element.codeTable ?? []))
  const found: Record<string, CodeTable> = {}
  for (const name of names) {
    const table = await codeTable(db, name, on)
    if (table !== undefined) found[name] = table
  }
  return found
}

/** Dictionary and code tables records of a kind are judged against on a day; throws when reference data is not loaded. */
export async function validationGround(
  db: Db,
  kind: number | string,
  today: string,
): Promise<ValidationGround> {
  const dictionary = await elementDictionary(db, kind, today)
  if (dictionary === undefined) throw new Error(`No element dictionary ${kind}: run npm run db:reference`)
  return { dictionary, tables: await tablesOf(db, dictionary, today), today }
}
