import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'

/** Instruments whose free time changed, and the point up to which that is known. */
export interface CalendarChanges {
  /** What PostgreSQL saw; asked with it again, only what came after is told. */
  readonly upTo: string
  readonly instrumentIds: readonly number[]
}

/** The present point, for whoever is about to read every calendar. */
export async function presentPoint(db: Db): Promise<string> {
  const { rows } = await sql<{ upTo: string }>`select pg_current_snapshot()::text as "upTo"`.execute(db)
  return rows[0]?.upTo ?? '1:1:'
}

/**
 * Instruments whose bookings, closures or rules changed in a transaction that was not to be seen at a point. Comparing
 * what was seen, not numbers in a row, misses none: transactions do not end in the order in which they begin.
 */
export async function calendarChangesSince(db: Db, point: string): Promise<CalendarChanges> {
  const { rows } = await sql<{ upTo: string; ids: number[] | null }>`
    select pg_current_snapshot()::text as "upTo", (select jsonb_agg(distinct instrument_id) from calendar_change
      where tx >= pg_snapshot_xmin(${point}::pg_snapshot)
        and not pg_visible_in_snapshot(tx, ${point}::pg_snapshot)) as ids`.execute(db)
  return { upTo: rows[0]?.upTo ?? point, instrumentIds: rows[0]?.ids ?? [] }
}

/** Forgets changes that everybody who follows has read long ago. */
export async function forgetCalendarChanges(db: Db, keptMinutes: number): Promise<void> {
  await sql`delete from calendar_change where changed_at < now() - make_interval(mins => ${keptMinutes})`.execute(
    db,
  )
}

/** Instruments that were ever opened, by growing number. */
export async function openedInstruments(db: Db, after: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select i.id from instrument i where i.id > ${after}
    and exists (select 1 from booking_rules r where r.unit_id = i.unit_id and r.instrument_id = i.id)
    order by i.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
