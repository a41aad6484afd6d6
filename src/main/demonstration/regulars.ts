import type { Chance } from './chance.ts'
import { outsideKind, type Opening } from './booking-rules-plan.ts'
import type { UnitKind } from './content.ts'
import type { PlannedInstrument } from './instruments-plan.ts'
import type { People, PlannedPerson } from './people-plan.ts'

/** The users an instrument sees again and again, from its own unit and from outside. */
export interface Regulars {
  readonly inside: readonly PlannedPerson[]
  readonly outside: readonly PlannedPerson[]
}

/** Everybody by the kind of user they are for other units' instruments. */
export interface Crowd {
  readonly people: People
  readonly byKind: ReadonlyMap<string, readonly PlannedPerson[]>
  readonly kindOfUnit: ReadonlyMap<number, UnitKind>
  readonly unitNames: ReadonlyMap<number, string>
}

export function crowdOf(
  people: People,
  units: readonly { readonly id: number; readonly kind: UnitKind; readonly name: string }[],
): Crowd {
  const kindOfUnit = new Map(units.map((unit) => [unit.id, unit.kind]))
  const members = [...people.byUnit.values()].flatMap((unit) => unit.members)
  const byKind = Map.groupBy([...members, ...people.outsiders], (person) =>
    outsideKind(person.unitId === undefined ? undefined : kindOfUnit.get(person.unitId)),
  )
  return { people, byKind, kindOfUnit, unitNames: new Map(units.map((unit) => [unit.id, unit.name])) }
}

export function regularsOf(
  chance: Chance,
  crowd: Crowd,
  instrument: PlannedInstrument,
  opening: Opening,
): Regulars {
  const { members, leads } = instrument.people
  const inside = Array.from({ length: 6 }, () => chance.pick(members.length > 0 ? members : leads))
  const kinds = opening.openTo.filter((kind) => (crowd.byKind.get(kind)?.length ?? 0) > 0)
  const outside = Array.from({ length: kinds.length === 0 ? 0 : 5 }, () =>
    chance.pick(crowd.byKind.get(chance.pick(kinds)) ?? []),
  ).filter((person) => person.unitId !== instrument.unit.id)
  return { inside, outside }
}
