import { pipeline } from 'node:stream/promises'
import type { Instant } from '#kernel/time.ts'
import type { Sql } from './connect.ts'

/** What a cell of a bulk load may hold; objects are written as JSON. */
export type Cell = string | number | boolean | null | undefined | object

const special = /[\\\n\r\t]/
const names: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const escaped = (text: string): string =>
  special.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => names[character] ?? character) : text

function cellText(value: Cell): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  return escaped(JSON.stringify(value))
}

const bytesPerWrite = 256 * 1024

/**
 * Loads rows with COPY; values stand in the order of the columns. Instants must be given as text (`isoOf`). Identity
 * columns take the value given, so the caller moves their sequences afterwards (`moveSequence`). What PostgreSQL refuses, in
 * the middle or at the end, is thrown as its error; nothing was loaded then and the connection goes on.
 */
export async function copyRows(
  sql: Sql,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<number> {
  const list = columns.map((column) => `"${column}"`).join(', ')
  const stream = await sql.unsafe(`copy "${table}" (${list}) from stdin`).writable()
  let count = 0
  function* texts() {
    let text = ''
    for (const row of rows) {
      count++
      text += `${row.map(cellText).join('\t')}\n`
      if (text.length < bytesPerWrite) continue
      yield text
      text = ''
    }
    if (text !== '') yield text
  }
  await pipeline(texts, stream)
  return count
}

/** The next row of the table gets an id after the greatest there is. */
export async function moveSequence(sql: Sql, table: string): Promise<void> {
  await sql.unsafe(
    `select setval(pg_get_serial_sequence('"${table}"', 'id'), coalesce((select max(id) from "${table}"), 0) + 1, false)`,
  )
}

/** An instant as COPY reads it. */
export const timeCell = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString()

/** Gives each of the objects the shape of a row. */
export function* rowsOf<T>(from: Iterable<T>, cells: (one: T) => readonly Cell[]): Iterable<readonly Cell[]> {
  for (const one of from) yield cells(one)
}
