import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Coverage, CoverKind } from '../domain/coverage.ts'

/** Whether what stands in row `c` covers the instrument in row `i`, both of one unit. */
export const coversInstrument = (c: string, i: string): RawBuilder<boolean> => {
  const of = (name: string) => sql.ref(`${c}.${name}`)
  const its = (name: string) => sql.ref(`${i}.${name}`)
  return sql<boolean>`(${of('unit_id')} = ${its('unit_id')} and case ${of('covers')}
    when 'instruments' then ${its('id')} = any(${of('instrument_ids')})
    when 'centre' then ${its('centre_id')} = ${of('centre_id')}
    else starts_with(coalesce(${its('class_code')}, ''), ${of('class_code')}) end)`
}

/** Whether all that row `c` covers lies within a scope; `u` is its unit. */
export function coveredWithin(scope: ScopeFilter, c: string, u: string): RawBuilder<boolean> {
  if (scope.everything) return sql<boolean>`true`
  const of = (name: string) => sql.ref(`${c}.${name}`)
  return sql<boolean>`(${sql.ref(`${u}.id`)} = any(${[...scope.unitIds]}::bigint[])
    or ${sql.ref(`${u}.department_id`)} = any(${[...scope.departmentIds]}::bigint[])
    or ${sql.ref(`${u}.city_code`)} = any(${[...scope.cityCodes]}::text[])
    or ${of('covers')} = 'centre' and ${of('centre_id')} = any(${[...scope.centreIds]}::bigint[])
    or ${of('covers')} = 'instruments' and not exists (
      select from unnest(${of('instrument_ids')}) as one join instrument x on x.unit_id = ${of('unit_id')} and x.id = one
      where not (x.id = any(${[...scope.instrumentIds]}::bigint[])
        or coalesce(x.centre_id = any(${[...scope.centreIds]}::bigint[]), false))))`
}

/** Columns of a coverage as JSON-friendly fields. */
export const coverageColumns = (c: string): RawBuilder<CoverageRow> => {
  const of = (name: string) => sql.ref(`${c}.${name}`)
  return sql<CoverageRow>`${of('covers')} as covers, to_jsonb(${of('instrument_ids')}) as "instrumentIds",
    ${of('centre_id')} as "centreId", ${of('class_code')} as "classCode"`
}
export interface CoverageRow {
  covers: CoverKind
  instrumentIds: number[]
  centreId: number | null
  classCode: string
}
export const coverageOf = (row: CoverageRow): Coverage => ({
  covers: row.covers,
  instrumentIds: row.instrumentIds,
  centreId: row.centreId ?? undefined,
  classCode: row.classCode,
})

/** Names of what row `c` covers, for people: `[{name, nameEn}]`. */
export const coveredNames = (c: string): RawBuilder<CoveredName[]> => {
  const of = (name: string) => sql.ref(`${c}.${name}`)
  return sql<CoveredName[]>`case ${of('covers')}
    when 'instruments' then (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name,
        'nameEn', coalesce(x.elements ->> 'ename', '')) order by x.id), '[]') from instrument x
      where x.unit_id = ${of('unit_id')} and x.id = any(${of('instrument_ids')}))
    when 'centre' then (select jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'nameEn', x.name_en)) from centre x
      where x.unit_id = ${of('unit_id')} and x.id = ${of('centre_id')})
    else jsonb_build_array(jsonb_build_object('id', 0, 'name', ${of('class_code')}, 'nameEn', ${of('class_code')})) end`
}
export interface CoveredName {
  readonly id: number
  readonly name: string
  readonly nameEn: string
}

export interface UnitInstrument {
  readonly unitId: number
  readonly id: number
  readonly centreId: number | undefined
  readonly innerId: string
  readonly name: string
  readonly nameEn: string
}
type Row = Omit<UnitInstrument, 'centreId'> & { centreId: number | null }

const instrumentColumns = sql`i.unit_id as "unitId", i.id, i.centre_id as "centreId", i.inner_id as "innerId", i.name,
  coalesce(i.elements ->> 'ename', '') as "nameEn"`
const instrumentOf = (row: Row): UnitInstrument => ({ ...row, centreId: row.centreId ?? undefined })

/** Instruments of one unit among some ids. */
export async function instrumentsOfUnit(
  db: Db,
  unitId: number,
  ids: readonly number[],
): Promise<UnitInstrument[]> {
  const { rows } = await sql<Row>`select ${instrumentColumns} from instrument i
    where i.unit_id = ${unitId} and i.id = any(${[...ids]}::bigint[]) order by i.id`.execute(db)
  return rows.map(instrumentOf)
}

const within = (scope: ScopeFilter): RawBuilder<boolean> =>
  scope.everything
    ? sql<boolean>`true`
    : sql<boolean>`(u.id = any(${[...scope.unitIds]}::bigint[]) or u.department_id = any(${[...scope.departmentIds]}::bigint[])
      or u.city_code = any(${[...scope.cityCodes]}::text[]) or i.centre_id = any(${[...scope.centreIds]}::bigint[])
      or i.id = any(${[...scope.instrumentIds]}::bigint[]))`

/** Instruments of a scope by words of their name or number, so many after an id. */
export async function instrumentsInScope(
  db: Db,
  scope: ScopeFilter,
  filter: { readonly words: string; readonly after: number; readonly limit: number },
): Promise<UnitInstrument[]> {
  const like = `%${filter.words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } =
    await sql<Row>`select ${instrumentColumns} from instrument i join unit u on u.id = i.unit_id
    where ${within(scope)} and i.accepted_version is not null and i.disposed_on is null and i.id > ${filter.after}
      and (${filter.words} = '' or i.name ilike ${like} or i.inner_id ilike ${like} or i.elements ->> 'ename' ilike ${like})
    order by i.id limit ${filter.limit}`.execute(db)
  return rows.map(instrumentOf)
}
