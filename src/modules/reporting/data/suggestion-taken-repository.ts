import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

/** A value of a record that was suggested, as JSON text, and who took it. */
export interface TakenValue {
  readonly unitId: number
  readonly instrumentId: number
  readonly element: string
  readonly value: string
  readonly importId?: number | undefined
  readonly by?: number | undefined
  readonly byName: string
}

/** Notes where values come from; what was noted before for an element is replaced. */
export async function noteTaken(tx: Tx, values: readonly TakenValue[], at: Instant): Promise<void> {
  await sql`insert into suggestion_taken
      (unit_id, instrument_id, element, value, import_id, taken_by, taken_by_name, taken_at)
    select "unitId", "instrumentId", element, value, "importId", by, "byName", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as row ("unitId" bigint, "instrumentId" bigint,
      element text, value text, "importId" bigint, by bigint, "byName" text)
    on conflict (unit_id, instrument_id, element) do update set value = excluded.value, import_id = excluded.import_id,
      taken_by = excluded.taken_by, taken_by_name = excluded.taken_by_name, taken_at = excluded.taken_at`.execute(
    tx,
  )
}

/** What was taken for an instrument; whether it still stands there is for the caller to see. */
export async function takenOf(
  db: Db,
  unitId: number,
  instrumentId: number,
): Promise<{ element: string; value: string; byName: string; at: Instant }[]> {
  const { rows } = await sql<{ element: string; value: string; byName: string; at: Instant }>`
    select element, value, taken_by_name as "byName", taken_at as at from suggestion_taken
    where unit_id = ${unitId} and instrument_id = ${instrumentId} order by element`.execute(db)
  return rows
}
