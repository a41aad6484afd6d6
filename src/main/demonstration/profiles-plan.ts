import { day as dayLength, instantAt } from '#kernel/time.ts'
import type { SeedProfiles, SeedRule } from '#modules/profiles/seed.ts'
import type { Chance } from './chance.ts'
import type { DemoContent } from './content.ts'
import type { PlannedInstrument } from './instruments-plan.ts'
import type { UnitPeople } from './people-plan.ts'

interface Ground {
  readonly chance: Chance
  readonly content: DemoContent
  readonly today: string
  readonly zone: string
}
type Instrument = Pick<PlannedInstrument, 'id' | 'centre'> & { readonly name: string }

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10)

/** Days before today on which the versions of a rule took effect; below nothing they are still to come. */
const histories: readonly (readonly [readonly number[], number])[] = [
  [[1_200, 160], 30],
  [[420], 34],
  [[2_300], 14],
  [[700, -40], 8],
  [[], 14],
]

function rulesOf({ chance, content, today, zone }: Ground, { unit, administrator }: UnitPeople): SeedRule[] {
  return content.profiles.rules.flatMap(({ kind, title, titleEn, body }) => {
    const history = unit.id === 1 && kind !== 'safety' ? [1_200, 160] : chance.weighed(histories)
    return history.map((days, i) => {
      const effectiveFrom = shifted(today, -days)
      const notice = chance.whole(-6, 45)
      const published = Math.min(-1, -days - notice)
      return {
        ...{ unitId: unit.id, kind, version: i + 1, titleEn, body, effectiveFrom },
        title: i === 0 && history.length > 1 ? `${title}（试行）` : title,
        publishedByName: administrator.displayName,
        publishedAt: instantAt(shifted(today, published), '10:00', zone),
      }
    })
  })
}

/** Days for which a qualification still holds: most hold, some end soon, some have ended. */
const remaining = [
  [900, 5],
  [60, 2],
  [20, 1],
  [-70, 2],
] as const

function qualificationsOf(ground: Ground, unitId: number, instruments: readonly Instrument[]) {
  const { chance, content, today } = ground
  const some = content.profiles.qualifications.filter((_, i) => chance.yes(unitId === 1 ? 1 : 0.6 - 0.15 * i))
  return some.map(({ kind, scope, years }, i) => {
    const left = unitId === 1 ? ([900, 25, -70][i] ?? 900) : chance.weighed(remaining) + chance.whole(0, 15)
    const validUntil = shifted(today, left)
    return {
      ...{ unitId, kind, scope, validUntil, validFrom: shifted(validUntil, -365 * years), fileId: null },
      number: `${kind}-DEMO-${String(unitId).padStart(3, '0')}${i + 1}`,
      instrumentIds: instruments.slice(i * 3, i * 3 + 4).map(({ id }) => id),
      centreIds: [],
    }
  })
}

function techniciansOf({ chance, content }: Ground, people: UnitPeople, instruments: readonly Instrument[]) {
  return people.leads.slice(0, 5).map((lead, i) => {
    const own = instruments.filter((_, at) => at % 5 === i).slice(0, 4)
    return {
      ...{ unitId: people.unit.id, name: lead.displayName, accountId: lead.id },
      title: chance.pick(content.profiles.titles),
      skills: chance.pick(content.profiles.skills),
      instrumentIds: own.map(({ id }) => id),
      centreIds: [...new Set(own.flatMap(({ centre }) => centre?.id ?? []))].slice(0, 1),
    }
  })
}

function normsOf({ content }: Ground, unitId: number, instruments: readonly Instrument[]) {
  return content.profiles.norms.flatMap(({ words, ...norm }) => {
    const instrumentIds = instruments.filter(({ name }) => name.includes(words)).map(({ id }) => id)
    return instrumentIds.length === 0 ? [] : [{ unitId, ...norm, instrumentIds: instrumentIds.slice(0, 20) }]
  })
}

/** What every managing unit publishes about itself, in every state: complete, old, to come, missing; valid, ending, ended. */
export function planProfiles(
  ground: Ground,
  units: Iterable<UnitPeople>,
  instruments: ReadonlyMap<number, readonly Instrument[]>,
): SeedProfiles {
  const managing = [...units].filter(({ unit }) => unit.managing)
  const own = ({ unit }: UnitPeople) => instruments.get(unit.id) ?? []
  return {
    rules: managing.flatMap((people) => rulesOf(ground, people)),
    technicians: managing.flatMap((people) => techniciansOf(ground, people, own(people))),
    qualifications: managing.flatMap((people) => qualificationsOf(ground, people.unit.id, own(people))),
    norms: managing.flatMap((people) => normsOf(ground, people.unit.id, own(people))),
  }
}
