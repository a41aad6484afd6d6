import type { Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'
import { creditCodeCheckCharacter } from './domain/credit-code.ts'
import type { DepartmentKind, Unit } from './domain/unit.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedDepartment {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly nameEn: string
  readonly kind: DepartmentKind
  readonly cityCode: string | undefined
}
/** `editedAt`: when the unit last went over its information. */
export type SeedUnit = Omit<Unit, 'timeZone'> & { readonly editedAt: Instant | undefined }
export interface SeedCentre {
  readonly unitId: number
  readonly id: number
  readonly name: string
  readonly nameEn: string
  readonly rooms: readonly string[]
}
export interface SeedGroup {
  readonly unitId: number
  readonly id: number
  readonly name: string
  readonly leadId: number
  readonly memberIds: readonly number[]
}
export interface SeedContact {
  readonly unitId: number
  readonly duty: string
  readonly name: string
  readonly phone: string
  readonly email: string
}

/** A credit code with its check character, from the seventeen before it. */
export function creditCodeOf(first17: string): string {
  const check = creditCodeCheckCharacter(first17)
  if (check === undefined) throw new Error(`No credit code can begin with ${first17}`)
  return `${first17}${check}`
}

export async function seedDepartments(sql: Sql, departments: readonly SeedDepartment[]): Promise<void> {
  await copyRows(
    sql,
    'department',
    ['id', 'key', 'name', 'name_en', 'kind', 'city_code'],
    rowsOf(departments, (one) => [one.id, one.key, one.name, one.nameEn, one.kind, one.cityCode]),
  )
  await moveSequence(sql, 'department')
}

const unitColumns = [
  'id',
  'ins_code',
  'credit_code',
  'name',
  'name_en',
  'kind',
  'managing',
  'small_company',
  'department_id',
  'city_code',
  'county_code',
  'street',
  'postal_code',
  'website',
  'introduction',
  'introduction_en',
  'created_at',
  'profile_edited_at',
]

export async function seedUnits(sql: Sql, units: readonly SeedUnit[], createdAt: Instant): Promise<void> {
  const created = timeCell(createdAt)
  await copyRows(
    sql,
    'unit',
    unitColumns,
    rowsOf(units, (one) => [
      one.id,
      one.insCode,
      one.creditCode,
      one.name,
      one.nameEn,
      one.kind,
      one.managing,
      one.smallCompany,
      one.departmentId,
      one.cityCode,
      one.countyCode,
      one.street,
      one.postalCode,
      one.website,
      one.introduction,
      one.introductionEn,
      created,
      timeCell(one.editedAt),
    ]),
  )
  await moveSequence(sql, 'unit')
}

export async function seedCentres(sql: Sql, centres: readonly SeedCentre[]): Promise<void> {
  await copyRows(
    sql,
    'centre',
    ['unit_id', 'id', 'name', 'name_en', 'rooms'],
    rowsOf(centres, (one) => [one.unitId, one.id, one.name, one.nameEn, one.rooms.join('、')]),
  )
  await moveSequence(sql, 'centre')
}

export async function seedGroups(sql: Sql, groups: readonly SeedGroup[]): Promise<void> {
  await copyRows(
    sql,
    'research_group',
    ['unit_id', 'id', 'name', 'lead_account_id'],
    rowsOf(groups, (one) => [one.unitId, one.id, one.name, one.leadId]),
  )
  await moveSequence(sql, 'research_group')
  const members = groups.flatMap((group) =>
    [group.leadId, ...group.memberIds].map((accountId) => ({ group, accountId })),
  )
  await copyRows(
    sql,
    'group_member',
    ['unit_id', 'group_id', 'account_id'],
    rowsOf(members, ({ group, accountId }) => [group.unitId, group.id, accountId]),
  )
}

export async function seedContacts(sql: Sql, contacts: readonly SeedContact[]): Promise<void> {
  await copyRows(
    sql,
    'contact',
    ['unit_id', 'id', 'duty', 'name', 'phone', 'email'],
    rowsOf(
      contacts.map((one, i) => ({ one, id: i + 1 })),
      ({ one, id }) => [one.unitId, id, one.duty, one.name, one.phone, one.email],
    ),
  )
  await moveSequence(sql, 'contact')
}
