import type { Readable } from 'node:stream'
import type { Actor } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import {
  carriedOver,
  cellOf,
  type CodeTables,
  dictionaryByVersion,
  type ElementDefinition,
  type ElementDictionary,
  elementDictionary,
  firstPictures,
  headingOf,
  type Instrument,
  instrumentKind,
  instrumentsById,
  nationalOrder,
  tablesOf,
} from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import type { Cell } from '#platform/sheets/sheet.ts'
import { writeSheet } from '#platform/sheets/write-sheet.ts'
import { listReports, type ReportListWish } from './list-reports.ts'

export type ExportDeps = Pick<Deps, 'db' | 'clock' | 'config'>
export interface ExportWish {
  readonly filter: Omit<ReportListWish, 'after' | 'limit'>
  readonly generation?: string | undefined
  readonly format: 'xlsx' | 'csv'
}

const pageSize = 200

export const fileNamePart = (text: string): string => text.replaceAll(/[\\/?*[\]:]/g, ' ')

/** `-1` not submitted, `0` submitted: what the unit may still overwrite (domain.md §1.3). */
export const auditStatusOf = (state: Instrument['state']): string =>
  state === 'draft' || state === 'returned' ? '-1' : '0'

export interface Target {
  readonly dictionary: ElementDictionary
  readonly columns: readonly ElementDefinition[]
  readonly tables: CodeTables
}

/** The columns of the national sheet of a kind, as in force today. */
export async function exportTarget(
  deps: Pick<ExportDeps, 'db' | 'clock'>,
  kind: number | string,
  generation: string | undefined,
): Promise<Target> {
  const on = dateIn(deps.clock.now(), 'Asia/Shanghai')
  const dictionary = found(await elementDictionary(deps.db, kind, on, generation), 'element_dictionary')
  return { dictionary, columns: nationalOrder(dictionary), tables: await tablesOf(deps.db, dictionary, on) }
}

/** Dictionaries and units are few and asked for with every record. */
function remembering<K, V>(load: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const known = new Map<K, Promise<V>>()
  return (key) => {
    const there = known.get(key)
    if (there !== undefined) return there
    const loading = load(key)
    known.set(key, loading)
    return loading
  }
}

/** A record as the row of a sheet; `filled` are the elements the program fills itself. */
export function rowFor(
  { dictionary, columns, tables }: Target,
  record: { readonly elements: Instrument['elements']; readonly from: ElementDictionary | undefined },
  filled: Readonly<Record<string, string>>,
): Cell[] {
  const elements = { ...carriedOver(record.elements, record.from, dictionary), ...filled }
  return columns.map((definition) => cellOf(definition, elements[definition.id], tables))
}

/** Addresses of the program's own that an instrument is reported with: its public page, and its first picture. */
export function addressesOf(
  { config }: { readonly config: Pick<Deps['config'], 'publicUrl'> },
  instrumentId: number,
  picture: number | undefined,
): Readonly<Record<string, string>> {
  const base = config.publicUrl.replace(/\/+$/, '')
  return {
    serviceUrl: `${base}/instruments/${instrumentId}`,
    ...(picture === undefined ? {} : { image: `${base}/media/pictures/${picture}` }),
  }
}

/** Writes instruments as rows of the target's sheet; `pictures` are their first pictures. */
export function rowWriter(
  deps: ExportDeps,
  target: Target,
  pictures: ReadonlyMap<number, number>,
): (instrument: Instrument) => Promise<Cell[]> {
  const dictionaryOf = remembering((version: string) => dictionaryByVersion(deps.db, version))
  const codeOf = remembering(async (unitId: number) => (await unitById(deps.db, unitId))?.insCode ?? '')
  return async ({ id, elements, dictionary, unitId, state }) => {
    const filled = {
      ...{ insCode: await codeOf(unitId), auditStatus: auditStatusOf(state) },
      ...addressesOf(deps, id, pictures.get(id)),
    }
    return rowFor(target, { elements, from: await dictionaryOf(dictionary) }, filled)
  }
}

async function* reportRows(
  deps: ExportDeps,
  actor: Actor,
  filter: ExportWish['filter'],
  target: Target,
): AsyncGenerator<Cell[]> {
  for (let after: string | undefined; ; ) {
    const page = await listReports(deps, actor, { ...filter, after, limit: pageSize })
    const ids = page.rows.map(({ id }) => id)
    const write = rowWriter(deps, target, await firstPictures(deps.db, ids))
    const instruments = new Map((await instrumentsById(deps.db, ids)).map((one) => [one.id, one]))
    for (const id of ids) {
      const instrument = instruments.get(id)
      if (instrument !== undefined) yield await write(instrument)
    }
    if (page.next === undefined) return
    after = page.next
  }
}

/** The instruments of a list as the national sheet of a generation, column by column; texts never become formulas. */
export async function exportReports(
  deps: ExportDeps,
  actor: Actor,
  wish: ExportWish,
): Promise<{ fileName: string; bytes: Readable }> {
  const target = await exportTarget(deps, instrumentKind, wish.generation)
  const { title, generation, version } = target.dictionary
  await inTransaction(deps.db, (tx) =>
    writeAudit(tx, actor, deps.clock.now(), [
      {
        action: 'report.exported',
        subject: 'element_dictionary',
        subjectId: version,
        changes: { ...wish.filter, generation, format: wish.format },
      },
    ]),
  )
  const name = title?.zh ?? version
  return {
    fileName: `${fileNamePart(name)}-${generation}.${wish.format}`,
    bytes: writeSheet(wish.format, {
      name,
      header: target.columns.map(headingOf),
      rows: reportRows(deps, actor, wish.filter, target),
    }),
  }
}
