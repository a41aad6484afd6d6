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

/** Which of these instruments each of these people has ever booked. */
export async function bookedAmong(
  db: Db,
  accountIds: readonly number[],
  instrumentIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (accountIds.length === 0) return new Map()
  const { rows } = await sql<{ accountId: number; ids: number[] }>`
    select b.account_id as "accountId", jsonb_agg(distinct i.id) as ids from booking b
    join instrument i on i.id = b.instrument_id and i.unit_id = b.unit_id
    where b.account_id = any(${[...accountIds]}::bigint[]) and i.id = any(${[...instrumentIds]}::bigint[])
    group by b.account_id`.execute(db)
  return new Map(rows.map(({ accountId, ids }) => [accountId, ids]))
}
