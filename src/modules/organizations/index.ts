/** The door for other modules. */
export type { Unit, UnitKind } from './domain/unit.ts'
export {
  centresOf,
  departments,
  managingUnits,
  placeOfUnit,
  unitByCreditCode,
  unitById,
} from './data/unit-repository.ts'
export { grantAt, revokeAt } from './use-cases/grant-role.ts'
