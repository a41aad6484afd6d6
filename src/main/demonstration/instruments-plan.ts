import type { Elements } from '#modules/registry/seed.ts'
import type { Chance } from './chance.ts'
import type { DemoContent, InstrumentType } from './content.ts'
import type { PlannedCentre, PlannedUnit } from './organizations-plan.ts'
import type { People, PlannedPerson, UnitPeople } from './people-plan.ts'

/** An instrument before anything happened to it. */
export interface PlannedInstrument {
  readonly id: number
  readonly unit: PlannedUnit
  readonly people: UnitPeople
  readonly centre: PlannedCentre | undefined
  readonly lead: PlannedPerson
  readonly type: InstrumentType
  readonly innerId: string
  readonly bookedOn: string
  readonly elements: Elements
}

const publicFunds = [
  [['中央财政资金'], 30],
  [['地方财政资金'], 30],
  [['中央财政资金', '地方财政资金'], 8],
  [['地方财政资金', '单位自有资金'], 12],
  [['单位自有资金'], 15],
  [['其他资金'], 5],
] as const
const companyFunds = [
  [['单位自有资金'], 60],
  [['地方财政资金', '单位自有资金'], 25],
  [['其他资金'], 15],
] as const

/** Each unit numbers its assets in its own way. */
function innerId(unit: PlannedUnit, year: number, no: number): string {
  const serial = String(no).padStart(5, '0')
  switch (unit.id % 4) {
    case 0:
      return `${year}${serial}`
    case 1:
      return `ZC${year}-${serial}`
    case 2:
      return `S${String(year).slice(2)}${serial}`
    default:
      return `${unit.cityCode.slice(2, 4)}-${year}-${serial}`
  }
}

/** More instruments were bought in recent years than long ago. */
function bookedOn(chance: Chance, today: string): string {
  const daysAgo = Math.round(45 + Math.min(chance.wait(2_000), 5_600))
  return Temporal.PlainDate.from(today).subtract({ days: daysAgo }).toString()
}

/** One in fifteen was bought used or as a part, below the threshold of 30 万元: reported freely or not at all. */
function worthOf(chance: Chance, [least, most]: readonly [number, number]): number {
  const worth = chance.yes(0.066) ? chance.between(6, 29.5) : least * (most / least) ** chance.next()
  return Math.round(worth * 100) / 100
}

/** Some of what was imported in the last three years came in free of duty and is under supervision. */
function isSupervised(chance: Chance, imported: boolean, booked: string, today: string): boolean {
  const recent = Temporal.PlainDate.from(booked).until(today).total('days') < 1_090
  return imported && recent && chance.yes(0.35)
}

/** Most units write a maker as the list has it, some in a way of their own. */
function writtenMaker(chance: Chance, content: DemoContent, maker: string): string {
  const aliases = content.makers.get(maker)?.aliases ?? []
  return aliases.length > 0 && chance.yes(0.35) ? chance.pick(aliases) : maker
}

interface Parts {
  readonly chance: Chance
  readonly content: DemoContent
  readonly people: UnitPeople
  readonly today: string
}

/** What was bought lately says when it passed acceptance, some days or weeks after it was entered in the account. */
function acceptanceOf(innerId: string, booked: string, today: string): Elements {
  const bookedOn = Temporal.PlainDate.from(booked)
  if (bookedOn.until(today).total('days') > 150) return {}
  const drawn = [...innerId].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997, 7)
  const accepted = bookedOn.add({ days: 3 + (drawn % 60) })
  const yesterday = Temporal.PlainDate.from(today).subtract({ days: 1 })
  const known = Temporal.PlainDate.compare(accepted, yesterday) < 0 ? accepted : yesterday
  return { acceptanceDate: known.toString() }
}

/** Nothing is filled in that the national form does not ask for (dictionary g2-instrument), but the day of acceptance. */
function elementsOf(
  parts: Parts,
  type: InstrumentType,
  place: { centre: PlannedCentre | undefined; room: string; innerId: string; lead: PlannedPerson },
  booked: string,
): Elements {
  const { chance, content, people, today } = parts
  const { unit } = people
  const model = chance.pick(type.models)
  const nation = content.makers.get(model.maker)?.country ?? '中国'
  const funds = chance.weighed<readonly string[]>(unit.kind === 'company' ? companyFunds : publicFunds)
  const where = `${unit.street}${place.centre?.name ?? ''}${place.room}室`
  return {
    innerId: place.innerId,
    cname: type.cname,
    ename: type.ename,
    instrBelongsType: '无',
    insideDepart: place.centre?.name ?? '仪器设备管理科',
    instrCategory: type.classCode,
    instrSource: chance.weighed([
      ['购置', 93],
      ['研制', 3],
      ['赠送', 3],
      ['其他', 1],
    ]),
    instrSupervise: isSupervised(chance, nation !== '中国', booked, today) ? '是' : '否',
    worth: worthOf(chance, model.priceWan),
    nation,
    manufacturer: writtenMaker(chance.fork(`maker ${place.innerId}`), content, model.maker),
    beginDate: booked,
    ...acceptanceOf(place.innerId, booked, today),
    type: type.category,
    instrVersion: model.model,
    technical: type.technical,
    function: type.function,
    subject: type.disciplines.slice(0, 4),
    funds,
    serviceContent: type.serviceContent,
    requirement: type.requirement,
    fee: type.fee,
    province: '440000',
    city: unit.cityCode,
    ...(unit.countyCode === undefined ? {} : { county: unit.countyCode }),
    street: where,
    contact: place.lead.displayName,
    phone: place.lead.phone,
    email: place.lead.email,
    address: where,
    postalcode: unit.postalCode,
  }
}

/** Spreads the instruments over the units by their size, each unit having its own favourites among the types. */
export function* planInstruments(
  chance: Chance,
  content: DemoContent,
  people: People,
  today: string,
  count: number,
): Iterable<PlannedInstrument> {
  const units = [...people.byUnit.values()]
  const sizes = units.reduce((sum, { unit }) => sum + unit.size, 0)
  let id = 0
  let due = 0
  for (const unitPeople of units) {
    const { unit, leads } = unitPeople
    due += (unit.size * count) / sizes
    const own = chance.fork(`instruments of ${unit.id}`)
    const favourites = content.types.map((type) => [type, type.weight * own.between(0.1, 2)] as const)
    for (let no = 1; id < Math.round(due); no++) {
      id++
      const booked = bookedOn(own, today)
      const type = own.weighed(favourites)
      const centre = unit.centres.length > 0 && own.yes(0.92) ? own.pick(unit.centres) : undefined
      const lead = leads[no % leads.length] ?? unitPeople.administrator
      const place = {
        centre,
        room: centre === undefined ? String(own.whole(101, 609)) : own.pick(centre.rooms),
        innerId: innerId(unit, Number(booked.slice(0, 4)), no),
        lead,
      }
      const parts = { chance: own, content, people: unitPeople, today }
      yield {
        id,
        unit,
        people: unitPeople,
        centre,
        lead,
        type,
        innerId: place.innerId,
        bookedOn: booked,
        elements: elementsOf(parts, type, place, booked),
      }
    }
  }
}
