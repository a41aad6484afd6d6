import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter, SignedIn } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { within } from './booking-list-query.ts'

export interface NamedInstrument {
  readonly unitId: number
  readonly id: number
  readonly innerId: string
  readonly name: string
  readonly nameEn: string
}

/** Instruments of a scope with one of these inner numbers, or with one of these as the number in their address. */
export async function instrumentsNamed(
  db: Db,
  scope: ScopeFilter,
  names: readonly string[],
): Promise<NamedInstrument[]> {
  const { rows } = await sql<NamedInstrument>`
    select i.unit_id as "unitId", i.id, i.inner_id as "innerId", i.name,
      coalesce(i.elements ->> 'ename', '') as "nameEn" from instrument i join unit u on u.id = i.unit_id
    where ${within(scope)} and (i.inner_id = any(${[...names]}::text[])
      or i.id = any(array(select n::bigint from unnest(${[...names]}::text[]) as n where n ~ '^[0-9]{1,15}$')))
    order by i.unit_id, i.id`.execute(db)
  return rows
}

/** What is known of a booking that may have been brought along before. */
export interface EarlierBooking {
  readonly id: number
  readonly sourceNo: string
  readonly accountId: number
  readonly guestName: string
  readonly start: Instant
  readonly end: Instant
}

/** Bookings of an instrument, in whatever state, that rows with these numbers or starts may be. */
export async function earlierBookings(
  db: Db,
  at: { unitId: number; instrumentId: number },
  keys: { numbers: readonly string[]; starts: readonly Instant[] },
): Promise<EarlierBooking[]> {
  const starts = keys.starts.map((start) => new Date(start).toISOString())
  const { rows } = await sql<EarlierBooking>`
    select id, source_no as "sourceNo", account_id as "accountId", guest_name as "guestName", starts_at as start, ends_at as "end"
    from booking where unit_id = ${at.unitId} and instrument_id = ${at.instrumentId}
      and (source_no = any(${[...keys.numbers]}::text[]) and source_no <> '' or starts_at = any(${starts}::timestamptz[]))
    order by id`.execute(db)
  return rows
}

export interface ImportedBooking {
  readonly slot: Interval
  readonly accountId: number
  readonly userUnitId: number | undefined
  readonly guestName: string
  /** Unit of a guest that is not among ours, as it was written. */
  readonly guestUnit: string
  readonly sourceNo: string
  readonly purpose: string
  readonly project: string
}

/** Writes bookings brought along, with an audit entry and an event each; the caller holds the instrument. */
export async function insertImported(
  tx: Tx,
  at: { unitId: number; instrumentId: number },
  bookings: readonly ImportedBooking[],
  by: SignedIn,
  now: Instant,
): Promise<number[]> {
  const { unitId, instrumentId } = at
  const given = bookings.map(({ slot, userUnitId, ...rest }) => ({
    ...rest,
    userUnitId: userUnitId ?? null,
    start: new Date(slot.start).toISOString(),
    end: new Date(slot.end).toISOString(),
  }))
  const { rows } = await sql<{ id: number }>`
    with made as (
      insert into booking (unit_id, instrument_id, account_id, user_unit_id, starts_at, ends_at, status, purpose, project,
        source_no, guest_name, guest_unit, created_at)
      select ${unitId}::bigint, ${instrumentId}::bigint, "accountId", "userUnitId", start, "end", 'confirmed', purpose, project,
        "sourceNo", "guestName", "guestUnit", ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given ("accountId" bigint, "userUnitId" bigint,
        start timestamptz, "end" timestamptz, purpose text, project text, "sourceNo" text, "guestName" text, "guestUnit" text)
      returning id, starts_at, ends_at, account_id, source_no),
    audited as (
      insert into audit_entry (at, actor_id, actor_name, action, subject, subject_id, unit_id, changes)
      select ${now}::timestamptz, ${by.accountId}::bigint, ${by.displayName}::text, 'booking.imported', 'booking', id::text,
        ${unitId}::bigint, jsonb_build_object('instrumentId', ${instrumentId}::bigint, 'accountId', account_id,
          'start', starts_at, 'end', ends_at, 'sourceNo', source_no) from made),
    told as (
      insert into outbox_event (type, unit_id, payload)
      select 'booking.confirmed', ${unitId}::bigint,
        jsonb_build_object('bookingId', id, 'instrumentId', ${instrumentId}::bigint) from made)
    select id from made`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Units that are not closed with one of these names, in either language, however it is written. */
export async function unitsNamed(
  db: Db,
  names: readonly string[],
): Promise<{ id: number; name: string; nameEn: string }[]> {
  if (names.length === 0) return []
  const folded = (text: RawBuilder<unknown>) =>
    sql`lower(regexp_replace(normalize(${text}, NFKC), '\\s', '', 'g'))`
  const { rows } = await sql<{ id: number; name: string; nameEn: string }>`
    select id, name, name_en as "nameEn" from unit
    where status <> 'closed' and (${folded(sql`name`)} = any(${[...names]}::text[])
      or ${folded(sql`name_en`)} = any(${[...names]}::text[])) order by id desc`.execute(db)
  return rows
}

/** The zones in which units' clocks run. */
export async function zonesOf(db: Db, unitIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; zone: string }>`select id, time_zone as zone from unit
    where id = any(${[...new Set(unitIds)]}::bigint[])`.execute(db)
  return new Map(rows.map(({ id, zone }) => [id, zone]))
}
