import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Place } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { RecordElements, RecordState } from '../domain/service-record-elements.ts'
import type { ServiceType } from '../domain/service-type-rules.ts'
import type { EvidenceGrade } from '../domain/use.ts'

/** A service record as lists and exports show it. */
export interface RecordLine {
  readonly id: number
  readonly unitId: number
  readonly recordNo: string
  readonly instrumentId: number
  readonly instrumentName: string
  readonly instrumentNameEn: string
  readonly useId: number
  readonly serviceType: ServiceType
  readonly startedAt: Instant
  readonly endedAt: Instant
  readonly year: number
  readonly effectiveMinutes: number
  readonly amountFen: number
  readonly evidence: EvidenceGrade
  readonly state: RecordState
  readonly elements: RecordElements
  /** English name of the user's unit; empty when it has none or the elements name another. */
  readonly applicantUnitEn: string
  readonly zone: string
}

const columns = sql`r.id, r.unit_id as "unitId", r.record_no as "recordNo", r.instrument_id as "instrumentId",
  i.name as "instrumentName", coalesce(i.elements ->> 'ename', '') as "instrumentNameEn",
  r.use_id as "useId", r.service_type as "serviceType", r.started_at as "startedAt",
  r.ended_at as "endedAt", r.year, r.effective_minutes as "effectiveMinutes", r.amount_fen as "amountFen", r.evidence,
  r.state, r.elements, coalesce(uu.name_en, '') as "applicantUnitEn", u.time_zone as zone`
const from = sql`from service_record r
  join unit u on u.id = r.unit_id
  join instrument i on i.unit_id = r.unit_id and i.id = r.instrument_id
  left join unit uu on uu.id = r.user_unit_id and uu.name = r.elements ->> 'applicantUnit'`

export interface RecordFilter {
  readonly instrumentId?: number | undefined
  readonly unitId?: number | undefined
  readonly year?: number | undefined
  readonly state?: RecordState | undefined
  readonly serviceType?: ServiceType | undefined
  readonly after?: { readonly startedAt: Instant; readonly id: number } | undefined
  readonly limit: number
}
const optional = <T>(value: T | undefined): T | null => value ?? null

const matching = (scope: ScopeFilter, filter: RecordFilter) => sql`where
  ${withinScope(scope, { unit: 'u', instrument: 'i' })}
  and (${optional(filter.instrumentId)}::bigint is null or r.instrument_id = ${optional(filter.instrumentId)})
  and (${optional(filter.unitId)}::bigint is null or r.unit_id = ${optional(filter.unitId)})
  and (${optional(filter.year)}::int is null or r.year = ${optional(filter.year)})
  and (case when ${optional(filter.state)}::text is null then r.state <> 'void' else r.state = ${optional(filter.state)} end)
  and (${optional(filter.serviceType)}::int is null or r.service_type = ${optional(filter.serviceType)})
  and (${optional(filter.after?.id)}::bigint is null
    or (r.started_at, r.id) < (${optional(filter.after?.startedAt)}::timestamptz, ${optional(filter.after?.id)}))`

/** Records of the instruments in scope, latest first. */
export async function recordsInScope(
  db: Db,
  scope: ScopeFilter,
  filter: RecordFilter,
): Promise<RecordLine[]> {
  const { rows } = await sql<RecordLine>`select ${columns} ${from} ${matching(scope, filter)}
    order by r.started_at desc, r.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export interface RecordTotals {
  readonly records: number
  readonly effectiveMinutes: number
  readonly externalMinutes: number
  readonly amountFen: number
  readonly toComplete: number
}

/** What the whole list adds up to. */
export async function recordTotals(db: Db, scope: ScopeFilter, filter: RecordFilter): Promise<RecordTotals> {
  const { rows } = await sql<RecordTotals>`select count(*) as records,
      coalesce(sum(r.effective_minutes), 0) as "effectiveMinutes",
      coalesce(sum(r.effective_minutes) filter (where r.service_type = 130), 0) as "externalMinutes",
      coalesce(sum(r.amount_fen), 0) as "amountFen", count(*) filter (where r.state = 'to_complete') as "toComplete"
    ${from} ${matching(scope, { ...filter, after: undefined })}`.execute(db)
  return rows[0] ?? { records: 0, effectiveMinutes: 0, externalMinutes: 0, amountFen: 0, toComplete: 0 }
}

/** One record with where its instrument stands, for permissions. */
export async function recordWithPlace(
  db: Db,
  id: number,
): Promise<(RecordLine & { readonly accountId: number | null; readonly place: Place }) | undefined> {
  type Row = RecordLine & {
    accountId: number | null
    departmentId: number | null
    cityCode: string | null
    centreId: number | null
  }
  const { rows } =
    await sql<Row>`select ${columns}, r.account_id as "accountId", u.department_id as "departmentId",
    u.city_code as "cityCode", i.centre_id as "centreId" ${from} where r.id = ${id}`.execute(db)
  const row = rows[0]
  if (row === undefined) return undefined
  const { departmentId, cityCode, centreId, ...line } = row
  return {
    ...line,
    place: {
      unitId: row.unitId,
      departmentId: departmentId ?? undefined,
      cityCode: cityCode ?? undefined,
      centreId: centreId ?? undefined,
      instrumentId: row.instrumentId,
    },
  }
}
