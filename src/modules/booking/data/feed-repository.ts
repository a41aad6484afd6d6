import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { BookingStatus } from '../domain/booking.ts'
import type { FeedKind } from '../domain/feed.ts'
import { within } from './booking-list-query.ts'

/** A feed in its owner's list; the address itself is kept nowhere. */
export interface FeedLine {
  readonly id: number
  readonly kind: FeedKind
  readonly instrumentId: number | null
  readonly instrumentName: string | null
  readonly instrumentNameEn: string | null
  readonly createdAt: Instant
  readonly lastReadAt: Instant | null
  readonly revokedAt: Instant | null
}

/** The feeds of a person, live ones first, then those revoked last. */
export async function feedsOf(db: Db, accountId: number): Promise<FeedLine[]> {
  const { rows } = await sql<FeedLine>`
    select f.id, f.kind, f.instrument_id as "instrumentId", i.name as "instrumentName",
      i.elements ->> 'ename' as "instrumentNameEn", f.created_at as "createdAt", f.last_read_at as "lastReadAt",
      f.revoked_at as "revokedAt"
    from calendar_feed f left join instrument i on i.unit_id = f.unit_id and i.id = f.instrument_id
    where f.account_id = ${accountId}
    order by f.revoked_at is not null, f.revoked_at desc, f.id limit 200`.execute(db)
  return rows
}

export interface NewFeed {
  readonly accountId: number
  readonly kind: FeedKind
  readonly instrument: { readonly unitId: number; readonly id: number } | undefined
  readonly tokenSha256: Buffer
}

/** The id of the new feed; undefined when the person has a live one of the same. */
export async function insertFeed(tx: Tx, feed: NewFeed, now: Instant): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into calendar_feed (account_id, kind, unit_id, instrument_id, token_sha256, created_at)
    values (${feed.accountId}, ${feed.kind}, ${feed.instrument?.unitId ?? null}, ${feed.instrument?.id ?? null},
      ${feed.tokenSha256}, ${now})
    on conflict (account_id, kind, coalesce(instrument_id, 0)) where revoked_at is null do nothing
    returning id`.execute(tx)
  return rows[0]?.id
}

/** Gives a live feed of the person another address; false when there is none. */
export async function replaceAddress(
  tx: Tx,
  feed: { readonly accountId: number; readonly id: number },
  tokenSha256: Buffer,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`update calendar_feed
    set token_sha256 = ${tokenSha256}, created_at = ${now}, last_read_at = null
    where id = ${feed.id} and account_id = ${feed.accountId} and revoked_at is null returning id`.execute(tx)
  return rows.length > 0
}

/** Ends a live feed of the person; false when there is none. */
export async function revokeFeed(
  tx: Tx,
  feed: { readonly accountId: number; readonly id: number },
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`update calendar_feed set revoked_at = ${now}
    where id = ${feed.id} and account_id = ${feed.accountId} and revoked_at is null returning id`.execute(tx)
  return rows.length > 0
}

export interface LiveFeed {
  readonly id: number
  readonly kind: FeedKind
  readonly accountId: number
  readonly instrumentId: number | null
  readonly instrumentName: string | null
  readonly instrumentNameEn: string | null
  readonly lastReadAt: Instant | null
}

/** The feed behind a secret address, while it lives, its owner's account too, and its instrument stands in public. */
export async function liveFeed(db: Db, tokenSha256: Buffer): Promise<LiveFeed | undefined> {
  const { rows } = await sql<LiveFeed>`
    select f.id, f.kind, f.account_id as "accountId", f.instrument_id as "instrumentId", i.name as "instrumentName",
      i.elements ->> 'ename' as "instrumentNameEn", f.last_read_at as "lastReadAt"
    from calendar_feed f join account a on a.id = f.account_id and a.status = 'active'
    left join instrument i on i.unit_id = f.unit_id and i.id = f.instrument_id
    where f.token_sha256 = ${tokenSha256} and f.revoked_at is null
      and (f.instrument_id is null or i.accepted_version is not null)`.execute(db)
  return rows[0]
}

export async function touchFeed(db: Db, id: number, now: Instant): Promise<void> {
  await sql`update calendar_feed set last_read_at = ${now} where id = ${id}`.execute(db)
}

/** A booking as a calendar shows it. */
export interface FeedBooking {
  readonly id: number
  readonly instrumentName: string
  readonly instrumentNameEn: string
  readonly unitName: string
  readonly unitNameEn: string
  readonly userName: string
  readonly purpose: string
  readonly start: Instant
  readonly end: Instant
  readonly status: BookingStatus
  readonly version: number
  readonly changedAt: Instant
}

export type FeedOf =
  | { readonly accountId: number }
  | { readonly instrumentId: number }
  | { readonly scope: ScopeFilter }

function ownedBy(of: FeedOf) {
  if ('accountId' in of) return sql`b.account_id = ${of.accountId}`
  if ('instrumentId' in of)
    return sql`b.status <> 'requested' and b.instrument_id = ${of.instrumentId} and b.unit_id = (select unit_id from instrument where id = ${of.instrumentId})`
  return within(of.scope)
}

/** Bookings of a span by their ends; cancelled, rejected and expired ones only when that happened within it. */
export async function feedBookings(
  db: Db,
  of: FeedOf,
  span: { readonly since: Instant; readonly until: Instant; readonly limit: number },
): Promise<FeedBooking[]> {
  const changed = sql`coalesce(b.cancelled_at, b.decided_at, b.created_at)`
  const { rows } = await sql<FeedBooking>`
    select b.id, i.name as "instrumentName", coalesce(i.elements ->> 'ename', '') as "instrumentNameEn",
      u.name as "unitName", u.name_en as "unitNameEn",
      coalesce(nullif(b.guest_name, ''), a.display_name) as "userName", b.purpose, b.starts_at as start,
      b.ends_at as "end", b.status, b.version, ${changed} as "changedAt"
    from booking b join instrument i on i.unit_id = b.unit_id and i.id = b.instrument_id
    join unit u on u.id = b.unit_id join account a on a.id = b.account_id
    where ${ownedBy(of)} and b.starts_at < ${span.until}
      and (b.ends_at > ${span.since} and b.status not in ('cancelled', 'rejected', 'expired')
        or b.status in ('cancelled', 'rejected', 'expired')
          and (${changed} > ${span.since} or b.status = 'expired' and b.starts_at > ${span.since}))
    order by b.starts_at desc, b.id desc limit ${span.limit}`.execute(db)
  return rows
}
