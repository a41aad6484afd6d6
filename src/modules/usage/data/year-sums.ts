import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { YearDelta } from '../domain/year-sums.ts'

/** Adds a difference to the prepared sums of an instrument's year and of its unit's month, in the caller's transaction. */
export async function addToYear(
  tx: Tx,
  at: { unitId: number; instrumentId: number; month: string },
  delta: YearDelta,
): Promise<void> {
  const values = sql`${delta.records}, ${delta.effectiveMinutes}, ${delta.externalMinutes}, ${delta.externalRecords},
    ${delta.amountFen}`
  const columns = sql`records, effective_minutes, external_minutes, external_records, amount_fen`
  const sums = (table: string) => sql`set records = ${sql.ref(`${table}.records`)} + excluded.records,
    effective_minutes = ${sql.ref(`${table}.effective_minutes`)} + excluded.effective_minutes,
    external_minutes = ${sql.ref(`${table}.external_minutes`)} + excluded.external_minutes,
    external_records = ${sql.ref(`${table}.external_records`)} + excluded.external_records,
    amount_fen = ${sql.ref(`${table}.amount_fen`)} + excluded.amount_fen`
  await sql`insert into instrument_year (unit_id, instrument_id, year, ${columns})
    values (${at.unitId}, ${at.instrumentId}, ${delta.year}, ${values})
    on conflict (unit_id, instrument_id, year) do update ${sums('instrument_year')}`.execute(tx)
  await sql`insert into unit_month (unit_id, month, ${columns}) values (${at.unitId}, ${at.month}::date, ${values})
    on conflict (unit_id, month) do update ${sums('unit_month')}`.execute(tx)
}

const sumsOfRecords = sql`count(*) as records, coalesce(sum(r.effective_minutes), 0) as effective_minutes,
  coalesce(sum(r.effective_minutes) filter (where r.service_type = 130), 0) as external_minutes,
  count(*) filter (where r.service_type = 130) as external_records, coalesce(sum(r.amount_fen), 0) as amount_fen`
const recordsByYear = sql`select r.unit_id, r.instrument_id, r.year, ${sumsOfRecords} from service_record r
  where r.state <> 'void' group by r.unit_id, r.instrument_id, r.year`
const recordsByMonth = sql`select r.unit_id, date_trunc('month', r.started_at at time zone u.time_zone)::date as month,
  ${sumsOfRecords} from service_record r join unit u on u.id = r.unit_id
  where r.state <> 'void' group by r.unit_id, 2`

export interface SumDifference {
  readonly unitId: number
  /** Year of an instrument, or month of a whole unit (`instrumentId` absent). */
  readonly instrumentId: number | null
  readonly period: string
  readonly preparedMinutes: number | null
  readonly recordedMinutes: number | null
  readonly preparedRecords: number | null
  readonly recordedRecords: number | null
}

/** Where the prepared sums are not what the records add up to; empty when all is well. */
export async function sumDifferences(db: Db): Promise<SumDifference[]> {
  const differs = sql`(coalesce(p.records, 0), coalesce(p.effective_minutes, 0), coalesce(p.external_minutes, 0),
    coalesce(p.external_records, 0), coalesce(p.amount_fen, 0)) is distinct from
    (coalesce(r.records, 0), coalesce(r.effective_minutes, 0), coalesce(r.external_minutes, 0),
    coalesce(r.external_records, 0), coalesce(r.amount_fen, 0))`
  const figures = sql`p.effective_minutes as "preparedMinutes", r.effective_minutes as "recordedMinutes",
    p.records as "preparedRecords", r.records as "recordedRecords"`
  const { rows } = await sql<SumDifference>`
    select unit_id as "unitId", instrument_id as "instrumentId", year::text as period, ${figures}
    from instrument_year p full join (${recordsByYear}) r using (unit_id, instrument_id, year) where ${differs}
    union all
    select unit_id, null, month::text, ${figures}
    from unit_month p full join (${recordsByMonth}) r using (unit_id, month) where ${differs}
    order by 1, 2, 3 limit 1000`.execute(db)
  return rows
}

/** Writes the prepared sums anew from the records, after a bulk load. */
export async function rebuildSums(tx: Tx): Promise<void> {
  const columns = sql`records, effective_minutes, external_minutes, external_records, amount_fen`
  await sql`delete from instrument_year`.execute(tx)
  await sql`insert into instrument_year (unit_id, instrument_id, year, ${columns}) ${recordsByYear}`.execute(
    tx,
  )
  await sql`delete from unit_month`.execute(tx)
  await sql`insert into unit_month (unit_id, month, ${columns}) ${recordsByMonth}`.execute(tx)
}

/** Whether records exist whose months were never summed: the sign of a bulk load. */
export async function sumsAreMissing(db: Db): Promise<boolean> {
  const { rows } = await sql<{
    missing: boolean
  }>`select exists (select from service_record where state <> 'void')
    and not exists (select from unit_month) as missing`.execute(db)
  return rows[0]?.missing ?? false
}
