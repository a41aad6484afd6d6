import { sql } from 'kysely'
import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { WaitingKind, WaitingState } from '../domain/waiting.ts'

/** An entry as its owner sees it. */
export interface MyEntry {
  readonly id: number
  readonly kind: WaitingKind
  readonly state: WaitingState
  readonly from: Instant
  readonly until: Instant
  readonly minutes: number
  readonly weekdays: readonly number[]
  readonly dayFrom: string
  readonly dayUntil: string
  readonly classCode: string
  readonly purpose: string
  readonly joinedAt: Instant
  readonly zone: string
  readonly instruments: readonly { readonly id: number; readonly name: string; readonly nameEn: string }[]
  /** How many who wait for time that overlaps are asked before them. */
  readonly ahead: number
  readonly offer: {
    readonly id: number
    readonly instrumentId: number
    readonly bookingId: number
    readonly start: Instant
    readonly end: Instant
    readonly until: Instant
  } | null
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)

/** Entries of a person, live ones first, then the newest. */
export async function entriesOf(db: Db, accountId: number, limit: number): Promise<MyEntry[]> {
  const { rows } =
    await sql<MyEntry>`select e.id, e.kind, e.state, e.from_at as "from", e.until_at as until, e.minutes,
      e.weekdays, e.day_from as "dayFrom", e.day_until as "dayUntil", e.class_code as "classCode", e.purpose,
      e.joined_at as "joinedAt",
      (select u.time_zone from instrument i join unit u on u.id = i.unit_id where i.id = e.instrument_ids[1]) as zone,
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name,
          'nameEn', coalesce(i.elements ->> 'ename', '')) order by i.id)
        from instrument i where i.id = any(e.instrument_ids)), '[]'::jsonb) as instruments,
      case when e.state <> 'waiting' then 0 else (select count(distinct o.id) from waited_time mine
        join waited_time w on w.unit_id = mine.unit_id and w.instrument_id = mine.instrument_id
          and w.starts_at < mine.ends_at and w.ends_at > mine.starts_at
        join waiting_entry o on o.id = w.entry_id and o.state = 'waiting'
        where mine.entry_id = e.id and (-o.rank, o.joined_at, o.id) < (-e.rank, e.joined_at, e.id)) end as ahead,
      (select jsonb_build_object('id', f.id, 'instrumentId', f.instrument_id, 'bookingId', f.booking_id,
          'start', ${ms('f.starts_at')}, 'end', ${ms('f.ends_at')}, 'until', ${ms('f.until_at')})
        from waiting_offer f where f.entry_id = e.id and f.state = 'open') as offer
    from waiting_entry e where e.account_id = ${accountId}
    order by e.state = 'offered' desc, e.state = 'waiting' desc, e.id desc limit ${limit}`.execute(db)
  return rows
}

/** How many wait for time of a public instrument that overlaps a span: told without names. */
export async function waitingAt(
  db: Db,
  instrumentId: number,
  span: Interval,
): Promise<{ start: Instant; end: Instant; waiting: number }[]> {
  const { rows } = await sql<{ start: Instant; end: Instant; waiting: number }>`select w.starts_at as start,
      w.ends_at as "end", count(*) as waiting
    from instrument i join waited_time w on w.unit_id = i.unit_id and w.instrument_id = i.id
      and w.starts_at < ${span.end} and w.ends_at > ${span.start}
    where i.id = ${instrumentId} and i.accepted_version is not null and i.disposed_on is null
    group by w.starts_at, w.ends_at order by w.starts_at, w.ends_at limit 500`.execute(db)
  return rows
}
