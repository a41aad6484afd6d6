import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'

/** An instrument by its key. */
export interface InstrumentKey {
  readonly unitId: number
  readonly instrumentId: number
}

/**
 * Time of an instrument was given back: when somebody waits for any of it, it is kept from whoever comes first, in the same
 * transaction, until those who wait were asked.
 */
export async function keepFreed(
  tx: Tx,
  { unitId, instrumentId }: InstrumentKey,
  { start, end }: Interval,
  now: Instant,
): Promise<void> {
  await sql`insert into kept_time (unit_id, instrument_id, starts_at, ends_at, kind, kept_at)
    select ${unitId}, ${instrumentId}, ${start}::timestamptz, ${end}::timestamptz, 'waitlist', ${now}::timestamptz
    where ${end}::timestamptz > ${now}::timestamptz and exists (select 1 from waited_time w
      where w.unit_id = ${unitId} and w.instrument_id = ${instrumentId} and w.starts_at < ${end} and w.ends_at > ${start})`.execute(
    tx,
  )
}

/** Takes what is kept of an instrument for those who wait; the caller holds the instrument and offers it now. */
export async function takeKept(tx: Tx, { unitId, instrumentId }: InstrumentKey): Promise<Interval[]> {
  const { rows } = await sql<Interval>`delete from kept_time
    where unit_id = ${unitId} and instrument_id = ${instrumentId} and kind = 'waitlist'
    returning starts_at as start, ends_at as "end"`.execute(tx)
  return rows.toSorted((a, b) => a.start - b.start)
}

/** Lets booking know that somebody waits for time of some instruments; the caller holds the instruments. */
export async function announceWaiting(
  tx: Tx,
  entryId: number,
  instruments: readonly InstrumentKey[],
  span: Interval,
): Promise<void> {
  await sql`insert into waited_time (entry_id, unit_id, instrument_id, starts_at, ends_at)
    select ${entryId}, "unitId", "instrumentId", ${span.start}::timestamptz, ${span.end}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(instruments)}::jsonb) as x ("unitId" bigint, "instrumentId" bigint)`.execute(
    tx,
  )
}

/** Nobody waits by these entries any more. */
export async function forgetWaiting(tx: Tx, entryIds: readonly number[]): Promise<void> {
  await sql`delete from waited_time where entry_id = any(${[...entryIds]}::bigint[])`.execute(tx)
}
