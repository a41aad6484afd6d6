import { sql } from 'kysely'
import type { Place } from '#kernel/permissions.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Subject } from '../domain/levels.ts'

/** A subject with its name and where it stands; undefined when it does not exist. */
export interface NamedSubject {
  readonly name: string | undefined
  readonly nameEn: string | undefined
  readonly place: Place
}

interface Row {
  readonly name: string
  readonly nameEn: string
  readonly unitId?: number | null
  readonly departmentId?: number | null
  readonly cityCode?: string | null
  readonly centreId?: number | null
  readonly instrumentId?: number | null
}
const placeOf = (row: Row): Place => ({
  unitId: row.unitId ?? undefined,
  departmentId: row.departmentId ?? undefined,
  cityCode: row.cityCode ?? undefined,
  centreId: row.centreId ?? undefined,
  instrumentId: row.instrumentId ?? undefined,
})

const unitPlace = sql`u.id as "unitId", u.department_id as "departmentId", u.city_code as "cityCode"`
function rowsFor({ level, id }: Subject) {
  const number = Number(id)
  if (level === 'department')
    return sql<Row>`select name, name_en as "nameEn", id as "departmentId" from department where id = ${number}`
  if (level === 'unit')
    return sql<Row>`select u.name, u.name_en as "nameEn", ${unitPlace} from unit u where u.id = ${number}`
  if (level === 'centre')
    return sql<Row>`select c.name, c.name_en as "nameEn", ${unitPlace}, c.id as "centreId" from centre c join unit u on u.id = c.unit_id
      where c.id = ${number}`
  return sql<Row>`select i.name, coalesce(i.elements ->> 'ename', '') as "nameEn", ${unitPlace}, i.centre_id as "centreId", i.id as "instrumentId"
    from instrument i join unit u on u.id = i.unit_id where i.id = ${number}`
}

/** Name and place of a subject; province and city have no row of their own. */
export async function namedSubject(db: Db, subject: Subject): Promise<NamedSubject | undefined> {
  if (subject.level === 'province') return { name: undefined, nameEn: undefined, place: {} }
  if (subject.level === 'city') return { name: undefined, nameEn: undefined, place: { cityCode: subject.id } }
  const { rows } = await rowsFor(subject).execute(db)
  return rows[0] === undefined
    ? undefined
    : { name: rows[0].name, nameEn: rows[0].nameEn, place: placeOf(rows[0]) }
}
