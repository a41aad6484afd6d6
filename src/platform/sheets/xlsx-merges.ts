import { columnOf } from './cell-reference.ts'
import type { Cell, SheetRow } from './sheet.ts'
import type { ZipArchive } from './zip-archive.ts'

/** A cell that spans rows downwards; rows as people count them. */
export interface TallCell {
  readonly column: number
  readonly from: number
  readonly to: number
}

const mostCharacters = 8_000_000
const mark = '<mergeCells'

/** The list of merged cells stands behind the rows; what is before it is passed over without being understood. */
async function mergeList(zip: ZipArchive, part: string): Promise<string> {
  const decoder = new TextDecoder('utf-8')
  let text = ''
  let found = false
  for await (const chunk of zip.unpack(part)) {
    text += decoder.decode(chunk, { stream: true })
    const at: number = found ? 0 : text.indexOf(mark)
    found ||= at >= 0
    text = found ? text.slice(Math.max(0, at), mostCharacters) : text.slice(-mark.length)
    if (found && text.includes('</mergeCells>')) break
  }
  return found ? text : ''
}

/** Cells of a sheet that span several rows. */
export async function tallCells(zip: ZipArchive, part: string): Promise<TallCell[]> {
  const list = await mergeList(zip, part)
  const spans = list.matchAll(/ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g)
  return [...spans].flatMap(([, letters = '', from = '', to = '']) => {
    const column = columnOf(letters)
    return column === undefined || from === to ? [] : [{ column, from: Number(from), to: Number(to) }]
  })
}

/** A number written as text, or nothing. */
const isAmount = /^[\d.,，\s¥￥元万]*$/

/**
 * Says the text of a tall cell in every row it spans. Numbers stay where they are: a worth over three rows is the worth of
 * all three together.
 */
export class CarryingDown {
  private readonly starts: ReadonlyMap<number, readonly TallCell[]>
  private open: { readonly cell: TallCell; readonly value: Cell }[] = []

  constructor(cells: readonly TallCell[]) {
    this.starts = Map.groupBy(cells, ({ from }) => from)
  }

  row({ no, cells }: SheetRow): SheetRow {
    this.open = this.open.filter(({ cell }) => cell.to >= no)
    const full = this.open.length === 0 ? cells : [...cells]
    if (full !== cells) for (const { cell, value } of this.open) this.fill(full as Cell[], cell.column, value)
    for (const cell of this.starts.get(no) ?? []) {
      const value = cells[cell.column]
      if (typeof value === 'string' && !isAmount.test(value)) this.open.push({ cell, value })
    }
    return { no, cells: full }
  }

  private fill(cells: Cell[], column: number, value: Cell): void {
    while (cells.length <= column) cells.push('')
    if (cells[column] === '') cells[column] = value
  }
}
