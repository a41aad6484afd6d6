/** What a figure is about: everything, or one department, city, unit, centre, instrument. */
export const levels = ['province', 'department', 'city', 'unit', 'centre', 'instrument'] as const
export type Level = (typeof levels)[number]

/** One of them; `id` is empty for the province, an adcode for a city, a number for the rest. */
export interface Subject {
  readonly level: Level
  readonly id: string
}

/** How a figure is taken apart. */
export const breakdowns = ['unit', 'city', 'department', 'kind', 'class', 'centre'] as const
export type Breakdown = (typeof breakdowns)[number]

/** Sets of instruments behind the figures. */
export const instrumentSets = ['all', 'must', 'reported', 'accepted', 'network', 'used', 'missing'] as const
export type InstrumentSet = (typeof instrumentSets)[number]

/** Aggregates of these levels are open to everybody; finer ones need the right to read them. */
export const isPublicLevel = (level: Level): boolean =>
  level === 'province' || level === 'city' || level === 'unit'
