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

/** Where the headings stand: the rows they take, and one text for each column. */
export interface FoundHeader {
  /** Index of the first row that carries headings. */
  readonly index: number
  /** Rows the headings take, one or two. */
  readonly depth: 1 | 2
  readonly cells: readonly Cell[]
  readonly score: number
}

const textAt = (row: SheetRow, at: number) => String(row.cells[at] ?? '').trim()

/**
 * One heading for each column out of two rows: the lower one, called by the group above it where only both together say
 * what it is (联系人 over 电话); the upper one where a cell spans both.
 */
function joined(upper: SheetRow, lower: SheetRow, isKnown: (heading: string) => boolean): string[] {
  let group = ''
  return Array.from({ length: Math.max(upper.cells.length, lower.cells.length) }, (_, at) => {
    const [above, below] = [textAt(upper, at), textAt(lower, at)]
    if (above !== '' || below === '') group = above
    if (below === '' || above === below) return above
    if (isKnown(group + below) || group === '') return group + below
    return isKnown(below) ? below : `${group} ${below}`
  })
}

const onlyHeadings = (row: SheetRow) => filled(row).length > 1 && filled(row).every(looksLikeHeading)

/** Two rows that together say more than either alone. */
function twoRows(
  upper: SheetRow | undefined,
  lower: SheetRow | undefined,
  isKnown: (heading: string) => boolean,
): string[] | undefined {
  if (upper === undefined || lower === undefined || lower.no !== upper.no + 1) return undefined
  if (!onlyHeadings(upper) || !onlyHeadings(lower)) return undefined
  const count = (cells: readonly Cell[]) => cells.filter((cell) => isKnown(String(cell))).length
  const cells = joined(upper, lower, isKnown)
  return count(cells) > Math.max(count(upper.cells), count(lower.cells)) ? cells : undefined
}

/** The headings of a table, in one row or in two; the first of equals. */
export function headerIn(rows: readonly SheetRow[], isKnown: (heading: string) => boolean): FoundHeader {
  const { index, score } = headerRowIn(rows, isKnown)
  for (const at of [index, index - 1]) {
    const cells = twoRows(rows[at], rows[at + 1], isKnown)
    if (cells !== undefined) return { index: at, depth: 2, cells, score }
  }
  return { index, depth: 1, cells: rows[index]?.cells ?? [], score }
}

/** Whether a row only repeats the headings, as on every printed page. */
export function repeats(row: SheetRow, header: readonly SheetRow[]): boolean {
  const cells = row.cells.flatMap((cell, at) =>
    String(cell).trim() === '' ? [] : [{ text: String(cell).trim(), at }],
  )
  return (
    cells.length > 2 && header.some((heading) => cells.every(({ text, at }) => textAt(heading, at) === text))
  )
}

/** Index of the row that carries most of the headings; the first of equals. */
function headerRowIn(
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

/**
 * Headings as texts, each different from the others; a column without one is called by its number. Of two columns of one
 * heading the visible one has it as it stands.
 */
export function headingsFrom(
  cells: readonly Cell[],
  columns: number,
  hidden: ReadonlySet<number> = new Set(),
): string[] {
  const seen = new Map<string, number>()
  const headings: string[] = []
  const positions = Array.from({ length: Math.max(columns, cells.length) }, (_, i) => i)
  for (const i of positions.toSorted((a, b) => Number(hidden.has(a)) - Number(hidden.has(b)) || a - b)) {
    const text = String(cells[i] ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 200)
    const heading = text === '' ? `#${i + 1}` : text
    const times = (seen.get(heading) ?? 0) + 1
    seen.set(heading, times)
    headings[i] = times === 1 ? heading : `${heading} (${times})`
  }
  return headings
}
