import type { Readable } from 'node:stream'
import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Deps } from '#platform/module/module.ts'
import { cellsWithReasons, headerWithReasons, returnedName } from '#platform/sheets/reasons-beside.ts'
import type { Cell } from '#platform/sheets/sheet.ts'
import { writeSheet } from '#platform/sheets/write-sheet.ts'
import { importBookings, type ImportedRow } from './import-bookings.ts'

/** The rows of a file that cannot be booked, with the reason beside each cell, ready to be corrected and sent again. */
export async function refusedBookings(
  deps: Pick<Deps, 'db' | 'clock' | 'words'> & { readonly locale: Locale },
  actor: Actor,
  file: { name: string; bytes: AsyncIterable<Uint8Array> },
  format: 'xlsx' | 'csv',
): Promise<{ fileName: string; bytes: Readable }> {
  const { words, locale } = deps
  const looked = await importBookings(deps, actor, file.bytes, true)
  const bad = looked.rows.filter(({ state }) => state === 'refused')
  const troubled = new Set(bad.flatMap(({ reasons }) => reasons.map(({ field }) => field)))
  const columns = looked.columns.map((column) => ({
    ...column,
    troubled: column.field !== undefined && troubled.has(column.field),
  }))
  const cellsOf = ({ cells, reasons }: ImportedRow): Cell[] =>
    cellsWithReasons(
      columns,
      cells,
      reasons.map(({ field, refusal }) => ({
        position: columns.find((column) => column.field !== undefined && column.field === field)?.position,
        text: words.say(locale, refusal.code, refusal),
      })),
    )
  async function* rows() {
    for (const row of bad) yield await Promise.resolve(cellsOf(row))
  }
  return {
    fileName: returnedName(file.name, words, locale, format),
    bytes: writeSheet(format, {
      name: 'bookings',
      header: headerWithReasons(columns, words, locale),
      rows: rows(),
    }),
  }
}
