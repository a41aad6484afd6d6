/** The door for other modules. */
export type { Unit, UnitKind } from './domain/unit.ts'
export { type Group, groupsOf } from './data/group-repository.ts'
export {
  centresOf,
  type Contact,
  contactsOf,
  departments,
  managingUnits,
  placeOfUnit,
  unitById,
} from './data/unit-repository.ts'
