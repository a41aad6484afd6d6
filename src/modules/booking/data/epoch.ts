import { type RawBuilder, sql } from 'kysely'
import { day } from '#kernel/time.ts'

/** Epoch milliseconds, for json. */
export const ms = (column: string): RawBuilder<number> =>
  sql`floor(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`

/** The longest booking there can be. */
export const longestBooking = 31 * day
