import { columnOf } from './cell-reference.ts'
import { type Cell, harmless, refuseSheet, type SheetLimits, type SheetRow } from './sheet.ts'
import { withoutOoxmlEscapes, type Workbook, type Worksheet } from './xlsx-workbook.ts'
import { CarryingDown, tallCells } from './xlsx-merges.ts'
import { attribute, type XmlListener, XmlScanner } from './xml-scanner.ts'
import type { ZipArchive } from './zip-archive.ts'

const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)

/** An Excel serial as `YYYY-MM-DD`, with the time of day when there is one; serials outside 1900–2200 stay numbers. */
export function serialDate(serial: number, date1904: boolean): Cell {
  if (serial < 1 || serial > 109_573) return serial
  const at = new Date((date1904 ? epoch1904 : epoch1900) + Math.round(serial * 86_400) * 1000)
  const text = at.toISOString()
  return Number.isInteger(serial) ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

/** Collects the rows of a worksheet as the scanner meets them. */
class RowCollector implements XmlListener {
  rows: SheetRow[] = []
  /** Positions of columns the sheet hides; they stand before its rows. */
  readonly hidden = new Set<number>()
  private readonly workbook: Workbook
  private readonly limits: SheetLimits
  private cells: Cell[] = []
  private rowNo = 0
  private column = -1
  private kind = ''
  private style = 0
  private value = ''
  private collecting = false
  private inCell = false

  constructor(workbook: Workbook, limits: SheetLimits) {
    this.workbook = workbook
    this.limits = limits
  }

  open(name: string, attributes: string): void {
    if (name === 'c') {
      this.column = columnOf(attribute(attributes, 'r') ?? '') ?? this.column + 1
      this.kind = attribute(attributes, 't') ?? 'n'
      this.style = Number(attribute(attributes, 's') ?? 0)
      this.value = ''
      this.inCell = true
    } else if (name === 'col') this.hide(attributes)
    else if (name === 'v' || name === 't') this.collecting = this.inCell
    else if (name === 'row') {
      this.rowNo = Number(attribute(attributes, 'r')) || this.rowNo + 1
      this.cells = []
      this.column = -1
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false
    else if (name === 'c') {
      this.inCell = false
      this.keep(this.cell())
    } else if (name === 'row' && this.cells.length > 0) this.rows.push({ no: this.rowNo, cells: this.cells })
  }

  text(text: string): void {
    if (!this.collecting) return
    this.value += text
    if (this.value.length > this.limits.maxCellCharacters * 2) this.refuseLongCell()
  }

  private hide(attributes: string): void {
    if (!['1', 'true'].includes(attribute(attributes, 'hidden') ?? '')) return
    const last = Math.min(Number(attribute(attributes, 'max')) || 0, this.limits.maxColumns)
    for (let column = Number(attribute(attributes, 'min')) || 1; column <= last; column++)
      this.hidden.add(column - 1)
  }

  private cell(): Cell {
    if (this.kind === 's') return harmless(this.workbook.sharedStrings[Number(this.value)] ?? '')
    if (this.kind === 'inlineStr' || this.kind === 'str') return harmless(withoutOoxmlEscapes(this.value))
    if (this.kind === 'b') return this.value === '1' ? 'TRUE' : 'FALSE'
    if (this.kind === 'e') return ''
    if (this.kind === 'd' || this.value === '') return harmless(this.value)
    const number = Number(this.value)
    if (!Number.isFinite(number)) return harmless(this.value)
    return this.asShown(number)
  }

  /** A number as its style shows it where that says more: dates, and digits with zeros before them. */
  private asShown(number: number): Cell {
    const { dateStyles, paddedStyles, date1904 } = this.workbook
    if (dateStyles.has(this.style)) return serialDate(number, date1904)
    const digits = paddedStyles.get(this.style)
    const padded = digits !== undefined && Number.isInteger(number) && number >= 0
    return padded ? String(number).padStart(digits, '0') : number
  }

  private keep(cell: Cell): void {
    if (cell === '') return
    if (this.column >= this.limits.maxColumns)
      refuseSheet('too_many_columns', { limit: this.limits.maxColumns })
    if (typeof cell === 'string' && cell.length > this.limits.maxCellCharacters) this.refuseLongCell()
    while (this.cells.length < this.column) this.cells.push('')
    this.cells[this.column] = cell
  }

  private refuseLongCell(): never {
    return refuseSheet('cell_too_long', { row: this.rowNo, limit: this.limits.maxCellCharacters })
  }
}

/**
 * The rows of a worksheet that hold anything, in batches as large as one unpacked piece gives. The positions of hidden columns
 * are in `hidden` before the first batch comes.
 */
export async function* xlsxRows(
  zip: ZipArchive,
  workbook: Workbook,
  sheet: Worksheet,
  limits: SheetLimits,
  hidden: Set<number> = new Set(),
): AsyncGenerator<SheetRow[]> {
  const carrying = new CarryingDown(await tallCells(zip, sheet.part))
  const collector = new RowCollector(workbook, limits)
  const scanner = new XmlScanner(collector)
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of zip.unpack(sheet.part)) {
    scanner.write(decoder.decode(chunk, { stream: true }))
    for (const column of collector.hidden) hidden.add(column)
    if (collector.rows.length > 0) {
      yield collector.rows.map((row) => carrying.row(row))
      collector.rows = []
    }
  }
  scanner.write(decoder.decode())
  scanner.end()
  if (collector.rows.length > 0) yield collector.rows.map((row) => carrying.row(row))
}
