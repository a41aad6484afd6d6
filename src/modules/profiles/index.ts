/** The door for other modules. */
export { qualificationsInForce } from './data/certified-query.ts'
export { type CentreInstrument, instrumentsByCentre } from './data/instrument-query.ts'
export {
  type InstrumentProfile,
  profileOfInstrument,
  type ReadProfile,
  readProfile,
} from './use-cases/read-profile.ts'
export { coveringTexts } from './use-cases/covering-texts.ts'
export { readRule } from './use-cases/publish-rule.ts'
export { type RuleFact, ruleFacts } from './data/rule-repository.ts'
export { rulesInForce } from './domain/profile.ts'
