import type { Generated, GeneratedAlways } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { DepartmentKind, UnitKind, UnitStatus } from '../domain/unit.ts'

export type OrganizationsTables = {
  department: {
    id: GeneratedAlways<number>
    key: string
    name: string
    name_en: Generated<string>
    kind: DepartmentKind
    city_code: string | null
  }
  unit: {
    id: GeneratedAlways<number>
    ins_code: string | null
    credit_code: string | null
    name: string
    name_en: Generated<string>
    kind: UnitKind
    managing: Generated<boolean>
    small_company: Generated<boolean>
    department_id: number | null
    city_code: string | null
    county_code: string | null
    street: Generated<string>
    postal_code: Generated<string>
    website: Generated<string>
    introduction: Generated<string>
    introduction_en: Generated<string>
    time_zone: Generated<string>
    status: Generated<UnitStatus>
    created_at: Generated<Instant>
    profile_edited_at: Instant | null
  }
  centre: {
    unit_id: number
    id: GeneratedAlways<number>
    name: string
    name_en: Generated<string>
    rooms: Generated<string>
    introduction: Generated<string>
  }
  research_group: {
    unit_id: number
    id: GeneratedAlways<number>
    name: string
    lead_account_id: number | null
  }
  group_member: { unit_id: number; group_id: number; account_id: number }
  contact: {
    unit_id: number
    id: GeneratedAlways<number>
    duty: string
    name: string
    phone: Generated<string>
    email: Generated<string>
  }
  membership_claim: { account_id: number; unit_id: number; claimed_at: Instant }
}

/** The database with this module's tables, and only these. */
export const tables = (db: Db) => db.$extendTables<OrganizationsTables>()
