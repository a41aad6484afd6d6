/** The door for other modules. */
export type { ServiceType } from './domain/service-type-rules.ts'
export type { ServiceRecord } from './data/record-repository.ts'
export { yearOfEverybody, yearOfInstrument, type YearSums } from './data/year-query.ts'
