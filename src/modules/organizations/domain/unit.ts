/** Kinds of legal person; the database's check lists the same. */
export const unitKinds = [
  'university',
  'institute',
  'hospital',
  'company',
  'new_rd',
  'government',
  'society',
  'other',
] as const
export type UnitKind = (typeof unitKinds)[number]

export const unitStatuses = ['applied', 'active', 'closed'] as const
export type UnitStatus = (typeof unitStatuses)[number]

export const departmentKinds = ['provincial_department', 'city_bureau', 'other'] as const
export type DepartmentKind = (typeof departmentKinds)[number]

/** A legal person: one that manages instruments, or only uses them. */
export interface Unit {
  readonly id: number
  readonly insCode: string | undefined
  readonly creditCode: string | undefined
  readonly name: string
  readonly nameEn: string
  readonly kind: UnitKind
  readonly managing: boolean
  readonly smallCompany: boolean
  readonly departmentId: number | undefined
  readonly cityCode: string | undefined
  readonly countyCode: string | undefined
  readonly street: string
  readonly postalCode: string
  readonly website: string
  readonly introduction: string
  readonly introductionEn: string
  readonly timeZone: string
}
