import { day, type Instant, instant } from '#kernel/time.ts'
import type { Elements, InstrumentState, ResourceKind, SeedResourceRecord } from '#modules/registry/seed.ts'
import type { Chance } from './chance.ts'
import type { People, UnitPeople } from './people-plan.ts'

/** An instrument that needs a customs record. */
export interface Supervised {
  readonly unitId: number
  readonly id: number
  readonly innerId: string
  readonly name: string
  readonly bookedOn: string
}

const states: readonly InstrumentState[] = ['accepted', 'province_review', 'draft', 'unit_review', 'returned']
const stateOf = (i: number): InstrumentState => states[i % states.length] ?? 'draft'

const contactOf = ({ reporter }: UnitPeople): Elements => ({
  contact: reporter.displayName,
  phone: reporter.phone,
  email: reporter.email,
})
const placeOf = ({ unit }: UnitPeople): Elements => ({
  province: '440000',
  city: unit.cityCode,
  ...(unit.countyCode === undefined ? {} : { county: unit.countyCode }),
})

function centreElements(
  people: UnitPeople,
  centre: { name: string },
  innerId: string,
  chance: Chance,
): Elements {
  return {
    ...{ innerId, cname: centre.name, worth: chance.whole(800, 9_000), area: chance.whole(400, 4_000) },
    ...{ establish: `${chance.whole(1998, 2016)}-09-01`, instruNum: chance.whole(8, 60), accept: '1' },
    ...{ subject: ['150', '430'], serviceContent: `${centre.name}面向校内外提供分析测试、方法开发和培训。` },
    ...placeOf(people),
    ...contactOf(people),
    ...{ url: people.unit.website, location: people.unit.street, postalcode: people.unit.postalCode },
  }
}

const facilityNames = ['示例同步辐射光源', '示例深海环境模拟装置'] as const

function facilityElements(people: UnitPeople, innerId: string, cname: string): Elements {
  return {
    ...{ innerId, cname, ename: 'Demonstration facility', worth: 98_000, beginDate: '2018-08-23' },
    ...placeOf(people),
    ...{ street: people.unit.street, subject: ['140', '430', '180'], url: people.unit.website },
    ...{ technical: '束线与实验站运行中心', function: '为材料、物理和生命科学提供实验条件' },
    ...{ supInsname: people.unit.name, deviceCategory: '2', construction: '2' },
    ...contactOf(people),
  }
}

function coreElements(people: UnitPeople, facility: string, innerId: string, cname: string): Elements {
  return {
    ...{ facilityInnerId: facility, innerId, cname, ename: 'Beamline instrument', instrBelongsType: '2' },
    ...{ instrBelongsName: facility, insideDepart: '实验站', instrCategory: '010101', instrSource: '研制' },
    ...{ instrSupervise: '否', worth: 1_260, nation: '中国', manufacturer: people.unit.name.slice(0, 50) },
    ...{
      beginDate: '2018-09-01',
      type: '专用',
      instrVersion: `${innerId}-A`,
      technical: '能量范围 5–20 keV',
    },
    ...{ function: '衍射与散射测量', subject: ['140'], funds: ['中央财政资金'], serviceContent: '用户实验' },
    ...{ requirement: '按轮次申请机时', fee: '无', ...placeOf(people), street: people.unit.street },
    ...{ ...contactOf(people), address: people.unit.street, postalcode: people.unit.postalCode },
  }
}

function effectOf(
  people: UnitPeople,
  year: number,
  chance: Chance,
): Pick<SeedResourceRecord, 'elements' | 'attached'> {
  const income = Array.from({ length: chance.whole(3, 8) }, (_, i) => ({
    ...{
      billDate: `${year}-${String(1 + i).padStart(2, '0')}-15`,
      voucher: `记-${year}-${String(i + 1).padStart(4, '0')}`,
    },
    ...{ summary: '测试服务费', amount: chance.whole(2, 90) * 1_000, payer: '示例科技有限公司', year },
  }))
  const total = income.reduce((sum, one) => sum + one.amount, 0) / 10_000
  const elements = {
    ...{
      year,
      serviceUrl: people.unit.website,
      billNum: income.length,
      billWorth: Math.round(total * 100) / 100,
    },
    ...{
      billWorthInstr: Math.round(total * 60) / 100,
      instrNum: chance.whole(5, 80),
      instrWorth: chance.whole(600, 20_000),
    },
    ...{
      effectInside: '支撑本单位科研项目与研究生培养。',
      effectOutside: '为企业和外单位提供测试与方法开发服务。',
    },
    effectRules: '制定开放共享与收费办法，实验技术人员参加年度培训。',
  }
  return { elements, attached: { income } }
}

interface Parts {
  readonly chance: Chance
  readonly people: People
  readonly supervised: readonly Supervised[]
  readonly now: Instant
  readonly year: number
}

/** Centres, two facilities with core instruments, customs records and last year's effects, in every state. */
export function planRecords({ chance, people, supervised, now, year }: Parts): SeedResourceRecord[] {
  const records: SeedResourceRecord[] = []
  const nothing = { facilityId: undefined, instrumentId: undefined, centreId: undefined, attached: {} }
  const add = (
    of: UnitPeople,
    kind: ResourceKind,
    record: Partial<SeedResourceRecord> & Pick<SeedResourceRecord, 'innerId' | 'elements' | 'state'>,
  ): number => {
    const id = records.length + 1
    const at = instant(now - (id % 40) * day)
    records.push({ ...nothing, ...record, unitId: of.unit.id, id, kind, author: of.reporter, at })
    return id
  }
  const units = [...people.byUnit.values()].filter(({ unit }) => unit.managing)
  for (const [i, of] of units.entries()) {
    for (const [no, centre] of of.unit.centres.entries()) {
      const innerId = `ZX-${String(no + 1).padStart(2, '0')}`
      const elements = centreElements(of, centre, innerId, chance)
      add(of, '1', { innerId, elements, centreId: centre.id, state: stateOf(i + no) })
    }
    add(of, '7', { innerId: String(year), ...effectOf(of, year, chance), state: stateOf(i) })
    const name = facilityNames[i]
    if (name === undefined) continue
    const facility = `SS-0${i + 1}`
    const elements = facilityElements(of, facility, name)
    const facilityId = add(of, '2', { innerId: facility, elements, state: stateOf(i) })
    for (const [no, cname] of ['粉末衍射仪', '小角散射仪', '成像线站'].entries()) {
      const innerId = `${facility}-${no + 1}`
      add(of, '2-core', {
        innerId,
        facilityId,
        state: stateOf(i + no),
        elements: coreElements(of, facility, innerId, cname),
      })
    }
  }
  for (const [i, one] of supervised.entries()) {
    const of = people.byUnit.get(one.unitId)
    if (of === undefined) continue
    const released = one.bookedOn.slice(0, 4)
    const serial = String(chance.whole(0, 999_999_999)).padStart(9, '0')
    const elements = {
      ...{ innerId: one.innerId, declarationNumber: `5100${released}1${serial}`, itemNumber: '01' },
      ...{ importDate: one.bookedOn, formname: one.name.slice(0, 30) },
    }
    add(of, '5', {
      innerId: one.innerId,
      instrumentId: one.id,
      elements,
      state: i % 3 === 0 ? stateOf(i) : 'accepted',
    })
  }
  return records
}
