import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { EvidenceGrade, UseKind, UseStatus } from '../domain/use.ts'

/** A use as lists show it. */
export interface UseLine {
  readonly id: number
  readonly unitId: number
  readonly instrumentId: number
  readonly instrumentName: string
  readonly instrumentNameEn: string
  readonly innerId: string
  readonly bookingId: number | null
  readonly accountId: number
  readonly userName: string
  readonly userUnitId: number | null
  readonly userUnitName: string | null
  readonly userUnitNameEn: string | null
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  readonly preparationMinutes: number
  readonly measuringMinutes: number
  readonly processingMinutes: number
  readonly idleMinutes: number
  readonly kind: UseKind
  readonly evidence: EvidenceGrade
  readonly status: UseStatus
  readonly note: string
  readonly version: number
  readonly corrections: number
  readonly recordId: number | null
  readonly recordState: string | null
  readonly rating: string | null
  readonly zone: string
}

const selectLine = sql`select l.id, l.unit_id as "unitId", l.instrument_id as "instrumentId", i.name as "instrumentName",
    coalesce(i.elements ->> 'ename', '') as "instrumentNameEn",
    i.inner_id as "innerId", l.booking_id as "bookingId", l.account_id as "accountId", a.display_name as "userName",
    l.user_unit_id as "userUnitId", uu.name as "userUnitName", uu.name_en as "userUnitNameEn",
      l.started_at as "startedAt", l.ended_at as "endedAt",
    l.preparation_minutes as "preparationMinutes", l.measuring_minutes as "measuringMinutes",
    l.processing_minutes as "processingMinutes", l.idle_minutes as "idleMinutes", l.kind, l.evidence, l.status, l.note,
    l.version, (select count(*) from use_correction c where c.unit_id = l.unit_id and c.use_id = l.id) as corrections,
    r.id as "recordId", r.state as "recordState", r.elements ->> 'comment' as rating, u.time_zone as zone
  from use_log l
  join unit u on u.id = l.unit_id
  join instrument i on i.unit_id = l.unit_id and i.id = l.instrument_id
  join account a on a.id = l.account_id
  left join unit uu on uu.id = l.user_unit_id
  left join service_record r on r.unit_id = l.unit_id and r.use_id = l.id and r.state <> 'void'`

export interface UseFilter {
  readonly instrumentId?: number | undefined
  readonly unitId?: number | undefined
  readonly status?: UseStatus | undefined
  readonly kind?: UseKind | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  /** Only uses that began before this one of the page before. */
  readonly after?: { readonly startedAt: Instant; readonly id: number } | undefined
  readonly limit: number
}

const optional = <T>(value: T | undefined): T | null => value ?? null

/** Uses of the instruments in scope, latest first. */
export async function usesInScope(db: Db, scope: ScopeFilter, filter: UseFilter): Promise<UseLine[]> {
  const { rows } = await sql<UseLine>`${selectLine}
    where ${withinScope(scope, { unit: 'u', instrument: 'i' })}
      and (${optional(filter.instrumentId)}::bigint is null or l.instrument_id = ${optional(filter.instrumentId)})
      and (${optional(filter.unitId)}::bigint is null or l.unit_id = ${optional(filter.unitId)})
      and (${optional(filter.status)}::text is null or l.status = ${optional(filter.status)})
      and (${optional(filter.kind)}::text is null or l.kind = ${optional(filter.kind)})
      and (${optional(filter.from)}::timestamptz is null or l.started_at >= ${optional(filter.from)})
      and (${optional(filter.to)}::timestamptz is null or l.started_at < ${optional(filter.to)})
      and (${optional(filter.after?.id)}::bigint is null
        or (l.started_at, l.id) < (${optional(filter.after?.startedAt)}::timestamptz, ${optional(filter.after?.id)}))
    order by l.started_at desc, l.id desc limit ${filter.limit}`.execute(db)
  return rows
}

/** The latest uses of one person. */
export async function usesOfAccount(db: Db, accountId: number, limit: number): Promise<UseLine[]> {
  const { rows } = await sql<UseLine>`${selectLine} where l.account_id = ${accountId}
    order by l.started_at desc, l.id desc limit ${limit}`.execute(db)
  return rows
}

export async function useLineById(db: Db, id: number): Promise<UseLine | undefined> {
  const { rows } = await sql<UseLine>`${selectLine} where l.id = ${id}`.execute(db)
  return rows[0]
}

/** Which uses are running on the instruments in scope. */
export async function runningInScope(db: Db, scope: ScopeFilter): Promise<UseLine[]> {
  const { rows } = await sql<UseLine>`${selectLine}
    where l.status = 'running' and ${withinScope(scope, { unit: 'u', instrument: 'i' })}
    order by l.started_at limit 500`.execute(db)
  return rows
}

/** A booking of the day as the person at the instrument sees it. */
export interface DayBooking {
  readonly id: number
  readonly instrumentId: number
  readonly instrumentName: string
  readonly instrumentNameEn: string
  readonly userName: string
  readonly userUnitName: string | null
  readonly userUnitNameEn: string | null
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly status: string
  readonly purpose: string
  readonly useId: number | null
  readonly zone: string
}

/** Confirmed, running and done bookings that touch the span, of the instruments in scope or of one account. */
export async function bookingsBetween(
  db: Db,
  whose: { scope: ScopeFilter } | { accountId: number },
  span: { from: Instant; to: Instant },
): Promise<DayBooking[]> {
  const mine =
    'scope' in whose
      ? withinScope(whose.scope, { unit: 'u', instrument: 'i' })
      : sql`b.account_id = ${whose.accountId}`
  const { rows } =
    await sql<DayBooking>`select b.id, b.instrument_id as "instrumentId", i.name as "instrumentName",
    coalesce(i.elements ->> 'ename', '') as "instrumentNameEn",
      a.display_name as "userName", uu.name as "userUnitName", uu.name_en as "userUnitNameEn",
      b.starts_at as "startsAt", b.ends_at as "endsAt", b.status,
      b.purpose, l.id as "useId", u.time_zone as zone
    from booking b
    join unit u on u.id = b.unit_id
    join instrument i on i.unit_id = b.unit_id and i.id = b.instrument_id
    join account a on a.id = b.account_id
    left join unit uu on uu.id = b.user_unit_id
    left join use_log l on l.unit_id = b.unit_id and l.booking_id = b.id and l.status <> 'void'
    where ${mine} and b.starts_at < ${span.to}::timestamptz and b.ends_at > ${span.from}::timestamptz
      and b.status in ('confirmed', 'in_use', 'completed', 'no_show')
    order by b.starts_at, b.id limit 500`.execute(db)
  return rows
}

/** Instruments in scope, by name. */
export async function instrumentsInScope(
  db: Db,
  scope: ScopeFilter,
): Promise<{ id: number; name: string; nameEn: string; innerId: string }[]> {
  const { rows } = await sql<{
    id: number
    name: string
    nameEn: string
    innerId: string
  }>`select i.id, i.name, coalesce(i.elements ->> 'ename', '') as "nameEn", i.inner_id as "innerId"
    from instrument i join unit u on u.id = i.unit_id
    where i.disposed_on is null and ${withinScope(scope, { unit: 'u', instrument: 'i' })}
    order by i.name, i.id limit 200`.execute(db)
  return rows
}
