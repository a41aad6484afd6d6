import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { WatchCells } from '../domain/watch.ts'

/** How a unit stood in a month. */
export interface WatchSnapshot {
  readonly unitId: number
  readonly cells: WatchCells
  readonly score: number | null
}

/** Keeps a month for units that have none yet; answers how many were written. */
export async function keepSnapshots(
  tx: Tx,
  month: string,
  of: { readonly rules: string; readonly at: Instant },
  snapshots: readonly WatchSnapshot[],
): Promise<number> {
  const { rows } = await sql`
    insert into watch_snapshot (unit_id, month, rules, cells, score, taken_at)
    select s."unitId", ${month}::date, ${of.rules}, s.cells, s.score, ${new Date(of.at).toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(snapshots)}::jsonb) as s ("unitId" bigint, cells jsonb, score double precision)
    on conflict do nothing returning unit_id`.execute(tx)
  return rows.length
}

/** Whether a month was kept for any unit. */
export async function isMonthKept(db: Db, month: string): Promise<boolean> {
  const { rows } = await sql`select from watch_snapshot where month = ${month}::date limit 1`.execute(db)
  return rows.length > 0
}

export interface WatchMonth {
  /** `2026-11` */
  readonly month: string
  readonly cells: WatchCells
}

/** The last twelve months of a unit, oldest first. */
export async function monthsOf(db: Db, unitId: number): Promise<WatchMonth[]> {
  const { rows } = await sql<WatchMonth>`
    select to_char(month, 'YYYY-MM') as month, cells from watch_snapshot where unit_id = ${unitId} order by month desc limit 12`.execute(
    db,
  )
  return rows.toReversed()
}

/** Units prompted in a month, with the moment. */
export async function promptedIn(db: Db, month: string): Promise<Map<number, Instant>> {
  const { rows } = await sql<{ unitId: number; at: Instant }>`
    select unit_id as "unitId", prompted_at as at from watch_prompt where month = ${month}::date`.execute(db)
  return new Map(rows.map(({ unitId, at }) => [unitId, at]))
}

/** Notes whom the province prompts this month; answers those that were not noted before. */
export async function notePrompts(
  tx: Tx,
  month: string,
  by: { readonly name: string; readonly at: Instant },
  units: readonly { readonly unitId: number; readonly score: number }[],
): Promise<number[]> {
  const { rows } = await sql<{ unitId: number }>`
    insert into watch_prompt (unit_id, month, score, by_name, prompted_at)
    select p."unitId", ${month}::date, p.score, ${by.name}, ${new Date(by.at).toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as p ("unitId" bigint, score double precision)
    on conflict do nothing returning unit_id as "unitId"`.execute(tx)
  return rows.map(({ unitId }) => unitId)
}
