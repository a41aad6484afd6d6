import { Refused } from '#kernel/refusal.ts'
import { isExampleRow } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { WriteBehind } from '#platform/db/write-behind.ts'
import { readStoredRange } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import { readSheet } from '#platform/sheets/read-sheet.ts'
import { type ByteSource, type OpenedSheet, placeAmongSheets } from '#platform/sheets/sheet.ts'
import * as imports from '../data/ledger-import-repository.ts'
import { rememberedColumns, rememberedFixes } from '../data/ledger-memory-repository.ts'
import { countAnew, deleteRows, insertRows } from '../data/ledger-row-repository.ts'
import { type LedgerCell, madeNumber, wholeLedger } from '../domain/ledger-element.ts'
import { type LedgerColumn, matchHeadings } from '../domain/ledger-headings.ts'
import { belongTogether, leftOutSheet, type LedgerSheet, sheetKey } from '../domain/ledger-sheets.ts'
import { ownColumns } from '../domain/own-sheet.ts'
import { moveImport } from './move-import.ts'
import { startCheck } from './start-check.ts'
import { headingBook, ledgerGround } from './ledger-ground.ts'

export interface ImportKey {
  readonly unitId: number
  readonly importId: number
}
export type LedgerDeps = Pick<Deps, 'db' | 'clock'>
type ReadingDeps = Pick<Deps, 'db' | 'clock' | 'jobs'>

const samplesKept = 40
const sampleCharacters = 200
/** So many rows are found quickly whatever the statistics say. */
const fewRows = 1_000

/** Keeps the first different values of every column. */
class Samples {
  private readonly kept: LedgerCell[][] = []

  add(cells: readonly LedgerCell[]): void {
    for (const [i, cell] of cells.entries()) {
      const there = (this.kept[i] ??= [])
      if (cell === '' || there.length >= samplesKept) continue
      const short = typeof cell === 'string' ? cell.slice(0, sampleCharacters) : cell
      if (!there.includes(short)) there.push(short)
    }
  }
  of(position: number): readonly LedgerCell[] {
    return this.kept[position] ?? []
  }
  get width(): number {
    return this.kept.length
  }
}

async function storeRows(deps: LedgerDeps, key: ImportKey, sheet: OpenedSheet, signal: AbortSignal) {
  const samples = new Samples()
  const writes = new WriteBehind()
  const perSheet = new Map<number, number>()
  let rows = 0
  for await (const every of sheet.batches) {
    signal.throwIfAborted()
    const batch = every.filter(({ cells }) => !isExampleRow(cells))
    for (const { no, cells } of batch) {
      samples.add(cells)
      const { at } = placeAmongSheets(no)
      perSheet.set(at, (perSheet.get(at) ?? 0) + 1)
    }
    await writes.add(() => insertRows(deps.db, key, batch))
    rows += batch.length
    if (!(await imports.noteProgress(deps.db, key.unitId, key.importId, 'reading', rows))) return undefined
  }
  await writes.end()
  if (rows > fewRows) await countAnew(deps.db)
  return { samples, rows, perSheet }
}

type Stored = Exclude<Awaited<ReturnType<typeof storeRows>>, undefined>

async function matched(deps: LedgerDeps, unitId: number, sheet: OpenedSheet, { samples, perSheet }: Stored) {
  const { validation, fit } = await ledgerGround(deps.db, unitId, deps.clock.now(), [])
  const width = Math.max(sheet.header.length, samples.width)
  const columns: LedgerColumn[] = Array.from({ length: width }, (_, position) => ({
    heading: sheet.header[position] ?? `#${position + 1}`,
    position,
    samples: samples.of(position),
    ...(sheet.hiddenColumns.includes(position) ? { hidden: true as const } : {}),
  }))
  const remembered = await rememberedColumns(deps.db, unitId)
  const matches = matchHeadings(columns, headingBook(validation.dictionary), remembered, fit)
  const stored: imports.StoredColumn[] = columns.map((column, i) => ({
    ...column,
    samples: column.samples.slice(0, 5),
    ...(matches[i] ?? { element: '', valueUnit: '', certainty: 'none' }),
    position: column.position,
  }))
  const makes = remembered.get(madeNumber)?.element === madeNumber
  if (makes && !stored.some(({ element }) => element === 'innerId'))
    stored.push({
      heading: madeNumber,
      position: -1,
      samples: [],
      element: madeNumber,
      valueUnit: '',
      certainty: 'remembered',
    })
  const sheets = sheet.sheets.map(
    ({ name, read }, at): LedgerSheet => ({
      ...{ name, read, rows: perSheet.get(at) ?? 0 },
      leftOut: read && remembered.get(sheetKey(name))?.element === leftOutSheet,
    }),
  )
  return {
    ...{ columns: stored, sheets },
    whole: remembered.has(wholeLedger) ? remembered.get(wholeLedger)?.element === wholeLedger : undefined,
  }
}

/** A file with the headings of the unit's last one needs no word about its columns. */
const isKnown = (columns: readonly imports.StoredColumn[]) =>
  columns.every(({ certainty }) => certainty === 'remembered') &&
  columns.some(({ element }) => element === 'cname') &&
  columns.some(({ element }) => element === 'innerId' || element === madeNumber)

async function readInto(
  deps: ReadingDeps,
  key: ImportKey,
  source: ByteSource,
  signal: AbortSignal,
): Promise<void> {
  const { unitId, importId } = key
  const { validation } = await ledgerGround(deps.db, unitId, deps.clock.now(), [])
  const book = headingBook(validation.dictionary)
  const isOwn = (headings: readonly string[]) =>
    ownColumns(headings, validation.dictionary.elements) !== undefined
  const sheet = await readSheet(source, {
    isKnownHeading: (heading) => book.knows(heading),
    belongs: (headings, best) => !isOwn(best) && belongTogether(headings, best),
  })
  const read = await storeRows(deps, key, sheet, signal)
  if (read === undefined) return
  if (read.rows === 0) throw new Refused([{ code: 'sheet.empty' }], 'invalid')
  const { columns, sheets, whole } = await matched(deps, unitId, sheet, read)
  await inTransaction(deps.db, async (tx) => {
    const current = await imports.lockedImport(tx, unitId, importId)
    if (current?.state !== 'reading') return
    const own = ownColumns(sheet.header, validation.dictionary.elements)
    const { format, encoding, sheetName, headerRow } = sheet
    await imports.saveWhatWasRead(tx, unitId, importId, {
      format,
      encoding,
      sheetName,
      headerRow,
      sheets,
      columns:
        own === undefined
          ? columns
          : own.flatMap((match) => {
              const column = columns[match.position]
              return column === undefined ? [] : [{ ...column, ...match, certainty: 'sure' }]
            }),
      rowCount: read.rows,
    })
    if (own !== undefined) {
      await startCheck(deps, tx, key, { step: 'recognise', from: current.state })
      return
    }
    if (whole === undefined || !isKnown(columns))
      return moveImport(tx, key, 'ask', current.state, deps.clock.now())
    await imports.saveColumns(tx, unitId, importId, columns, whole)
    await imports.saveFixes(tx, unitId, importId, await rememberedFixes(tx, unitId))
    await startCheck(deps, tx, key, { step: 'recognise', from: current.state })
  })
}

/** The job that reads an uploaded file into rows and matches its headings; what cannot be read is refused in words. */
export async function readLedger(deps: ReadingDeps, key: ImportKey, signal: AbortSignal): Promise<void> {
  const { unitId, importId } = key
  const ledger = await imports.importById(deps.db, unitId, importId)
  if (ledger?.state !== 'reading') return
  await deleteRows(deps.db, key)
  const source: ByteSource = {
    size: ledger.sizeBytes,
    read: (from, to) => readStoredRange(deps.db, ledger.fileId, from, to),
  }
  try {
    await readInto(deps, key, source, signal)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await inTransaction(deps.db, async (tx) => {
      const current = await imports.lockedImport(tx, unitId, importId)
      if (current?.state !== 'reading') return
      await deleteRows(tx, key)
      await imports.saveUnreadable(tx, unitId, importId, error.refusals)
      await moveImport(tx, key, 'reject', current.state, deps.clock.now())
    })
  }
}
