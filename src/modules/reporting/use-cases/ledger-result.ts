import type { Readable } from 'node:stream'
import { type Actor, requireAbility } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  cellsWithReasons,
  type GivenColumn,
  headerWithReasons,
  returnedName,
} from '#platform/sheets/reasons-beside.ts'
import { type Cell, sheetHeading } from '#platform/sheets/sheet.ts'
import { writeSheet } from '#platform/sheets/write-sheet.ts'
import { importById, type StoredColumn } from '../data/ledger-import-repository.ts'
import { elementsInTrouble, rowsPage, type StoredRow } from '../data/ledger-row-repository.ts'
import type { RowProblem } from '../domain/ledger-element.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'
import { withPlaces } from './ledger-places.ts'
import type { ImportKey } from './read-ledger.ts'

interface ResultDeps extends Pick<Deps, 'db' | 'words'> {
  readonly locale: Locale
}
/** What rows are worded with. */
interface Wording extends ResultDeps {
  readonly sheets: readonly LedgerSheet[]
}

const said = (problem: RowProblem, deps: Wording): string =>
  deps.words.say(deps.locale, problem.code, withLikely(withPlaces(problem, deps.sheets))) +
  likelyOf(problem, deps)

const withLikely = (problem: RowProblem) => ({ ...problem, from: problem.from ?? '' })
const likelyOf = ({ likely }: RowProblem, deps: ResultDeps) =>
  likely === undefined ? '' : ` ${deps.words.say(deps.locale, 'ledger.likely', likely)}`

/** Columns of the file, and the element each carries. */
type Column = StoredColumn & GivenColumn

function cellsOf(row: StoredRow, columns: readonly Column[], deps: Wording): Cell[] {
  const positionOf = (element: string) =>
    columns.find((column) => column.element !== '' && column.element === element)?.position
  const reasons = row.problems
    .filter(({ level }) => level === 'error')
    .map((problem) => ({ position: positionOf(problem.element), text: said(problem, deps) }))
  return cellsWithReasons(columns, row.cells, reasons)
}

async function* badRows(deps: Wording, key: ImportKey, columns: readonly Column[]): AsyncGenerator<Cell[]> {
  for (let after = -1; ; ) {
    const rows = await rowsPage(deps.db, key, { verdict: 'bad', after, limit: 500 })
    for (const row of rows) yield cellsOf(row, columns, deps)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.no
  }
}

/** The rows that came back with the reason beside each cell, ready to be corrected and sent again. */
export async function ledgerResult(
  deps: ResultDeps,
  actor: Actor,
  key: ImportKey,
  format: 'xlsx' | 'csv',
): Promise<{ fileName: string; bytes: Readable }> {
  requireAbility(actor, 'ledger.import', await placeOfUnit(deps.db, key.unitId))
  const ledger = found(await importById(deps.db, key.unitId, key.importId), 'ledger_import')
  const troubled = new Set(await elementsInTrouble(deps.db, key))
  const columns = ledger.columns
    .filter(({ position }) => position >= 0)
    .map((column) => ({
      ...column,
      heading:
        column.heading === sheetHeading
          ? deps.words.say(deps.locale, 'ledger.sheet_column', {})
          : column.heading,
      troubled: column.element !== '' && troubled.has(column.element),
    }))
  return {
    fileName: returnedName(ledger.fileName, deps.words, deps.locale, format),
    bytes: writeSheet(format, {
      name: 'ledger',
      header: headerWithReasons(columns, deps.words, deps.locale),
      rows: badRows({ ...deps, sheets: ledger.sheets }, key, columns),
    }),
  }
}
