import { sql } from 'kysely'
import type { Place } from '#kernel/permissions.ts'
import { type Instant, plus } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { situations, timeOnly } from './booking-ground.ts'

/** Where instruments are and whether the public sees them, for whoever wishes to follow their calendars. */
export async function watchedPlaces(
  db: Db,
  instrumentIds: readonly number[],
  now: Instant,
): Promise<{ instrumentId: number; open: boolean; place: Place }[]> {
  const found = await situations(db, {
    instrumentIds,
    span: { start: now, end: plus(now, 1) },
    booking: timeOnly,
  })
  return found.map(({ instrumentId, open, place }) => ({ instrumentId, open, place }))
}

/** Who of these people has ever booked one of these instruments. */
export async function bookersAmong(
  db: Db,
  accountIds: readonly number[],
  instrumentIds: readonly number[],
): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select distinct b.account_id as id from booking b
    join instrument i on i.id = b.instrument_id and i.unit_id = b.unit_id
    where b.account_id = any(${[...accountIds]}::bigint[]) and i.id = any(${[...instrumentIds]}::bigint[])`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}
