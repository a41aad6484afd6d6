import type { Place } from '#kernel/permissions.ts'

/** How a course or a certificate says which instruments of its unit it is for. */
export const coverKinds = ['instruments', 'centre', 'class'] as const
export type CoverKind = (typeof coverKinds)[number]

/** The instruments of one unit a course or a certificate is for: a list, a centre, or a class with all classes below it. */
export interface Coverage {
  readonly covers: CoverKind
  readonly instrumentIds: readonly number[]
  readonly centreId: number | undefined
  /** Code of the class of instruments; empty unless it covers a class. */
  readonly classCode: string
}

/** An instrument as far as coverage looks at it. */
export interface CoveredInstrument {
  readonly id: number
  readonly centreId: number | undefined
}

/** The places over which somebody must hold an ability to act on what is covered; a class belongs to the whole unit. */
export function placesOf(
  coverage: Coverage,
  unit: Place,
  instruments: readonly CoveredInstrument[],
): readonly Place[] {
  if (coverage.covers === 'class') return [unit]
  if (coverage.covers === 'centre') return [{ ...unit, centreId: coverage.centreId }]
  const byId = new Map(instruments.map((one) => [one.id, one]))
  return coverage.instrumentIds.map((id) => ({ ...unit, instrumentId: id, centreId: byId.get(id)?.centreId }))
}

/** A coverage with only what its kind uses. */
export const cleanCoverage = (coverage: Coverage): Coverage => ({
  covers: coverage.covers,
  instrumentIds: coverage.covers === 'instruments' ? [...new Set(coverage.instrumentIds)] : [],
  centreId: coverage.covers === 'centre' ? coverage.centreId : undefined,
  classCode: coverage.covers === 'class' ? coverage.classCode.trim() : '',
})
