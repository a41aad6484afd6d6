import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { WaitingEntry, WaitingState } from '../domain/waiting.ts'

type Row = Omit<WaitingEntry, 'userUnitId'> & { readonly userUnitId: number | null }

const columns = sql`e.id, e.account_id as "accountId", e.user_unit_id as "userUnitId", e.kind, e.minutes,
  e.from_at as "from", e.until_at as until, e.weekdays, e.day_from as "dayFrom", e.day_until as "dayUntil",
  e.instrument_ids as "instrumentIds", e.class_code as "classCode", e.service_way as "serviceWay", e.purpose, e.project,
  e.rank, e.state, e.unanswered, e.joined_at as "joinedAt"`
const entryOf = (row: Row): WaitingEntry => ({ ...row, userUnitId: row.userUnitId ?? undefined })

export type NewEntry = Omit<WaitingEntry, 'id' | 'state' | 'unanswered'>

export async function insertEntry(tx: Tx, entry: NewEntry): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into waiting_entry (account_id, user_unit_id, kind, minutes, from_at,
      until_at, weekdays, day_from, day_until, instrument_ids, class_code, service_way, purpose, project, rank, state,
      joined_at, changed_at)
    values (${entry.accountId}, ${entry.userUnitId ?? null}, ${entry.kind}, ${entry.minutes}, ${entry.from}, ${entry.until},
      ${[...entry.weekdays]}::smallint[], ${entry.dayFrom}, ${entry.dayUntil}, ${[...entry.instrumentIds]}::bigint[],
      ${entry.classCode}, ${entry.serviceWay}, ${entry.purpose}, ${entry.project}, ${entry.rank}, 'waiting',
      ${entry.joinedAt}, ${entry.joinedAt}) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** Lets one joining at a time of a person through, so that nobody has more entries than allowed. */
export async function liveEntriesOf(tx: Tx, accountId: number): Promise<WaitingEntry[]> {
  await sql`select 1 from account where id = ${accountId} for no key update`.execute(tx)
  const { rows } = await sql<Row>`select ${columns} from waiting_entry e
    where e.account_id = ${accountId} and e.state in ('waiting', 'offered')`.execute(tx)
  return rows.map(entryOf)
}

/** An entry, kept from changes by others until the transaction ends. */
export async function lockedEntry(tx: Tx, id: number): Promise<WaitingEntry | undefined> {
  const { rows } =
    await sql<Row>`select ${columns} from waiting_entry e where e.id = ${id} for update`.execute(tx)
  return rows[0] === undefined ? undefined : entryOf(rows[0])
}

/** An entry goes from one state to the next; false when somebody else was faster. */
export async function setEntryState(
  tx: Tx,
  id: number,
  change: { readonly from: WaitingState; readonly to: WaitingState; readonly unanswered?: number },
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`update waiting_entry set state = ${change.to}, changed_at = ${now},
      unanswered = unanswered + ${change.unanswered ?? 0}
    where id = ${id} and state = ${change.from} returning id`.execute(tx)
  return rows.length > 0
}

/** The place in the order after which to go on. */
export type Turn = Pick<WaitingEntry, 'rank' | 'joinedAt' | 'id'>

/** Those who wait for time of an instrument within a span, in their order, so many after a place in it. */
export async function waitingFor(
  tx: Tx,
  instrument: { readonly unitId: number; readonly instrumentId: number },
  span: Interval,
  after: Turn | undefined,
  limit: number,
): Promise<WaitingEntry[]> {
  const rest =
    after === undefined
      ? sql``
      : sql`and (-e.rank, e.joined_at, e.id) > (${-after.rank}::int, ${after.joinedAt}::timestamptz, ${after.id}::bigint)`
  const { rows } =
    await sql<Row>`select ${columns} from waited_time w join waiting_entry e on e.id = w.entry_id
    where w.unit_id = ${instrument.unitId} and w.instrument_id = ${instrument.instrumentId}
      and w.starts_at < ${span.end} and w.ends_at > ${span.start} and e.state = 'waiting' ${rest}
    order by e.rank desc, e.joined_at, e.id limit ${limit}`.execute(tx)
  return rows.map(entryOf)
}

/** Entries whose time is over, so many; those somebody works at are left for the next run. */
export async function entriesOver(tx: Tx, now: Instant, limit: number): Promise<WaitingEntry[]> {
  const { rows } = await sql<Row>`select ${columns} from waiting_entry e
    where e.state = 'waiting' and e.until_at <= ${now} order by e.until_at limit ${limit}
    for update skip locked`.execute(tx)
  return rows.map(entryOf)
}

/** Public instruments of a class that are opened for booking, so many, by number. */
export async function bookableOfClass(
  db: Db,
  classCode: string,
  unitId: number | undefined,
  now: Instant,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select i.id from instrument i
    where i.class_code like ${`${classCode}%`} and i.accepted_version is not null and i.disposed_on is null
      and (${unitId ?? null}::bigint is null or i.unit_id = ${unitId ?? null})
      and (select r.bookable from booking_rules r where r.unit_id = i.unit_id and r.instrument_id = i.id
        and r.effective_from <= ${now} order by r.version desc limit 1)
    order by i.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
