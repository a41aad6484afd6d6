import type { Place } from '#kernel/permissions.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Unit } from '../domain/unit.ts'
import { tables } from './tables.ts'

const columns = [
  'id',
  'ins_code as insCode',
  'credit_code as creditCode',
  'name',
  'name_en as nameEn',
  'kind',
  'managing',
  'small_company as smallCompany',
  'department_id as departmentId',
  'city_code as cityCode',
  'county_code as countyCode',
  'street',
  'postal_code as postalCode',
  'website',
  'introduction',
  'introduction_en as introductionEn',
  'time_zone as timeZone',
] as const

const unitOf = (row: object): Unit =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, (value as unknown) ?? undefined]),
  ) as unknown as Unit

export async function unitById(db: Db, id: number): Promise<Unit | undefined> {
  const row = await tables(db).selectFrom('unit').select(columns).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : unitOf(row)
}

export async function unitByCreditCode(db: Db, creditCode: string): Promise<Unit | undefined> {
  const row = await tables(db)
    .selectFrom('unit')
    .select(columns)
    .where('credit_code', '=', creditCode)
    .executeTakeFirst()
  return row === undefined ? undefined : unitOf(row)
}

/** Units that own instruments, by id. */
export async function managingUnits(db: Db): Promise<Unit[]> {
  const rows = await tables(db)
    .selectFrom('unit')
    .select(columns)
    .where('managing', '=', true)
    .orderBy('id')
    .execute()
  return rows.map(unitOf)
}

/** Where a unit stands, for permissions. */
export async function placeOfUnit(db: Db, unitId: number): Promise<Place> {
  const unit = await unitById(db, unitId)
  return { unitId, departmentId: unit?.departmentId, cityCode: unit?.cityCode }
}

export async function centresOf(db: Db, unitId: number) {
  return tables(db)
    .selectFrom('centre')
    .select(['unit_id as unitId', 'id', 'name', 'name_en as nameEn', 'rooms', 'introduction'])
    .where('unit_id', '=', unitId)
    .orderBy('id')
    .execute()
}

export async function departments(db: Db) {
  return tables(db)
    .selectFrom('department')
    .select(['id', 'key', 'name', 'name_en as nameEn', 'kind', 'city_code as cityCode'])
    .orderBy('id')
    .execute()
}
