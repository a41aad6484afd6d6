import { serviceTypes, type ServiceType } from './service-type-rules.ts'

/** What one service record adds to the prepared sums of its instrument and year. */
export interface RecordFigures {
  readonly year: number
  readonly effectiveMinutes: number
  readonly serviceType: ServiceType
  readonly amountFen: number
}

/** A change of the prepared sums of one instrument in one year. */
export interface YearDelta {
  readonly year: number
  readonly records: number
  readonly effectiveMinutes: number
  readonly externalMinutes: number
  readonly externalRecords: number
  readonly amountFen: number
}

function deltaOf(figures: RecordFigures, sign: 1 | -1): YearDelta {
  const external = figures.serviceType === serviceTypes.external ? sign : 0
  return {
    year: figures.year,
    records: sign,
    effectiveMinutes: sign * figures.effectiveMinutes,
    externalMinutes: external * figures.effectiveMinutes,
    externalRecords: external,
    amountFen: sign * figures.amountFen,
  }
}

/** The changes that turn the sums with `before` into the sums with `after`; a use counts in the year it started in. */
export const yearDeltas = (
  before: RecordFigures | undefined,
  after: RecordFigures | undefined,
): YearDelta[] => [
  ...(before === undefined ? [] : [deltaOf(before, -1)]),
  ...(after === undefined ? [] : [deltaOf(after, 1)]),
]
