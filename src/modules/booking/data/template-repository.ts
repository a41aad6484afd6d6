import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { BookingRules } from '../domain/rules.ts'
import type { RulesPart } from '../domain/template-parts.ts'
import { tables } from './tables.ts'

/** Where a template holds: a centre, or a whole unit. */
export interface TemplatePlace {
  readonly unitId: number
  readonly centreId: number | undefined
}
export interface Template extends TemplatePlace {
  readonly id: number
  readonly name: string
  readonly rules: BookingRules
  readonly version: number
  readonly changedAt: Instant
}
type Row = Omit<Template, 'centreId'> & { centreId: number | null }

const templateOf = ({ centreId, ...row }: Row): Template => ({ ...row, centreId: centreId ?? undefined })
const columns = sql`t.unit_id as "unitId", t.id, t.centre_id as "centreId", t.name, t.rules, t.version,
  t.changed_at as "changedAt"`

export async function templateById(db: Db, id: number): Promise<Template | undefined> {
  const { rows } = await sql<Row>`select ${columns} from booking_template t where t.id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : templateOf(rows[0])
}

const list = (ids: readonly number[]) => sql`any(${[...ids]}::bigint[])`

/** Places within the scope of a grant: `c` is a centre or nothing, `u` the unit. */
const within = (scope: ScopeFilter, centre: 't.centre_id' | 'c.id') => {
  if (scope.everything) return sql`true`
  return sql`(u.id = ${list(scope.unitIds)} or ${sql.ref(centre)} = ${list(scope.centreIds)}
    or u.department_id = ${list(scope.departmentIds)} or u.city_code = any(${[...scope.cityCodes]}::text[]))`
}

/** A template in a list, with the names of where it holds and how many instruments follow it now. */
export interface ListedTemplate extends Template {
  readonly placeName: string
  readonly placeNameEn: string
  readonly instruments: number
}

/** Templates of a scope by name. */
export async function templatesWithin(db: Db, scope: ScopeFilter, now: Instant): Promise<ListedTemplate[]> {
  const { rows } = await sql<
    Row & { placeName: string; placeNameEn: string; instruments: number }
  >`select ${columns}, coalesce(c.name, u.name) as "placeName", coalesce(c.name_en, u.name_en) as "placeNameEn",
      (select count(*) from instrument i where i.unit_id = t.unit_id and (select r.template_id from booking_rules r
        where r.unit_id = i.unit_id and r.instrument_id = i.id and r.effective_from <= ${now}
        order by r.version desc limit 1) = t.id) as instruments
    from booking_template t join unit u on u.id = t.unit_id
    left join centre c on c.unit_id = t.unit_id and c.id = t.centre_id
    where ${within(scope, 't.centre_id')} order by t.name, t.id limit 500`.execute(db)
  return rows.map(({ placeName, placeNameEn, instruments, ...row }) => ({
    ...templateOf(row),
    ...{ placeName, placeNameEn, instruments },
  }))
}

/** Where somebody of a scope may keep templates: centres, and whole units. */
export async function templatePlaces(
  db: Db,
  scope: ScopeFilter,
): Promise<(TemplatePlace & { name: string; nameEn: string })[]> {
  const { rows } = await sql<{ unitId: number; centreId: number | null; name: string; nameEn: string }>`
    select * from (
      select u.id as "unitId", null::bigint as "centreId", u.name, u.name_en as "nameEn" from unit u
      where u.managing and u.id = ${list(scope.unitIds)}
      union all
      select c.unit_id, c.id, c.name, c.name_en from centre c join unit u on u.id = c.unit_id
      where ${within(scope, 'c.id')}) p order by "unitId", "centreId" nulls first limit 200`.execute(db)
  return rows.map(({ centreId, ...row }) => ({ ...row, centreId: centreId ?? undefined }))
}

/** An instrument a template may be applied to, with what it follows now. */
export interface FollowingInstrument {
  readonly instrumentId: number
  readonly name: string
  readonly nameEn: string
  readonly version: number
  readonly bookable: boolean
  readonly rules: BookingRules | null
  readonly templateId: number | null
  readonly ownParts: readonly RulesPart[]
}

/** Instruments of where a template holds, by name, with the newest version of their rules. */
export async function instrumentsAt(db: Db, place: TemplatePlace): Promise<FollowingInstrument[]> {
  const { rows } = await sql<FollowingInstrument>`
    select i.id as "instrumentId", i.name, coalesce(i.elements ->> 'ename', '') as "nameEn",
      coalesce(r.version, 0) as version, coalesce(r.bookable, false) as bookable, r.rules,
      r.template_id as "templateId", coalesce(r.own_parts, '{}') as "ownParts"
    from instrument i left join lateral (select * from booking_rules r where r.unit_id = i.unit_id
      and r.instrument_id = i.id order by r.version desc limit 1) r on true
    where i.unit_id = ${place.unitId} and i.disposed_on is null
      and (${place.centreId ?? null}::bigint is null or i.centre_id = ${place.centreId ?? null})
    order by i.name, i.id limit 500`.execute(db)
  return rows
}

export interface NewTemplate extends TemplatePlace {
  readonly name: string
  readonly rules: BookingRules
}

export async function insertTemplate(
  tx: Tx,
  template: NewTemplate,
  by: number,
  now: Instant,
): Promise<number> {
  const row = await tables(tx)
    .insertInto('booking_template')
    .values({
      unit_id: template.unitId,
      centre_id: template.centreId ?? null,
      name: template.name,
      rules: template.rules,
      changed_by: by,
      changed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Saves a new version; false when the one given is no longer the newest. */
export async function updateTemplate(
  tx: Tx,
  template: Pick<Template, 'unitId' | 'id' | 'version' | 'name' | 'rules'>,
  by: number,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`update booking_template set name = ${template.name},
    rules = ${JSON.stringify(template.rules)}::jsonb, version = version + 1, changed_by = ${by}, changed_at = ${now}
    where unit_id = ${template.unitId} and id = ${template.id} and version = ${template.version} returning 1`.execute(
    tx,
  )
  return rows.length > 0
}

export async function deleteTemplate(tx: Tx, unitId: number, id: number): Promise<void> {
  await tables(tx).deleteFrom('booking_template').where('unit_id', '=', unitId).where('id', '=', id).execute()
}
