import type { BookingRules } from '#modules/booking/index.ts'
import { instantAt } from '#kernel/time.ts'
import type { Person, TestApplication } from './application.ts'
import { openRules } from './open-rules.ts'

let made = 0

/** A legal person that exists only for a test. */
export async function makeUnit(
  app: TestApplication,
  options: { kind?: string; timeZone?: string } = {},
): Promise<number> {
  const [row] = await app.database.sql<
    { id: number }[]
  >`insert into unit (name, kind, managing, city_code, time_zone)
    values (${`Example unit ${++made}`}, ${options.kind ?? 'university'}, true, '440100', ${options.timeZone ?? 'Asia/Shanghai'})
    returning id`
  return row?.id ?? 0
}

/** An accepted instrument, opened under the given rules. */
export async function makeInstrument(
  app: TestApplication,
  unitId: number,
  rules: Partial<BookingRules> | undefined = {},
  options: { accepted?: boolean } = {},
): Promise<number> {
  const { sql } = app.database
  const now = app.clock.now()
  const accepted = options.accepted === false ? null : 1
  const [row] = await sql<{ id: number }[]>`insert into instrument
    (unit_id, inner_id, dictionary, elements, state, accepted_version, name, created_at, updated_at)
    values (${unitId}, ${`T-${++made}`}, 'g2', '{}', ${accepted === null ? 'draft' : 'accepted'}, ${accepted},
      ${`Example microscope ${made}`}, ${now}, ${now}) returning id`
  const id = row?.id ?? 0
  await sql`insert into booking_rules (unit_id, instrument_id, version, effective_from, bookable, rules, changed_at)
    values (${unitId}, ${id}, 1, '2020-01-01T00:00:00Z', true, ${JSON.stringify({ ...openRules, ...rules })}::jsonb, ${now})`
  return id
}

/** Somebody who leads the instruments of a unit. */
export const makeLead = (app: TestApplication, unitId: number): Promise<Person> =>
  app.person({ unitId, grants: [{ role: 'centre_manager', scope: 'unit', scopeId: String(unitId) }] })

/** A slot of a date on the wall clock of Guangdong, as the API takes it. */
export function slotOn(date: string, from: string, to: string): { start: string; end: string } {
  const at = (time: string) => new Date(instantAt(date, time, 'Asia/Shanghai')).toISOString()
  return { start: at(from), end: at(to) }
}

/** Pairs of bookings of one instrument that hold overlapping time: always empty. */
export async function overlapsIn(app: TestApplication): Promise<number> {
  const [row] = await app.database.sql<{ n: number }[]>`select count(*) as n from booking a join booking b
    on a.unit_id = b.unit_id and a.instrument_id = b.instrument_id and a.id < b.id
    and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    where a.status in ('offered', 'pending', 'confirmed', 'in_use', 'completed')
      and b.status in ('offered', 'pending', 'confirmed', 'in_use', 'completed')`
  return row?.n ?? -1
}
