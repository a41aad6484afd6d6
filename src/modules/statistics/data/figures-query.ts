import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { Totals } from '../domain/indicators.ts'
import type { Breakdown, Subject } from '../domain/levels.ts'
import type { MustReportRule } from '../domain/must-report.ts'

/** What figures are asked for. */
export interface Asked {
  readonly subject: Subject
  readonly year: number
  readonly must: MustReportRule
  /** Smallest value of instruments in the averages, fen. */
  readonly largeFen: number
}

type Fragment = RawBuilder<unknown>

/** Instruments and units of the subject; aliases `i` and `u`. */
export function within({ level, id }: Subject): Fragment {
  switch (level) {
    case 'province':
      return sql`true`
    case 'department':
      return sql`u.department_id = ${Number(id)}`
    case 'city':
      return sql`u.city_code = ${id}`
    case 'unit':
      return sql`i.unit_id = ${Number(id)}`
    case 'centre':
      return sql`i.centre_id = ${Number(id)}`
    case 'instrument':
      return sql`i.id = ${Number(id)}`
  }
}

const truth = (condition: Fragment, wanted: boolean | null): Fragment =>
  wanted === null ? sql`(${condition}) is null` : wanted ? sql`(${condition})` : sql`not (${condition})`

/** Whether instrument `i` must be reported; says the same as the reporting rules (a test compares them). */
export function mustReport(rule: MustReportRule): Fragment {
  const list = sql`case when jsonb_typeof(i.funds) = 'array' then i.funds
    when i.funds is null or i.funds = '""'::jsonb then '[]'::jsonb else jsonb_build_array(i.funds) end`
  const judged = rule.firstFundOnly ? sql`((${list}) -> 0)` : sql`(${list})`
  const publicly = sql`case when ${list} = '[]'::jsonb then null
    else ${judged} ?| array(select jsonb_array_elements_text(${JSON.stringify(rule.publicFunds)}::jsonb)) end`
  const large = sql`i.worth_fen >= ${rule.thresholdFen}::bigint`
  const cases = rule.cases.map(
    (one) => sql`(${truth(publicly, one.publicFunds)} and ${truth(large, one.atLeastThreshold)})`,
  )
  return cases.length === 0
    ? sql`false`
    : sql`(i.disposed_on is null
        and (i.excused is null or not i.excused @> ${rule.on}::date) and (${sql.join(cases, sql` or `)}))`
}

/** On the books at some time of the year. */
export const onBooks = (year: number): Fragment =>
  sql`(i.booked_on is null or i.booked_on <= make_date(${year}, 12, 31))
    and (i.disposed_on is null or i.disposed_on >= make_date(${year}, 1, 1))`
export const inNetwork: Fragment = sql`i.accepted_version is not null`
/** Submitted to the province or beyond. */
export const wasReported: Fragment = sql`(i.accepted_version is not null or i.state in ('province_review', 'accepted'))`

/** One row per instrument of the subject with its flags and its hours of the year. */
export const counted = ({ subject, year, must, largeFen }: Asked): Fragment => sql`
  select i.unit_id, i.id, u.city_code, u.department_id, u.kind, i.class_code, i.centre_id, i.worth_fen,
    ${onBooks(year)} as here,
    ${onBooks(year)} and ${mustReport(must)} as must,
    ${wasReported} as reported,
    ${onBooks(year)} and ${inNetwork} as network,
    ${onBooks(year)} and ${inNetwork} and coalesce(i.worth_fen, 0) >= ${largeFen}::bigint as large,
    coalesce(y.records, 0) as records, coalesce(y.effective_minutes, 0) as effective,
    coalesce(y.external_minutes, 0) as external, i.accepted_version
  from instrument i
  join unit u on u.id = i.unit_id
  left join instrument_year y on y.unit_id = i.unit_id and y.instrument_id = i.id and y.year = ${year}
  where ${within(subject)}`

const totals = sql`count(*) filter (where here) as instruments, count(*) filter (where must) as must,
  count(*) filter (where must and reported) as reported,
  count(*) filter (where must and accepted_version is not null) as accepted, count(*) filter (where network) as network,
  coalesce(sum(worth_fen) filter (where network), 0) as "networkWorthFen", coalesce(sum(records), 0) as records,
  coalesce(sum(effective), 0) as "effectiveMinutes", coalesce(sum(external), 0) as "externalMinutes",
  coalesce(sum(effective) filter (where network), 0) as "networkEffectiveMinutes",
  coalesce(sum(external::float8 / nullif(effective, 0)) filter (where network), 0) as "networkShareSum",
  count(*) filter (where large) as large,
  coalesce(sum(effective) filter (where large), 0) as "largeEffectiveMinutes",
  coalesce(sum(external) filter (where large), 0) as "largeExternalMinutes"`

const nothing: Totals = {
  instruments: 0,
  must: 0,
  reported: 0,
  accepted: 0,
  network: 0,
  networkWorthFen: 0,
  records: 0,
  effectiveMinutes: 0,
  externalMinutes: 0,
  networkEffectiveMinutes: 0,
  networkShareSum: 0,
  large: 0,
  largeEffectiveMinutes: 0,
  largeExternalMinutes: 0,
}

/** Everything one figure or another needs, in one pass. */
export async function totalsOf(db: Db, asked: Asked): Promise<Totals> {
  const { rows } = await sql<Totals>`select ${totals} from (${counted(asked)}) counted`.execute(db)
  return rows[0] ?? nothing
}

const keys: Readonly<Record<Breakdown, Fragment>> = {
  unit: sql`unit_id::text`,
  city: sql`coalesce(city_code, '')`,
  department: sql`coalesce(department_id::text, '')`,
  kind: sql`kind`,
  // the first level of the classification: two digits of six
  class: sql`coalesce(left(class_code, 2) || '0000', '')`,
  centre: sql`coalesce(centre_id::text, '')`,
}
const names: Readonly<Partial<Record<Breakdown, Fragment>>> = {
  unit: sql`(select jsonb_build_array(name, name_en) from unit where id::text = key)`,
  department: sql`(select jsonb_build_array(name, name_en) from department where id::text = key)`,
  centre: sql`(select jsonb_build_array(name, name_en) from centre where id::text = key limit 1)`,
}

export interface TotalsOfPart {
  readonly key: string
  readonly name: string | null
  readonly nameEn: string | null
  readonly totals: Totals
}

/** The same totals for every part, those with most effective hours first. */
export async function totalsByPart(db: Db, asked: Asked, by: Breakdown): Promise<TotalsOfPart[]> {
  const name = names[by] ?? sql`null::jsonb`
  const { rows } = await sql<Totals & { key: string; names: [string, string] | null }>`
    select *, ${name} as names from (select ${keys[by]} as key, ${totals} from (${counted(asked)}) counted group by 1) parts
    where instruments > 0 or records > 0
    order by "effectiveMinutes" desc, must desc, key limit 500`.execute(db)
  return rows.map(({ key, names: both, ...rest }) => ({
    key,
    name: both?.[0] ?? null,
    nameEn: both?.[1] ?? null,
    totals: rest,
  }))
}
