import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Place } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { StepDecider } from '../domain/approval-chain.ts'
import { type StepLine, stepLines, waitingDecider } from './step-repository.ts'
import type { BookingStatus, CancelCode, ServiceWay } from '../domain/booking.ts'

/** One line of a list of bookings with the words around it. */
export interface BookingLine {
  readonly id: number
  readonly unitId: number
  readonly instrumentId: number
  readonly instrumentName: string
  readonly instrumentNameEn: string
  readonly unitName: string
  readonly unitNameEn: string
  readonly zone: string
  readonly accountId: number
  readonly userName: string
  readonly userUnitId: number | null
  readonly userUnitName: string | null
  readonly userUnitNameEn: string | null
  readonly start: Instant
  readonly end: Instant
  readonly status: BookingStatus
  readonly serviceWay: ServiceWay
  readonly purpose: string
  readonly project: string
  readonly decisionNote: string
  readonly cancelReason: string
  readonly cancelledLate: boolean
  readonly cancelCode: CancelCode | ''
  readonly madeByName: string | null
  readonly overridden: readonly string[]
  readonly overrideReason: string
  readonly version: number
  readonly createdAt: Instant
  /** Minutes before the start until which cancelling is free, by the rules in force at the start. */
  readonly limitMinutes: number
  readonly place: Place
  /** Who decides the step that waits. */
  readonly decider: StepDecider
  readonly steps: readonly StepLine[]
}

/** Whose decision requests wait for. */
export interface WaitingFor {
  readonly lead: readonly ScopeFilter[]
  readonly centre: readonly ScopeFilter[]
  /** Accounts of groups somebody heads. */
  readonly members: readonly number[]
  /** Nobody decides about their own. */
  readonly notOf: number
}

type Row = Omit<BookingLine, 'place' | 'steps'> & {
  steps: StepLine[] | null
  departmentId: number | null
  cityCode: string | null
  centreId: number | null
}

export interface BookingFilter {
  readonly id?: number | undefined
  readonly accountId?: number | undefined
  readonly scope?: ScopeFilter | undefined
  readonly instrumentId?: number | undefined
  readonly statuses?: readonly BookingStatus[] | undefined
  readonly waitingFor?: WaitingFor | undefined
  readonly endsAfter?: Instant | undefined
  readonly endsBefore?: Instant | undefined
  readonly startsBefore?: Instant | undefined
  /** Soonest first, or latest first. */
  readonly order: 'soonest' | 'latest'
  readonly after?: { readonly start: Instant; readonly id: number } | undefined
  readonly limit: number
}

const anyOf = (ids: readonly (number | string)[], type: 'bigint' | 'text') =>
  type === 'bigint' ? sql`any(${[...ids]}::bigint[])` : sql`any(${[...ids]}::text[])`

/** Rows within the scope of a grant; departments and cities through the unit. */
export function within(scope: ScopeFilter) {
  if (scope.everything) return sql`true`
  return sql`(i.unit_id = ${anyOf(scope.unitIds, 'bigint')} or i.id = ${anyOf(scope.instrumentIds, 'bigint')}
    or i.centre_id = ${anyOf(scope.centreIds, 'bigint')} or u.department_id = ${anyOf(scope.departmentIds, 'bigint')}
    or u.city_code = ${anyOf(scope.cityCodes, 'text')})`
}

function waits({ lead, centre, members, notOf }: WaitingFor) {
  const anyScope = (scopes: readonly ScopeFilter[]) =>
    scopes.length === 0 ? sql`false` : sql`(${sql.join(scopes.map(within), sql` or `)})`
  return sql`b.status in ('pending', 'requested') and b.account_id <> ${notOf} and case ${waitingDecider}
    when 'lead' then ${anyScope(lead)} when 'centre' then ${anyScope(centre)}
    else b.account_id = ${anyOf(members, 'bigint')} end`
}

function conditions(filter: BookingFilter) {
  const all = [sql`true`]
  if (filter.id !== undefined) all.push(sql`b.id = ${filter.id}`)
  if (filter.accountId !== undefined) all.push(sql`b.account_id = ${filter.accountId}`)
  if (filter.scope !== undefined) all.push(within(filter.scope))
  if (filter.instrumentId !== undefined)
    all.push(sql`b.instrument_id = ${filter.instrumentId}
      and b.unit_id = (select unit_id from instrument where id = ${filter.instrumentId})`)
  if (filter.statuses !== undefined) all.push(sql`b.status = any(${[...filter.statuses]}::text[])`)
  if (filter.waitingFor !== undefined) all.push(waits(filter.waitingFor))
  if (filter.endsAfter !== undefined) all.push(sql`b.ends_at > ${filter.endsAfter}`)
  if (filter.endsBefore !== undefined) all.push(sql`b.ends_at <= ${filter.endsBefore}`)
  if (filter.startsBefore !== undefined) all.push(sql`b.starts_at < ${filter.startsBefore}`)
  if (filter.after !== undefined) {
    const { start, id } = filter.after
    all.push(
      filter.order === 'soonest'
        ? sql`(b.starts_at, b.id) > (${start}::timestamptz, ${id}::bigint)`
        : sql`(b.starts_at, b.id) < (${start}::timestamptz, ${id}::bigint)`,
    )
  }
  return sql.join(all, sql` and `)
}

/** A page of bookings in a stable order. */
export async function bookingLines(db: Db, filter: BookingFilter): Promise<BookingLine[]> {
  const order = filter.order === 'soonest' ? sql`b.starts_at, b.id` : sql`b.starts_at desc, b.id desc`
  const { rows } = await sql<Row>`
    select b.id, b.unit_id as "unitId", b.instrument_id as "instrumentId", i.name as "instrumentName",
      coalesce(i.elements ->> 'ename', '') as "instrumentNameEn", u.name as "unitName",
      u.name_en as "unitNameEn", u.time_zone as zone, b.account_id as "accountId", coalesce(nullif(b.guest_name, ''), a.display_name) as "userName",
      b.user_unit_id as "userUnitId", uu.name as "userUnitName", uu.name_en as "userUnitNameEn",
      b.starts_at as start, b.ends_at as "end", b.status,
      b.service_way as "serviceWay", b.purpose, b.project, b.decision_note as "decisionNote",
      b.cancel_reason as "cancelReason", b.cancelled_late as "cancelledLate", b.cancel_code as "cancelCode",
      (select display_name from account where id = b.made_by) as "madeByName", b.overridden,
      b.override_reason as "overrideReason", b.version, b.created_at as "createdAt",
      coalesce((select (r.rules ->> 'cancellationLimitMinutes')::int from booking_rules r where r.unit_id = b.unit_id
        and r.instrument_id = b.instrument_id and r.effective_from <= b.starts_at order by r.version desc limit 1), 0)
        as "limitMinutes",
      ${waitingDecider} as decider, ${stepLines} as steps, i.centre_id as "centreId", u.department_id as "departmentId", u.city_code as "cityCode"
    from booking b
    join instrument i on i.unit_id = b.unit_id and i.id = b.instrument_id
    join unit u on u.id = b.unit_id
    join account a on a.id = b.account_id
    left join unit uu on uu.id = b.user_unit_id
    where ${conditions(filter)} order by ${order} limit ${filter.limit}`.execute(db)
  return rows.map(({ departmentId, cityCode, centreId, ...row }) => ({
    ...row,
    steps: row.steps ?? [],
    place: {
      unitId: row.unitId,
      departmentId: departmentId ?? undefined,
      cityCode: cityCode ?? undefined,
      centreId: centreId ?? undefined,
      instrumentId: row.instrumentId,
    },
  }))
}

/** A booking that a closure or new rules touch, in few words. */
export interface TouchedBooking {
  readonly id: number
  readonly start: Instant
  readonly end: Instant
  readonly status: BookingStatus
  readonly version: number
  readonly accountId: number
  readonly userName: string
  readonly purpose: string
  /** Codes of what stands against it now. */
  readonly reasons: readonly string[]
}
