import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Db } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { InstrumentSet, Subject } from '../domain/levels.ts'
import { type Asked, counted } from './figures-query.ts'

/** An instrument behind a figure. */
export interface InstrumentLine {
  readonly id: number
  readonly name: string
  readonly nameEn: string
  readonly innerId: string
  readonly unitId: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly state: string
  readonly must: boolean
  readonly accepted: boolean
  readonly worthFen: number | null
  readonly records: number
  readonly effectiveMinutes: number
  readonly externalMinutes: number
}

const sets: Readonly<Record<InstrumentSet, RawBuilder<unknown>>> = {
  all: sql`c.here`,
  must: sql`c.must`,
  reported: sql`c.must and c.reported`,
  accepted: sql`c.must and c.accepted_version is not null`,
  network: sql`c.network`,
  used: sql`c.records > 0`,
  missing: sql`c.must and not c.reported`,
}

/** Instruments of a set that the reader may see, most used first. */
export async function instrumentsBehind(
  db: Db,
  asked: Asked & { scope: ScopeFilter; set: InstrumentSet; offset: number; limit: number },
): Promise<{ items: InstrumentLine[]; total: number }> {
  // English names are taken out of the elements for the rows of the page only.
  const { rows } = await sql<InstrumentLine & { total: number }>`
    select page.*, coalesce(i.elements ->> 'ename', '') as "nameEn" from (
    select c.id, i.name, i.inner_id as "innerId", c.unit_id as "unitId", u.name as "unitName", u.name_en as "unitNameEn", i.state, c.must,
      c.accepted_version is not null as accepted, c.worth_fen as "worthFen", c.records, c.effective as "effectiveMinutes",
      c.external as "externalMinutes", count(*) over () as total
    from (${counted(asked)}) c
    join instrument i on i.unit_id = c.unit_id and i.id = c.id
    join unit u on u.id = c.unit_id
    where ${sets[asked.set]} and ${withinScope(asked.scope, { unit: 'u', instrument: 'i' })}
    order by c.effective desc, c.id limit ${asked.limit} offset ${asked.offset}) page
    join instrument i on i.unit_id = page."unitId" and i.id = page.id
    order by page."effectiveMinutes" desc, page.id`.execute(db)
  return { items: rows, total: rows[0]?.total ?? 0 }
}

export interface MonthLine {
  /** `2026-03` */
  readonly month: string
  readonly records: number
  readonly effectiveMinutes: number
  readonly externalMinutes: number
}

const bySums = ({ level, id }: Subject, year: number) => sql<MonthLine>`
  select to_char(m.month, 'YYYY-MM') as month, sum(m.records) as records, sum(m.effective_minutes) as "effectiveMinutes",
    sum(m.external_minutes) as "externalMinutes"
  from unit_month m join unit u on u.id = m.unit_id
  where m.month between make_date(${year}, 1, 1) and make_date(${year}, 12, 1)
    and ${
      level === 'province'
        ? sql`true`
        : level === 'department'
          ? sql`u.department_id = ${Number(id)}`
          : level === 'city'
            ? sql`u.city_code = ${id}`
            : sql`m.unit_id = ${Number(id)}`
    }
  group by 1 order by 1`

const byRecords = ({ level, id }: Subject, year: number) => sql<MonthLine>`
  select to_char(r.started_at at time zone u.time_zone, 'YYYY-MM') as month, count(*) as records,
    sum(r.effective_minutes) as "effectiveMinutes",
    coalesce(sum(r.effective_minutes) filter (where r.service_type = 130), 0) as "externalMinutes"
  from service_record r join unit u on u.id = r.unit_id
  join instrument i on i.unit_id = r.unit_id and i.id = r.instrument_id
  where r.year = ${year} and r.state <> 'void'
    and ${level === 'centre' ? sql`i.centre_id = ${Number(id)}` : sql`i.id = ${Number(id)}`}
  group by 1 order by 1`

/** Hours of every month that has some: from prepared sums, for a centre or an instrument from its records. */
export async function hoursByMonth(db: Db, subject: Subject, year: number): Promise<MonthLine[]> {
  const fine = subject.level === 'centre' || subject.level === 'instrument'
  const { rows } = await (fine ? byRecords(subject, year) : bySums(subject, year)).execute(db)
  return rows
}

/** Years for which there are prepared sums, newest first. */
export async function yearsWithRecords(db: Db): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`with recursive years as (
      (select max(year) as year from instrument_year)
      union all select (select max(year) from instrument_year where year < years.year) from years where years.year is not null)
    select year from years where year is not null`.execute(db)
  return rows.map(({ year }) => year)
}
