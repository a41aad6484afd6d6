/** The door for other modules. */
export type { ElementDefinition, ElementDictionary } from './domain/element-dictionary.ts'
export type { Elements, ElementValue, Instrument, InstrumentState } from './domain/instrument.ts'
export { acceptedElements, instrumentById, lockedInstrument } from './data/instrument-repository.ts'
