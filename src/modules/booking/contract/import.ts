import { z } from 'zod'
import { importFields } from '../domain/import-columns.ts'
import { guestUnitSources, importRowStates } from '../domain/import-row.ts'

const ImportRowView = z
  .object({
    /** Row number as in the file. */
    no: z.int(),
    state: z.enum(importRowStates),
    instrumentId: z.int().optional(),
    instrument: z.string(),
    start: z.string(),
    end: z.string(),
    who: z.string(),
    /** Booked for somebody without an account, by whoever brings the file. */
    guest: z.boolean(),
    /** For a guest: whose legal person the use counts for. */
    countsFor: z.enum(guestUnitSources).optional(),
    /** For a guest: the unit as the row names it; empty when it does not. */
    unit: z.string().optional(),
    purpose: z.string(),
    reasons: z.array(
      z.object({ field: z.enum(importFields).optional(), code: z.string(), message: z.string() }),
    ),
  })
  .meta({ id: 'BookingImportRow' })

export const BookingImportView = z
  .object({
    columns: z.array(z.object({ heading: z.string(), field: z.enum(importFields).optional() })),
    counts: z.object({ new: z.int(), known: z.int(), refused: z.int() }),
    rows: z.array(ImportRowView),
  })
  .meta({ id: 'BookingImport' })
export type BookingImportView = z.infer<typeof BookingImportView>

const name = z.string().min(1).max(255)
const upload = { maxBytes: 20 * 1_048_576 }
const refuses = [
  'booking.import_no_instrument',
  'booking.import_no_start',
  'booking.import_no_end',
  'booking.import_no_who',
  'booking.import_no_purpose',
]

/** Bookings of an older system, as a sheet (xlsx, csv, tsv, JSON). */
export const bookingImportContract = {
  importBookings: {
    method: 'POST',
    path: '/api/v1/booking-imports',
    summary:
      'Bring bookings along from a sheet: good rows are booked, each other row has its reasons; the same file again changes nothing',
    access: 'booking.manage',
    query: z.object({
      name,
      /** Only look. */
      dryRun: z.enum(['true', 'false']).default('false'),
    }),
    upload,
    reply: { status: 200, body: BookingImportView },
    refuses,
  },
  refusedBookings: {
    method: 'POST',
    path: '/api/v1/booking-imports/refused',
    summary: 'The rows of a sheet of bookings that cannot be booked, with the reason beside each cell',
    access: 'booking.manage',
    query: z.object({ name, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    upload,
    reply: { status: 200, file: true },
    refuses,
  },
} as const
