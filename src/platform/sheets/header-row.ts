import type { Cell, SheetRow } from './sheet.ts'

/** Rows among which the headings are looked for: titles and notes stand above them. */
export const headerSearchRows = 30

const filled = (row: SheetRow) => row.cells.filter((cell) => String(cell).trim() !== '')
const looksLikeHeading = (cell: Cell) =>
  typeof cell === 'string' && cell.length <= 40 && !/^[\d.,:/\s-]+$/.test(cell.trim())

/** How much a row looks like headings: known ones count most, then many different short words. */
function scoreOf(row: SheetRow, isKnown: (heading: string) => boolean): number {
  const cells = filled(row)
  const known = cells.filter((cell) => typeof cell === 'string' && isKnown(cell)).length
  const words = new Set(cells.filter(looksLikeHeading)).size
  return known * 10 + (words === cells.length ? words : words / 2)
}

/** Index of the row that carries the headings; the first of equals. */
export function headerRowIn(
  rows: readonly SheetRow[],
  isKnown: (heading: string) => boolean,
): { index: number; score: number } {
  let best = { index: 0, score: 0 }
  for (const [index, row] of rows.slice(0, headerSearchRows).entries()) {
    const score = scoreOf(row, isKnown)
    if (score > best.score) best = { index, score }
  }
  return best
}

/** Headings as texts, each different from the others; a column without one is called by its number. */
export function headingsFrom(row: SheetRow, columns: number): string[] {
  const seen = new Map<string, number>()
  return Array.from({ length: Math.max(columns, row.cells.length) }, (_, i) => {
    const text = String(row.cells[i] ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 200)
    const heading = text === '' ? `#${i + 1}` : text
    const times = (seen.get(heading) ?? 0) + 1
    seen.set(heading, times)
    return times === 1 ? heading : `${heading} (${times})`
  })
}
