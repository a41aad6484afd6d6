import { headerIn, headerSearchRows, headingsFrom, repeats } from './header-row.ts'
import { type OpenedSheet, refuseSheet, type SheetLimits, type SheetRow } from './sheet.ts'

export interface Reading {
  readonly limits: SheetLimits
  readonly isKnown: (heading: string) => boolean
  readonly belongs: (headings: readonly string[], best: readonly string[]) => boolean
}
export type Batches = AsyncGenerator<readonly SheetRow[]>

/** Refuses a table with more rows than may be. */
export async function* counted(batches: AsyncIterable<readonly SheetRow[]>, limits: SheetLimits): Batches {
  let rows = 0
  for await (const batch of batches) {
    rows += batch.length
    if (rows > limits.maxRows) return refuseSheet('too_many_rows', { limit: limits.maxRows })
    yield batch
  }
}

/** The first rows, and a way to go on after them. */
export async function peeked(batches: Batches): Promise<{ first: SheetRow[]; rest: Batches }> {
  const first: SheetRow[] = []
  while (first.length < headerSearchRows) {
    const next = await batches.next()
    if (next.done === true) break
    first.push(...next.value)
  }
  return { first, rest: batches }
}

async function* afterHeader(
  first: readonly SheetRow[],
  { from, to }: { readonly from: number; readonly to: number },
  rest: Batches,
  limits: SheetLimits,
): Batches {
  const header = first.slice(from, to)
  async function* all(): Batches {
    if (first.length > to) yield first.slice(to)
    yield* rest
  }
  for await (const batch of counted(all(), limits)) yield batch.filter((row) => !repeats(row, header))
}

/** Rows that come after the headings found among the first of them. */
export async function withHeader(
  about: Pick<OpenedSheet, 'format' | 'encoding' | 'sheetName' | 'sheets'>,
  batches: Batches,
  { limits, isKnown }: Pick<Reading, 'limits' | 'isKnown'>,
  hidden: ReadonlySet<number> = new Set(),
): Promise<OpenedSheet> {
  const { first, rest } = await peeked(batches)
  const { index, depth, cells: headings } = headerIn(first, isKnown)
  const row = first[index]
  if (row === undefined) return refuseSheet('empty')
  const widest = Math.max(...first.slice(index).map(({ cells }) => cells.length))
  const header = headingsFrom(headings, widest, hidden)
  const rows = afterHeader(first, { from: index, to: index + depth }, rest, limits)
  return { ...about, header, headerRow: row.no, hiddenColumns: [...hidden], batches: rows }
}
