import type { Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes } from '#platform/sheets/write-sheet.ts'
import type { bookingImportContract, BookingImportView } from './contract/import.ts'
import { type BookingImport, importBookings, type ImportedRow } from './use-cases/import-bookings.ts'
import { refusedBookings } from './use-cases/refused-bookings.ts'

const nameIn = ({ instrument, texts }: ImportedRow, locale: Locale): string =>
  instrument === undefined ? texts.instrument : (locale === 'en' && instrument.nameEn) || instrument.name

function rowView(row: ImportedRow, deps: Deps, locale: Locale): BookingImportView['rows'][number] {
  const { no, state, texts, slot, zone, guest, guestUnit } = row
  return {
    ...{ no, state, guest },
    ...(row.instrument === undefined ? {} : { instrumentId: row.instrument.id }),
    instrument: nameIn(row, locale),
    start: slot === undefined ? texts.start : isoIn(slot.start, zone),
    end: slot === undefined ? texts.end : isoIn(slot.end, zone),
    who: guest ? texts.guest : texts.who || texts.guest,
    ...(guestUnit === undefined ? {} : { countsFor: guestUnit.from, unit: texts.unit }),
    purpose: texts.purpose,
    reasons: row.reasons.map(({ field, refusal }) => ({
      ...(field === undefined ? {} : { field }),
      code: refusal.code,
      message: deps.words.say(locale, refusal.code, refusal),
    })),
  }
}

function importView({ columns, rows }: BookingImport, deps: Deps, locale: Locale): BookingImportView {
  const count = (state: ImportedRow['state']) => rows.filter((row) => row.state === state).length
  return {
    columns: columns.map(({ heading, field }) => ({ heading, ...(field === undefined ? {} : { field }) })),
    counts: { new: count('new'), known: count('known'), refused: count('refused') },
    rows: rows.map((row) => rowView(row, deps, locale)),
  }
}

export const bookingImportHandlers: Handlers<typeof bookingImportContract, Deps> = {
  async importBookings({ actor, query, upload, locale }, deps) {
    return importView(await importBookings(deps, actor, upload, query.dryRun === 'true'), deps, locale)
  },
  async refusedBookings({ actor, query, upload, locale }, deps) {
    const file = { name: query.name, bytes: upload }
    const { fileName, bytes } = await refusedBookings({ ...deps, locale }, actor, file, query.format)
    return { fileName, bytes, mediaType: sheetMediaTypes[query.format] }
  },
}
