import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

/** A value nobody wants for an instrument, as JSON text so that lists compare too. */
export interface RefusedValue {
  readonly unitId: number
  readonly instrumentId: number
  readonly element: string
  readonly value: string
}

export async function refusedValues(db: Db, instrumentIds: readonly number[]): Promise<RefusedValue[]> {
  if (instrumentIds.length === 0) return []
  const { rows } =
    await sql<RefusedValue>`select unit_id as "unitId", instrument_id as "instrumentId", element, value
    from suggestion_refusal
    where instrument_id in (select jsonb_array_elements_text(${JSON.stringify(instrumentIds)}::jsonb)::bigint)`.execute(
      db,
    )
  return rows
}

export async function rememberRefused(
  tx: Tx,
  values: readonly RefusedValue[],
  by: number | undefined,
  now: Instant,
): Promise<void> {
  await sql`insert into suggestion_refusal (unit_id, instrument_id, element, value, refused_by, refused_at)
    select "unitId", "instrumentId", element, value, ${by ?? null}::bigint, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as row ("unitId" bigint, "instrumentId" bigint, element text, value text)
    on conflict do nothing`.execute(tx)
}
