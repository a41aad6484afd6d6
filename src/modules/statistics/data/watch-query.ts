import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { MustReportRule } from '../domain/must-report.ts'
import type { WatchMeasure } from '../domain/watch.ts'
import type { UnitFacts, WatchRules } from '../domain/watch-cells.ts'
import { mustReport } from './figures-query.ts'

/** What the counts are asked for: by which rules, as of when, of one unit or of all. */
export interface WatchAsked {
  readonly rules: WatchRules
  readonly must: MustReportRule
  readonly at: Instant
  /** The day of `at`, YYYY-MM-DD. */
  readonly today: string
  readonly unitId: number | undefined
  /** What was accepted by this day, YYYY-MM-DD, should have joined; the reporting rules say so. */
  readonly dueAcceptedBy: string
}
type Fragment = RawBuilder<unknown>

const ofUnit = (column: Fragment, unitId: number | undefined): Fragment =>
  sql`(${unitId ?? null}::bigint is null or ${column} = ${unitId ?? null})`
const moment = (at: Instant): Fragment => sql`${new Date(at).toISOString()}::timestamptz`
const interval = (days: number): Fragment => sql`make_interval(days => ${days}::int)`
const asText = (list: readonly string[]): Fragment =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`

const acceptedOn = sql`case when i.elements ->> 'acceptanceDate' ~ '^[0-9]{4}-[01][0-9]-[0-3][0-9]$'
  then i.elements ->> 'acceptanceDate' end`

/** One row for each instrument that must be reported or has joined, with what can be said of it. */
const judgedInstruments = ({ rules, must, at, dueAcceptedBy, unitId }: WatchAsked): Fragment => sql`
  select i.unit_id, i.id, i.name, i.inner_id, i.problems, i.joined,
    (select count(*) from jsonb_each_text(i.elements) e
      where e.key = any(${asText(rules.instruments.elements)}) and e.value not in ('', '[]')) as filled,
    i.joined and i.accepted_at > ${moment(at)} - ${interval(rules.instruments.freshDays)} as fresh,
    coalesce(${acceptedOn}, i.booked_on::text) <= ${dueAcceptedBy}::text as due
  from (select i.*, i.accepted_version is not null and i.accepted_at <= ${moment(at)} as joined from instrument i
    where ${ofUnit(sql`i.unit_id`, unitId)} and i.created_at <= ${moment(at)} and i.disposed_on is null) i
  where i.joined or ${mustReport(must)}`

/** One row for each service of the last days that counts. */
const judgedRecords = ({ rules, at, unitId }: WatchAsked): Fragment => sql`
  select r.unit_id, r.id, r.record_no, r.instrument_id, r.started_at, r.state = 'complete' as complete,
    r.created_at <= r.ended_at + ${interval(rules.records.registerDays)} as timely,
    r.evidence = any(${asText(rules.records.evidence)}) and r.effective_minutes between 1
      and extract(epoch from r.ended_at - r.started_at) / 60 + 1 as correct
  from service_record r
  where ${ofUnit(sql`r.unit_id`, unitId)} and r.state <> 'void' and r.created_at <= ${moment(at)} and r.ended_at <= ${moment(at)}
    and r.ended_at > ${moment(at)} - ${interval(rules.records.days)}`

interface Counts {
  readonly unitId: number
  readonly all: number
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}
type Cells = Readonly<Record<WatchMeasure, { readonly good: number; readonly all: number }>>

/** Counts of instruments per unit. */
export async function instrumentCells(db: Db, asked: WatchAsked): Promise<Map<number, Cells>> {
  const { rows } =
    await sql<Counts>`select unit_id as "unitId", count(*) as "all", coalesce(sum(filled), 0) as a,
      count(*) filter (where due) as b, count(*) filter (where due and joined) as c,
      count(*) filter (where joined) as d, count(*) filter (where fresh) as e, count(*) filter (where problems = 0) as f
    from (${judgedInstruments(asked)}) judged group by 1`.execute(db)
  const each = asked.rules.instruments.elements.length
  return new Map(
    rows.map(({ unitId, all, a, b, c, d, e, f }) => [
      unitId,
      {
        completeness: { good: a, all: all * each },
        timeliness: { good: c, all: b },
        freshness: { good: e, all: d },
        correctness: { good: f, all },
      },
    ]),
  )
}

/** Instruments that have joined and were used lately, per unit. */
const activity = ({ rules, at, unitId }: WatchAsked): Fragment => sql`
  select i.unit_id, i.id, i.name, i.inner_id, exists (select from service_record r where r.unit_id = i.unit_id and r.instrument_id = i.id
      and r.year >= extract(year from ${moment(at)} - ${interval(rules.records.activeDays)})
      and r.state <> 'void' and r.ended_at <= ${moment(at)}
      and r.ended_at > ${moment(at)} - ${interval(rules.records.activeDays)}) as active
  from instrument i where ${ofUnit(sql`i.unit_id`, unitId)} and i.accepted_version is not null and i.accepted_at <= ${moment(at)}
    and i.disposed_on is null`

/** Counts of service records per unit; how many instruments have any lately stands under freshness. */
export async function recordCells(db: Db, asked: WatchAsked): Promise<Map<number, Cells>> {
  const { rows } = await sql<Counts>`
    select coalesce(r.unit_id, i.unit_id) as "unitId", coalesce(r."all", 0) as "all", coalesce(r.a, 0) as a, coalesce(r.b, 0) as b,
      coalesce(r.c, 0) as c, coalesce(i.d, 0) as d, coalesce(i.e, 0) as e, 0 as f
    from (select unit_id, count(*) as "all", count(*) filter (where complete) as a, count(*) filter (where timely) as b,
        count(*) filter (where correct) as c from (${judgedRecords(asked)}) judged group by 1) r
    full join (select unit_id, count(*) as d, count(*) filter (where active) as e from (${activity(asked)}) listed group by 1) i
      on i.unit_id = r.unit_id`.execute(db)
  return new Map(
    rows.map(({ unitId, all, a, b, c, d, e }) => [
      unitId,
      {
        completeness: { good: a, all },
        timeliness: { good: b, all },
        freshness: { good: e, all: d },
        correctness: { good: c, all },
      },
    ]),
  )
}

export interface WatchedUnit extends UnitFacts {
  readonly name: string
  readonly nameEn: string
  readonly kind: string
  readonly cityCode: string | null
  readonly departmentId: number | null
}

/** What units say of themselves, and the qualifications they listed by then. */
export async function unitFacts(
  db: Db,
  { at, today, unitId }: Pick<WatchAsked, 'at' | 'today' | 'unitId'>,
): Promise<WatchedUnit[]> {
  const { rows } = await sql<WatchedUnit>`
    select u.id as "unitId", u.name, u.name_en as "nameEn", u.kind, u.city_code as "cityCode", u.department_id as "departmentId",
      jsonb_build_object('nameEn', u.name_en, 'creditCode', coalesce(u.credit_code, ''), 'insCode', coalesce(u.ins_code, ''),
        'street', u.street, 'postalCode', u.postal_code, 'website', u.website, 'introduction', u.introduction,
        'introductionEn', u.introduction_en,
        'contact', coalesce((select c.name from contact c where c.unit_id = u.id and (c.phone <> '' or c.email <> '') limit 1), ''),
        'centre', coalesce((select c.name from centre c where c.unit_id = u.id limit 1), '')) as elements,
      coalesce((select jsonb_agg(c.email) from contact c where c.unit_id = u.id), '[]'::jsonb) as emails,
      coalesce(u.profile_edited_at, u.created_at) as "editedAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', q.id, 'number', q.number, 'validUntil', q.valid_until))
        from qualification q where q.unit_id = u.id and q.valid_from <= ${today}::date), '[]'::jsonb) as qualifications
    from unit u where u.managing and u.created_at <= ${moment(at)} and ${ofUnit(sql`u.id`, unitId)} order by u.id`.execute(
    db,
  )
  return rows
}

/** Ids of the managing units within a scope. */
export async function unitsWithin(db: Db, scope: ScopeFilter): Promise<Set<number>> {
  const { rows } = await sql<{
    id: number
  }>`select u.id from unit u where u.managing and ${withinScope(scope, { unit: 'u' })}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Something behind a figure that is not as it should be. */
export interface WatchItem {
  readonly id: number
  readonly name: string
  readonly no: string
  /** Ids of elements that are empty. */
  readonly missing: readonly string[]
  readonly on: Instant | null
}

const instrumentGaps: Readonly<Record<WatchMeasure, (asked: WatchAsked) => Fragment>> = {
  completeness: ({ rules }) => sql`filled < ${rules.instruments.elements.length}::int`,
  timeliness: () => sql`due and not joined`,
  freshness: () => sql`joined and not fresh`,
  correctness: () => sql`problems > 0`,
}

/** Instruments of a unit behind a figure, and how many there are. */
export async function instrumentsWanting(
  db: Db,
  asked: WatchAsked,
  measure: WatchMeasure,
  limit: number,
): Promise<{ items: WatchItem[]; total: number }> {
  const { rows } = await sql<WatchItem & { total: number }>`
    select page.id, page.name, page.inner_id as no, page.total, null::timestamptz as "on",
      coalesce((select jsonb_agg(wanted.id) from unnest(${asText(asked.rules.instruments.elements)}) with ordinality as wanted (id, place)
        where coalesce(i.elements ->> wanted.id, '') in ('', '[]')), '[]'::jsonb) as missing
    from (select *, count(*) over () as total from (${judgedInstruments(asked)}) judged
      where ${instrumentGaps[measure](asked)} order by problems desc, name, id limit ${limit}) page
    join instrument i on i.unit_id = page.unit_id and i.id = page.id order by page.problems desc, page.name, page.id`.execute(
    db,
  )
  return { items: rows, total: rows[0]?.total ?? 0 }
}

const recordGaps: Readonly<Record<Exclude<WatchMeasure, 'freshness'>, Fragment>> = {
  completeness: sql`not complete`,
  timeliness: sql`not timely`,
  correctness: sql`not correct`,
}

/** Service records of a unit behind a figure; under freshness the instruments without any lately. */
export async function recordsWanting(
  db: Db,
  asked: WatchAsked,
  measure: WatchMeasure,
  limit: number,
): Promise<{ items: WatchItem[]; total: number }> {
  const listed =
    measure === 'freshness'
      ? sql`select id, name, inner_id as no, null::timestamptz as "on" from (${activity(asked)}) listed where not active`
      : sql`select r.id, i.name, r.record_no as no, r.started_at as "on" from (${judgedRecords(asked)}) r
          join instrument i on i.unit_id = r.unit_id and i.id = r.instrument_id where ${recordGaps[measure]}`
  const { rows } = await sql<WatchItem & { total: number }>`
    select wanting.*, '[]'::jsonb as missing, count(*) over () as total from (${listed}) wanting
    order by "on" desc nulls last, name, id limit ${limit}`.execute(db)
  return { items: rows, total: rows[0]?.total ?? 0 }
}
