import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { DaySpan, InstrumentState } from '../domain/instrument.ts'
import { excusedSpans } from './instrument-repository.ts'

export interface InstrumentListFilter {
  readonly scope: ScopeFilter
  readonly states?: readonly InstrumentState[] | undefined
  readonly unitId?: number | undefined
  readonly problems?: 'some' | 'none' | undefined
  readonly secrecy?: 'undeclared' | 'not_secret' | undefined
  /** Found in name, number or model. */
  readonly words?: string | undefined
  readonly match?: FigureMatch | undefined
  readonly order: 'recent' | 'oldest'
  readonly after?: { readonly at: Instant; readonly id: number } | undefined
  readonly limit: number
}

/** Conditions on worth and funds, one of which must hold; for rules that later modules judge by. */
export interface FigureMatch {
  readonly thresholdFen: number
  /** The day judged, for declarations that excuse. */
  readonly on: string
  readonly publicFunds: readonly string[]
  /** True: only the first source named decides. */
  readonly firstFundOnly: boolean
  readonly cases: readonly FigureCase[]
}
/** undefined = whatever it is, null = not known. */
export interface FigureCase {
  readonly disposed: boolean
  readonly excused?: boolean | undefined
  readonly publicFunds?: boolean | null | undefined
  readonly atLeastThreshold?: boolean | null | undefined
}

export interface InstrumentListRow {
  readonly id: number
  readonly unitId: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly innerId: string
  readonly name: string
  readonly nameEn: string
  readonly model: string
  readonly worthFen: number | null
  readonly bookedOn: string | null
  readonly classCode: string | null
  readonly funds: readonly string[] | null
  readonly state: InstrumentState
  readonly version: number
  readonly acceptedVersion: number | null
  readonly secrecy: 'undeclared' | 'not_secret'
  readonly disposedOn: string | null
  readonly excused: readonly DaySpan[]
  readonly problems: number
  readonly leadName: string | null
  readonly centreName: string | null
  readonly centreNameEn: string | null
  readonly updatedAt: Instant
}

type Condition = RawBuilder<unknown>
const oneOf = (values: readonly (string | number)[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`
const ids = (values: readonly number[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)::bigint)`

/** Rows outside the actor's scope do not exist; expects the aliases `i` (instrument) and `u` (unit). */
export function scopeCondition(scope: ScopeFilter): Condition {
  if (scope.everything) return sql`true`
  const parts: Condition[] = [
    ...(scope.unitIds.length > 0 ? [sql`i.unit_id in ${ids(scope.unitIds)}`] : []),
    ...(scope.departmentIds.length > 0 ? [sql`u.department_id in ${ids(scope.departmentIds)}`] : []),
    ...(scope.cityCodes.length > 0 ? [sql`u.city_code in ${oneOf(scope.cityCodes)}`] : []),
    ...(scope.centreIds.length > 0 ? [sql`i.centre_id in ${ids(scope.centreIds)}`] : []),
    ...(scope.instrumentIds.length > 0 ? [sql`i.id in ${ids(scope.instrumentIds)}`] : []),
  ]
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`
}

const truth = (condition: Condition, wanted: boolean | null | undefined): Condition[] => {
  if (wanted === undefined) return []
  if (wanted === null) return [sql`(${condition}) is null`]
  return wanted ? [sql`(${condition})`] : [sql`not (${condition})`]
}

function figureCondition(match: FigureMatch): Condition {
  const values = sql`jsonb_path_query_array(i.elements, '$.funds[*]')`
  const judged = match.firstFundOnly ? sql`(${values} -> 0)` : values
  const publicly = sql`case when jsonb_array_length(${values}) = 0 then null
    else ${judged} ?| array(select jsonb_array_elements_text(${JSON.stringify(match.publicFunds)}::jsonb)) end`
  const large = sql`i.worth_fen >= ${match.thresholdFen}`
  const excused = sql`i.excused is not null and i.excused @> ${match.on}::date`
  const cases = match.cases.map((one) => {
    const parts = [
      one.disposed ? sql`i.disposed_on is not null` : sql`i.disposed_on is null`,
      ...truth(excused, one.excused),
      ...truth(publicly, one.publicFunds),
      ...truth(large, one.atLeastThreshold),
    ]
    return sql`(${sql.join(parts, sql` and `)})`
  })
  return cases.length === 0 ? sql`false` : sql`(${sql.join(cases, sql` or `)})`
}

const like = (words: string) => `%${words.replaceAll(/[\\%_]/g, (special) => `\\${special}`)}%`

function conditions(filter: InstrumentListFilter): Condition[] {
  const { states, unitId, problems, secrecy, words, match, after, order } = filter
  const parts: Condition[] = [scopeCondition(filter.scope), sql`i.purged_at is null`]
  if (states !== undefined) parts.push(sql`i.state in ${oneOf(states)}`)
  if (unitId !== undefined) parts.push(sql`i.unit_id = ${unitId}`)
  if (problems !== undefined) parts.push(problems === 'some' ? sql`i.problems > 0` : sql`i.problems = 0`)
  if (secrecy !== undefined) parts.push(sql`i.secrecy = ${secrecy}`)
  if (words !== undefined && words !== '')
    parts.push(
      sql`(i.name ilike ${like(words)} or i.inner_id ilike ${like(words)} or i.elements ->> 'instrVersion' ilike ${like(words)})`,
    )
  if (match !== undefined) parts.push(figureCondition(match))
  if (after !== undefined)
    parts.push(
      order === 'oldest'
        ? sql`(i.updated_at, i.id) > (${after.at}::timestamptz, ${after.id}::bigint)`
        : sql`(i.updated_at, i.id) < (${after.at}::timestamptz, ${after.id}::bigint)`,
    )
  return parts
}

/** One page of instruments within a scope, newest change first or longest waiting first. */
export async function instrumentList(db: Db, filter: InstrumentListFilter): Promise<InstrumentListRow[]> {
  const direction = filter.order === 'oldest' ? sql`asc` : sql`desc`
  const { rows } = await sql<InstrumentListRow>`select i.id, i.unit_id as "unitId", u.name as "unitName",
      u.name_en as "unitNameEn", i.inner_id as "innerId", i.name, coalesce(i.elements ->> 'ename', '') as "nameEn", coalesce(i.elements ->> 'instrVersion', '') as model, i.worth_fen as "worthFen",
      i.booked_on as "bookedOn", i.class_code as "classCode", jsonb_path_query_array(i.elements, '$.funds[*]') as funds,
      i.state, i.version, i.accepted_version as "acceptedVersion", i.secrecy, i.disposed_on as "disposedOn", i.problems, ${excusedSpans} as excused,
      a.display_name as "leadName", c.name as "centreName", c.name_en as "centreNameEn", i.updated_at as "updatedAt"
    from instrument i join unit u on u.id = i.unit_id
      left join account a on a.id = i.lead_account_id
      left join centre c on c.unit_id = i.unit_id and c.id = i.centre_id
    where ${sql.join(conditions(filter), sql` and `)}
    order by i.updated_at ${direction}, i.id ${direction} limit ${filter.limit}`.execute(db)
  return rows
}

export interface StateCount {
  readonly state: InstrumentState
  readonly count: number
  readonly withProblems: number
  readonly undeclared: number
}

/** How many instruments of a scope are in each state. */
export async function countsByState(
  db: Db,
  filter: Pick<InstrumentListFilter, 'scope' | 'unitId' | 'words' | 'match' | 'problems'>,
): Promise<StateCount[]> {
  const where = conditions({ ...filter, order: 'recent', limit: 0 })
  const { rows } = await sql<StateCount>`select i.state, count(*)::int as count,
      (count(*) filter (where i.problems > 0))::int as "withProblems",
      (count(*) filter (where i.secrecy = 'undeclared'))::int as undeclared
    from instrument i join unit u on u.id = i.unit_id
    where ${sql.join(where, sql` and `)} group by i.state`.execute(db)
  return rows
}
