import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'

/** Prepared sums of a year; minutes are effective minutes (domain.md §3.3). */
export interface YearSums {
  readonly records: number
  readonly effectiveMinutes: number
  readonly externalMinutes: number
}

const sums = sql`coalesce(sum(records), 0)::bigint as records,
  coalesce(sum(effective_minutes), 0)::bigint as "effectiveMinutes",
  coalesce(sum(external_minutes), 0)::bigint as "externalMinutes"`
const none: YearSums = { records: 0, effectiveMinutes: 0, externalMinutes: 0 }

/** What an instrument served in a year. */
export async function yearOfInstrument(
  db: Db,
  unitId: number,
  instrumentId: number,
  year: number,
): Promise<YearSums> {
  const { rows } = await sql<YearSums>`select ${sums} from instrument_year
    where unit_id = ${unitId} and instrument_id = ${instrumentId} and year = ${year}`.execute(db)
  return rows[0] ?? none
}

/** What all instruments served in a year. */
export async function yearOfEverybody(db: Db, year: number): Promise<YearSums> {
  const { rows } = await sql<YearSums>`select ${sums} from instrument_year where year = ${year}`.execute(db)
  return rows[0] ?? none
}
