import { CsvError, parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { type Cell, harmless, refuseSheet, type SheetLimits, type SheetRow } from './sheet.ts'

const delimiters = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** How many fields each of the first records would have, quotes respected. */
function fieldCounts(text: string, delimiter: string): number[] {
  const counts: number[] = []
  let fields = 1
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (!quoted && character === delimiter) fields++
    else if (!quoted && character === '\n') {
      counts.push(fields)
      fields = 1
      if (counts.length === 20) break
    }
  }
  return counts.length === 0 ? [fields] : counts
}

/** The delimiter that cuts the first records into the most, and most equal, fields. */
export function delimiterOf(head: string): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const counts = fieldCounts(head, delimiter).filter((count) => count > 1)
    const mean = counts.reduce((sum, count) => sum + count, 0) / (counts.length || 1)
    const spread = counts.reduce((sum, count) => sum + Math.abs(count - mean), 0) / (counts.length || 1)
    const score = (counts.length * mean) / (1 + spread)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** A text that was protected against being run as a formula comes back without the apostrophe. */
const unprotected = (text: string) => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text)

function cellsOf(record: readonly string[], no: number, limits: SheetLimits): Cell[] {
  const cells: Cell[] = []
  for (const [i, raw] of record.entries()) {
    const text = unprotected(harmless(raw))
    if (text === '') continue
    if (i >= limits.maxColumns) return refuseSheet('too_many_columns', { limit: limits.maxColumns })
    if (text.length > limits.maxCellCharacters)
      return refuseSheet('cell_too_long', { row: no, limit: limits.maxCellCharacters })
    while (cells.length < i) cells.push('')
    cells[i] = text
  }
  return cells
}

const batchRows = 500
const parserFor = (delimiter: Delimiter, limits: SheetLimits) =>
  parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    info: true,
    // Most likely a quote that is never closed: without this bound it would swallow the rest of the file.
    max_record_size: limits.maxCellCharacters * 20,
  })

/** Rows of a text whose fields are divided by one character; quotes and line breaks inside fields as RFC 4180 has them. */
export async function* delimitedRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  limits: SheetLimits,
): AsyncGenerator<SheetRow[]> {
  const input = Readable.from(text)
  const parser = parserFor(delimiter, limits)
  input.on('error', (error) => parser.destroy(error))
  let batch: SheetRow[] = []
  let no = 0
  try {
    for await (const { record } of input.pipe(parser) as AsyncIterable<{ record: string[] }>) {
      no++
      const cells = cellsOf(record, no, limits)
      if (cells.length > 0) batch.push({ no, cells })
      if (batch.length === batchRows) {
        yield batch
        batch = []
      }
    }
  } catch (error) {
    if (error instanceof CsvError) refuseSheet('quote_not_closed', { row: no + 1 })
    throw error
  } finally {
    input.destroy()
    parser.destroy()
  }
  if (batch.length > 0) yield batch
}
