import type { Grant } from '#kernel/permissions.ts'
import type { Chance } from './chance.ts'
import type { DemoContent } from './content.ts'
import { examplePhone, type PlannedUnit } from './organizations-plan.ts'

export interface PlannedPerson {
  readonly id: number
  readonly login: string
  readonly displayName: string
  readonly unitId: number | undefined
  readonly email: string
  readonly phone: string
  readonly locale: 'zh-CN' | 'en'
}
export interface PlannedGroup {
  readonly id: number
  readonly unitId: number
  readonly name: string
  readonly leadId: number
  readonly memberIds: readonly number[]
}
export interface PlannedGrant extends Grant {
  readonly accountId: number
}
/** The people of one unit, by what they do there. */
export interface UnitPeople {
  readonly unit: PlannedUnit
  readonly administrator: PlannedPerson
  readonly reporter: PlannedPerson
  readonly reviewer: PlannedPerson
  readonly leads: readonly PlannedPerson[]
  readonly members: readonly PlannedPerson[]
}
export interface People {
  readonly everybody: readonly PlannedPerson[]
  readonly office: Readonly<Record<OfficeLogin, PlannedPerson>>
  readonly byUnit: ReadonlyMap<number, UnitPeople>
  readonly groups: readonly PlannedGroup[]
  readonly grants: readonly PlannedGrant[]
  /** Engineers of companies and natural persons: the users from outside every managing unit. */
  readonly outsiders: readonly PlannedPerson[]
}

export const officeLogins = ['operator', 'province', 'admin', 'auditor'] as const
export type OfficeLogin = (typeof officeLogins)[number]
const officeRoles = {
  operator: 'province_operator',
  province: 'province',
  admin: 'system_administrator',
  auditor: 'auditor',
} as const

/** The unit whose people have the short logins, and the unit its guest student comes from. */
export const shownUnit = 1
export const guestUnit = 2

class Register {
  readonly everybody: PlannedPerson[] = []
  readonly grants: PlannedGrant[] = []
  readonly #chance: Chance
  readonly #content: DemoContent

  constructor(chance: Chance, content: DemoContent) {
    this.#chance = chance
    this.#content = content
  }

  person(unit: PlannedUnit | undefined, login?: string): PlannedPerson {
    const surname = this.#chance.pick(this.#content.people.surnames)
    const given = this.#chance.pick(this.#content.people.givenNames)
    const id = this.everybody.length + 1
    const made = login ?? `${surname.en}.${given.en}.${id}`.toLowerCase().replaceAll(/[^a-z0-9.]/g, '')
    const person = {
      id,
      login: made,
      displayName: `${surname.zh}${given.zh}`,
      unitId: unit?.id,
      email: `${made}@${unit?.mailDomain ?? 'person.example.net'}`,
      phone: examplePhone(this.#chance, unit?.cityCode ?? '440100'),
      locale: this.#chance.yes(0.03) ? ('en' as const) : ('zh-CN' as const),
    }
    this.everybody.push(person)
    return person
  }

  grant(person: PlannedPerson, role: Grant['role'], scope: Grant['scope'], scopeId: number | string): void {
    this.grants.push({ accountId: person.id, role, scope, scopeId: String(scopeId) })
  }
}

function planOffice(register: Register, content: DemoContent): Record<OfficeLogin, PlannedPerson> {
  const entries = officeLogins.map((login) => {
    const person = register.person(undefined, login)
    register.grant(person, officeRoles[login], 'site', '')
    return [login, person] as const
  })
  for (const [index, department] of content.departments.entries()) {
    const login = department.key === 'edu' ? 'dept' : `dept-${department.key}`
    register.grant(register.person(undefined, login), 'department', 'department', index + 1)
  }
  for (const city of content.cities) {
    const login = city.code === '441900' ? 'city' : `city-${city.code.slice(0, 4)}`
    register.grant(register.person(undefined, login), 'city', 'city', city.code)
  }
  return Object.fromEntries(entries) as Record<OfficeLogin, PlannedPerson>
}

function planUnitPeople(register: Register, unit: PlannedUnit, leads: number, members: number): UnitPeople {
  const shown = unit.id === shownUnit
  const named = (login: string) => register.person(unit, shown ? login : undefined)
  const people = {
    unit,
    administrator: named('unitadmin'),
    reporter: named('reporter'),
    reviewer: named('reviewer'),
    leads: Array.from({ length: leads }, (_, i) => (i === 0 ? named('lead') : register.person(unit))),
    members: Array.from({ length: members }, (_, i) => {
      const login =
        i === 0 ? (shown ? 'grouplead' : unit.id === guestUnit ? 'student' : undefined) : undefined
      return register.person(unit, login)
    }),
  }
  register.grant(people.administrator, 'unit_administrator', 'unit', unit.id)
  register.grant(people.reporter, 'unit_reporter', 'unit', unit.id)
  register.grant(people.reviewer, 'unit_reviewer', 'unit', unit.id)
  for (const [i, centre] of unit.centres.entries()) {
    const manager = shown && i === 0 ? register.person(unit, 'centre') : people.leads[i % people.leads.length]
    if (manager !== undefined) register.grant(manager, 'centre_manager', 'centre', centre.id)
  }
  return people
}

function planGroups(register: Register, chance: Chance, units: readonly UnitPeople[]): PlannedGroup[] {
  const groups: PlannedGroup[] = []
  for (const { unit, members } of units)
    for (let from = 0; from < members.length; ) {
      const some = members.slice(from, from + chance.whole(5, 9))
      from += some.length
      // The guest student is a member somewhere, not the head of the group.
      const [lead, ...others] = unit.id === guestUnit && from === some.length ? some.toReversed() : some
      if (lead === undefined) break
      const id = groups.length + 1
      groups.push({
        id,
        unitId: unit.id,
        name: uniqueName(`${lead.displayName}课题组`, groups, unit.id),
        leadId: lead.id,
        memberIds: others.map((person) => person.id),
      })
      register.grant(lead, 'group_lead', 'group', id)
    }
  return groups
}

const uniqueName = (name: string, groups: readonly PlannedGroup[], unitId: number): string =>
  groups.some((group) => group.unitId === unitId && group.name === name)
    ? `${name}（${String(groups.length + 1)}）`
    : name

/** Everybody with an account, about as many as asked; those with the short logins come first in their unit. */
export function planPeople(
  chance: Chance,
  content: DemoContent,
  units: readonly PlannedUnit[],
  users: number,
): People {
  const register = new Register(chance, content)
  const office = planOffice(register, content)
  const managing = units.filter((unit) => unit.managing)
  const sizes = managing.reduce((sum, unit) => sum + unit.size, 0)
  const outside = Math.round(users * 0.12)
  const inside = Math.max(users - outside - register.everybody.length, managing.length * 6)
  const byUnit = managing.map((unit) => {
    const people = Math.max(6, Math.floor((inside * unit.size) / sizes))
    const leads = Math.max(2, Math.round(people * 0.22))
    return planUnitPeople(register, unit, leads, Math.max(1, people - leads - 3))
  })
  const groups = planGroups(register, chance, byUnit)
  const companies = units.filter((unit) => !unit.managing)
  const outsiders = Array.from({ length: outside }, (_, i) => {
    if (i === 0) return register.person(companies[0], 'engineer')
    if (i === 1) return register.person(undefined, 'person')
    return register.person(chance.yes(0.8) ? companies[i % companies.length] : undefined)
  })
  return {
    everybody: register.everybody,
    office,
    byUnit: new Map(byUnit.map((people) => [people.unit.id, people])),
    groups,
    grants: register.grants,
    outsiders,
  }
}
