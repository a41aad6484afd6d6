import type { Place } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Unit } from '../domain/unit.ts'
import type { UnitRegistration } from '../domain/unit-rules.ts'
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

const registrationValues = (unit: UnitRegistration) => ({
  name: unit.name,
  name_en: unit.nameEn,
  kind: unit.kind,
  credit_code: unit.creditCode ?? null,
  ins_code: unit.insCode ?? null,
  managing: unit.managing,
  department_id: unit.departmentId ?? null,
  city_code: unit.cityCode ?? null,
})

export async function insertUnit(tx: Tx, unit: UnitRegistration): Promise<number> {
  const row = await tables(tx)
    .insertInto('unit')
    .values(registrationValues(unit))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateRegistration(tx: Tx, id: number, unit: UnitRegistration): Promise<void> {
  await tables(tx).updateTable('unit').set(registrationValues(unit)).where('id', '=', id).execute()
}

export type UnitProfile = Pick<
  Unit,
  | 'nameEn'
  | 'countyCode'
  | 'street'
  | 'postalCode'
  | 'website'
  | 'introduction'
  | 'introductionEn'
  | 'smallCompany'
>

export async function updateProfile(tx: Tx, id: number, profile: UnitProfile, at: Instant): Promise<void> {
  await tables(tx)
    .updateTable('unit')
    .set({
      name_en: profile.nameEn,
      county_code: profile.countyCode ?? null,
      street: profile.street,
      postal_code: profile.postalCode,
      website: profile.website,
      introduction: profile.introduction,
      introduction_en: profile.introductionEn,
      small_company: profile.smallCompany,
      profile_edited_at: at,
    })
    .where('id', '=', id)
    .execute()
}

export interface Contact {
  readonly duty: string
  readonly name: string
  readonly phone: string
  readonly email: string
}

export async function contactsOf(db: Db, unitId: number): Promise<Contact[]> {
  return tables(db)
    .selectFrom('contact')
    .select(['duty', 'name', 'phone', 'email'])
    .where('unit_id', '=', unitId)
    .orderBy('id')
    .execute()
}

export async function replaceContacts(tx: Tx, unitId: number, contacts: readonly Contact[]): Promise<void> {
  await tables(tx).deleteFrom('contact').where('unit_id', '=', unitId).execute()
  if (contacts.length > 0)
    await tables(tx)
      .insertInto('contact')
      .values(contacts.map((contact) => ({ unit_id: unitId, ...contact })))
      .execute()
}

export async function unitNamed(db: Db, name: string): Promise<boolean> {
  const row = await tables(db).selectFrom('unit').select('id').where('name', '=', name).executeTakeFirst()
  return row !== undefined
}
