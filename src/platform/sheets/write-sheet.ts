import { writeXlsxStream } from 'hucre/xlsx'
import { Readable } from 'node:stream'
import { type Cell, harmless } from './sheet.ts'

export interface WrittenSheet {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: AsyncIterable<readonly Cell[]>
  /** Widths in characters, column by column. */
  readonly widths?: readonly number[]
}

export const sheetMediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** A text a spreadsheet would run as a formula gets an apostrophe, one that has some gets one more; numbers are left alone. */
export const neutralised = (cell: Cell): Cell =>
  typeof cell === 'string' && /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell

function csvField(cell: Cell): string {
  const text = String(neutralised(cell))
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const csvLine = (cells: readonly Cell[]) => `${cells.map(csvField).join(',')}\r\n`

async function* csvLines(sheet: WrittenSheet): AsyncGenerator<string> {
  yield `\ufeff${csvLine(sheet.header)}`
  for await (const row of sheet.rows) yield csvLine(row)
}

/** Excel reads `_x000D_` as the character it names; what only looks like that is written so that it stays. */
const escaped = (text: string) => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

/** Excel takes 32 767 characters a cell and no control characters. */
const excelCell = (cell: Cell) => (typeof cell === 'string' ? escaped(harmless(cell).slice(0, 32_767)) : cell)

async function* xlsxRowsOf(sheet: WrittenSheet) {
  yield sheet.header.map(excelCell)
  for await (const row of sheet.rows) yield row.map((cell) => (cell === '' ? null : excelCell(cell)))
}

/** Writes a sheet row by row; texts stay texts (never formulas) and numbers numbers. */
export function writeSheet(format: 'xlsx' | 'csv', sheet: WrittenSheet): Readable {
  if (format === 'csv') return Readable.from(csvLines(sheet))
  const stream = writeXlsxStream(xlsxRowsOf(sheet), {
    name: sheet.name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1',
    columns: sheet.header.map((_, i) => ({ width: sheet.widths?.[i] ?? 14 })),
    freezePane: { rows: 1 },
  })
  return Readable.fromWeb(stream)
}
