/** The door for other modules. */
export type { Figure, FigureDefinition, FigureId } from './domain/indicators.ts'
export { instrumentYear, type YearOfInstrument } from './data/behind-query.ts'
export { publicFigures } from './use-cases/show-figures.ts'
