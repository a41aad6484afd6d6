import { creditCodeOf } from '#modules/organizations/seed.ts'
import type { Chance } from './chance.ts'
import type { CompanyContent, DemoContent, UnitContent, UnitKind } from './content.ts'

export interface PlannedUnit {
  readonly id: number
  readonly insCode: string | undefined
  readonly creditCode: string
  readonly name: string
  readonly nameEn: string
  readonly kind: UnitKind
  readonly managing: boolean
  readonly smallCompany: boolean
  readonly departmentId: number | undefined
  readonly cityCode: string
  readonly countyCode: string | undefined
  readonly street: string
  readonly postalCode: string
  readonly website: string
  readonly introduction: string
  readonly introductionEn: string
  /** Mail addresses of its people end in this; example.org is reserved for examples (RFC 2606). */
  readonly mailDomain: string
  /** How many instruments it has, compared with others. */
  readonly size: number
  readonly centres: readonly PlannedCentre[]
}
export interface PlannedCentre {
  readonly id: number
  readonly name: string
  readonly nameEn: string
  readonly rooms: readonly string[]
}

/** Managing units get 12 (public institutions) or 91 (enterprises); the nine characters of the organisation say DEM0…. */
const creditCode = (kind: UnitKind, city: string, no: number): string =>
  creditCodeOf(
    `${kind === 'company' || kind === 'new_rd' ? '91' : '12'}${city}DEM${String(no).padStart(6, '0')}`,
  )

function managingUnit(
  content: DemoContent,
  unit: UnitContent,
  index: number,
  firstCentre: number,
): PlannedUnit {
  const departmentId = content.departments.findIndex((department) => department.key === unit.department) + 1
  return {
    id: index + 1,
    insCode: `gdins${String(90_001 + index)}`,
    creditCode: creditCode(unit.kind, unit.city, index + 1),
    name: unit.name,
    nameEn: unit.name_en,
    kind: unit.kind,
    managing: true,
    smallCompany: false,
    departmentId: departmentId === 0 ? undefined : departmentId,
    cityCode: unit.city,
    countyCode: unit.county ?? undefined,
    street: unit.street,
    postalCode: unit.postalcode,
    website: unit.website,
    introduction: unit.intro.zh,
    introductionEn: unit.intro.en,
    mailDomain: `${unit.key.replace(/^u-/, '')}.example.org`,
    size: unit.size,
    centres: unit.centres.map((centre, i) => ({
      id: firstCentre + i,
      name: centre.name,
      nameEn: centre.name_en,
      rooms: centre.rooms,
    })),
  }
}

const company = (of: CompanyContent, index: number, id: number): PlannedUnit => ({
  id,
  insCode: undefined,
  creditCode: creditCode(of.kind, of.city, id),
  name: of.name,
  nameEn: of.name_en,
  kind: of.kind,
  managing: false,
  smallCompany: of.small,
  departmentId: undefined,
  cityCode: of.city,
  countyCode: undefined,
  street: '',
  postalCode: '',
  website: '',
  introduction: '',
  introductionEn: '',
  mailDomain: `company-${String(index + 1)}.example.com`,
  size: 0,
  centres: [],
})

/** Managing units first, then the companies that only use instruments; ids count from 1. */
export function planUnits(content: DemoContent): PlannedUnit[] {
  let centre = 1
  const units = content.units.map((unit, index) => {
    const planned = managingUnit(content, unit, index, centre)
    centre += unit.centres.length
    return planned
  })
  return [...units, ...content.companies.map((of, index) => company(of, index, units.length + index + 1))]
}

/** A telephone number nobody has: the office code 5550 is not given out in these areas. */
export const examplePhone = (chance: Chance, cityCode: string): string =>
  `${areaCodes[cityCode] ?? '020'}-5550${String(chance.whole(0, 9999)).padStart(4, '0')}`

const areaCodes: Record<string, string> = {
  '440100': '020',
  '440200': '0751',
  '440300': '0755',
  '440400': '0756',
  '440500': '0754',
  '440600': '0757',
  '440700': '0750',
  '440800': '0759',
  '440900': '0668',
  '441200': '0758',
  '441300': '0752',
  '441400': '0753',
  '441500': '0660',
  '441600': '0762',
  '441700': '0662',
  '441800': '0763',
  '441900': '0769',
  '442000': '0760',
  '445100': '0768',
  '445200': '0663',
  '445300': '0766',
}
