import { isCreditCode } from '#kernel/credit-code.ts'
import type { Refusal } from '#kernel/refusal.ts'
import type { UnitKind } from './unit.ts'

/** What the site keeps about a legal person as such; an operator changes it, not the unit. */
export interface UnitRegistration {
  readonly name: string
  readonly nameEn: string
  readonly kind: UnitKind
  readonly creditCode: string | undefined
  readonly insCode: string | undefined
  readonly managing: boolean
  readonly departmentId: number | undefined
  readonly cityCode: string | undefined
}

/** 32 hex digits from the national platform, or gdins and five digits from the province (domain.md §1.3). */
const insCodeForm = /^([0-9a-f]{32}|gdins[0-9]{5})$/

/** Every reason a legal person cannot be registered like this. */
export function registrationRefusals(unit: UnitRegistration): Refusal[] {
  const refusals: Refusal[] = []
  if (unit.creditCode !== undefined && !isCreditCode(unit.creditCode))
    refusals.push({ code: 'organizations.credit_code_wrong', creditCode: unit.creditCode })
  if (unit.insCode !== undefined && !insCodeForm.test(unit.insCode))
    refusals.push({ code: 'organizations.ins_code_wrong', insCode: unit.insCode })
  if (unit.managing && unit.creditCode === undefined)
    refusals.push({ code: 'organizations.credit_code_missing' })
  if (unit.managing && unit.cityCode === undefined) refusals.push({ code: 'organizations.city_missing' })
  return refusals
}

/** The kind of legal person its credit code tells: first digit the registering authority, second the kind (GB 32100-2015). */
export function kindByCreditCode(creditCode: string): UnitKind {
  if (creditCode.startsWith('9')) return 'company'
  if (creditCode.startsWith('11')) return 'government'
  if (creditCode.startsWith('5')) return 'society'
  return 'other'
}
