import { type Actor, requireAbility } from '#kernel/actor.ts'
import { refuse, type Refusal } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import {
  type Attached,
  attachedParts,
  cellOf,
  type ElementDictionary,
  elementDictionary,
  type Elements,
  headingOf,
  isExampleRow,
  isFilledByPeople,
  lockedRecordsByNumber,
  numberOf,
  type RecordToSave,
  type ResourceKind,
  resourceKinds,
  tablesOf,
  valueOf,
} from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { type NamedSheet, readNamedSheets } from '#platform/sheets/read-named-sheets.ts'
import { bytesInMemory, type SheetRow } from '#platform/sheets/sheet.ts'
import { saveAndReopen } from './edit-record.ts'

export interface KindImported {
  readonly kind: ResourceKind
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: readonly (Refusal & { readonly row: number })[]
}

interface Sheet {
  readonly dictionary: ElementDictionary
  readonly rows: readonly { readonly row: SheetRow; readonly cells: ReadonlyMap<string, string | number> }[]
}

/** Which kind a table without a name is of: the one whose headings say all of it and the most of their own. */
function likest(
  { header }: NamedSheet,
  known: readonly (readonly [string, ElementDictionary])[],
): string | undefined {
  const fitting = known.flatMap(([name, { elements }]) => {
    const headings = new Set(elements.map(headingOf))
    return header.length > 0 && header.every((heading) => headings.has(heading))
      ? [{ name, share: header.length / headings.size }]
      : []
  })
  return fitting.toSorted((a, b) => b.share - a.share)[0]?.name
}

/** The sheets of a file by the kind they are named after, a text file by its headings; columns are told by their national headings. */
async function sheetsByKind(tx: Tx, sheets: readonly NamedSheet[], on: string): Promise<Map<string, Sheet>> {
  const names = resourceKinds.flatMap((kind) => [
    kind,
    ...(attachedParts[kind] ?? []).map((part) => `${kind}-${part}`),
  ])
  const found = new Map<string, Sheet>()
  const known: (readonly [string, ElementDictionary])[] = []
  for (const name of names) {
    const dictionary = await elementDictionary(tx, name, on)
    if (dictionary !== undefined) known.push([name, dictionary])
  }
  for (const [name, dictionary] of known) {
    const sheet = sheets.find((one) =>
      one.name === '' ? likest(one, known) === name : one.name === dictionary.title?.zh.slice(0, 31),
    )
    if (sheet === undefined) continue
    const byHeading = new Map(
      dictionary.elements.filter(isFilledByPeople).map((one) => [headingOf(one), one.id]),
    )
    const rows = sheet.rows
      .filter(({ cells }) => !isExampleRow(cells))
      .map((row) => ({
        row,
        cells: new Map(
          sheet.header.flatMap((heading, i) => {
            const id = byHeading.get(heading)
            return id === undefined ? [] : [[id, row.cells[i] ?? ''] as const]
          }),
        ),
      }))
    found.set(name, { dictionary, rows })
  }
  return found
}

/** A cell that says what would be written for the record that stands changes nothing; an empty one leaves it as it is. */
function elementsFrom(
  cells: ReadonlyMap<string, string | number>,
  dictionary: ElementDictionary,
  tables: Awaited<ReturnType<typeof tablesOf>>,
  standing: Elements,
): Elements {
  const told = dictionary.elements.flatMap((definition) => {
    const cell = cells.get(definition.id)
    if (cell === undefined || String(cell).trim() === '') return []
    const written = cellOf(definition, standing[definition.id], tables)
    if (String(written).trim() === String(cell).trim()) return []
    const value = valueOf(definition, cell, tables)
    return value === undefined ? [] : [[definition.id, value] as const]
  })
  return { ...standing, ...Object.fromEntries(told) }
}

interface Reading {
  readonly tx: Tx
  readonly unitId: number
  readonly on: string
  readonly sheets: ReadonlyMap<string, Sheet>
}

/** Rows attached to the records of a kind, by the record's number. */
async function attachedRows(kind: ResourceKind, { tx, on, sheets }: Reading): Promise<Map<string, Attached>> {
  const found = new Map<string, Record<string, Elements[]>>()
  for (const part of attachedParts[kind] ?? []) {
    const sheet = sheets.get(`${kind}-${part}`)
    if (sheet === undefined) continue
    const tables = await tablesOf(tx, sheet.dictionary, on)
    for (const { cells } of sheet.rows) {
      const elements = elementsFrom(cells, sheet.dictionary, tables, {})
      const tablesOfRecord = found.get(numberOf(kind, elements)) ?? {}
      found.set(numberOf(kind, elements), tablesOfRecord)
      ;(tablesOfRecord[part] ??= []).push(elements)
    }
  }
  return found
}

interface Wish extends RecordToSave {
  readonly row: number
}

async function wishesFor(kind: ResourceKind, reading: Reading): Promise<Wish[]> {
  const { tx, unitId, on, sheets } = reading
  const sheet = sheets.get(kind)
  const attached = await attachedRows(kind, reading)
  const numbered = (sheet?.rows ?? []).map(({ row, cells }) => ({
    row: row.no,
    cells,
    innerId: String(cells.get(kind === '7' ? 'year' : 'innerId') ?? '').trim(),
  }))
  const numbers = new Set([...numbered.map(({ innerId }) => innerId), ...attached.keys()])
  const keys = [...numbers].map((innerId) => ({ unitId, kind, innerId }))
  const standing = new Map((await lockedRecordsByNumber(tx, keys)).map((one) => [one.innerId, one]))
  const tables = sheet === undefined ? {} : await tablesOf(tx, sheet.dictionary, on)
  const attachedTo = (innerId: string) => {
    const rows = attached.get(innerId)
    return rows === undefined ? {} : { attached: { ...standing.get(innerId)?.attached, ...rows } }
  }
  const fromRows = numbered.map(
    ({ row, cells, innerId }): Wish => ({
      ...{ row, innerId, cause: 'import', ...attachedTo(innerId) },
      elements:
        sheet === undefined
          ? {}
          : elementsFrom(cells, sheet.dictionary, tables, standing.get(innerId)?.elements ?? {}),
    }),
  )
  const alone = [...attached.keys()]
    .filter((innerId) => !numbered.some((one) => one.innerId === innerId))
    .map(
      (innerId): Wish => ({
        ...{ row: 0, innerId, cause: 'import', ...attachedTo(innerId) },
        elements: standing.get(innerId)?.elements ?? {},
      }),
    )
  return [...fromRows, ...alone]
}

async function imported(actor: Actor, deps: Pick<Deps, 'clock'>, kind: ResourceKind, reading: Reading) {
  const { tx, unitId } = reading
  const wishes = await wishesFor(kind, reading)
  const unnumbered = wishes
    .filter(({ innerId }) => innerId === '' || innerId.length > 45)
    .map(({ row }) => ({ code: 'reporting.record_number_missing', row }))
  const { saved, refused } = await saveAndReopen(
    tx,
    actor,
    deps.clock.now(),
    { unitId, kind },
    wishes.filter(({ innerId }) => innerId !== '' && innerId.length <= 45),
  )
  const rowOf = (innerId: string) => wishes.find((wish) => wish.innerId === innerId)?.row ?? 0
  const count = (outcome: string) => saved.filter((one) => one.outcome === outcome).length
  return {
    ...{ kind, created: count('created'), updated: count('updated'), unchanged: count('unchanged') },
    refused: [...unnumbered, ...refused.map((refusal) => ({ ...refusal, row: rowOf(refusal.innerId) }))],
  }
}

/** A workbook made from the template, or an export as csv, goes in, sheet by sheet; nothing of it when it cannot be read. */
export async function importRecords(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  unitId: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<KindImported[]> {
  requireAbility(actor, 'ledger.import', await placeOfUnit(deps.db, unitId))
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  const named = await readNamedSheets(bytesInMemory(Buffer.concat(parts)))
  return inTransaction(deps.db, async (tx) => {
    const on = dateIn(deps.clock.now(), 'Asia/Shanghai')
    const reading: Reading = { tx, unitId, on, sheets: await sheetsByKind(tx, named, on) }
    const kinds = resourceKinds.filter(
      (kind) =>
        reading.sheets.has(kind) ||
        (attachedParts[kind] ?? []).some((part) => reading.sheets.has(`${kind}-${part}`)),
    )
    if (kinds.length === 0) refuse('invalid', { code: 'reporting.no_known_sheet' })
    const result: KindImported[] = []
    for (const kind of kinds) result.push(await imported(actor, deps, kind, reading))
    return result
  })
}
