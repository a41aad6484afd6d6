import type { Bilingual } from '#kernel/locale.ts'
import type { InstrumentSet } from './levels.ts'

/** What figures are computed from: counts of instruments, value, prepared sums of one year. */
export interface Totals {
  readonly instruments: number
  readonly must: number
  readonly reported: number
  readonly accepted: number
  readonly network: number
  readonly networkWorthFen: number
  readonly records: number
  readonly effectiveMinutes: number
  readonly externalMinutes: number
  readonly networkEffectiveMinutes: number
  /** Sum over the instruments in the network of each one's own sharing rate. */
  readonly networkShareSum: number
  /** Instruments in the network whose value reaches the scope of the averages, and their hours. */
  readonly large: number
  readonly largeEffectiveMinutes: number
  readonly largeExternalMinutes: number
}

/** Figures this site publishes, in the order in which pages show them. */
export const figureIds = [
  'mustReport',
  'reported',
  'accepted',
  'networkRate',
  'inNetwork',
  'worth',
  'effectiveHours',
  'externalHours',
  'useRate',
  'shareRate',
  'shareRateMean',
  'averageEffectiveHours',
  'averageExternalHours',
  'records',
] as const
export type FigureId = (typeof figureIds)[number]

/** One definition of a dated rule set (db/reference/rules/figures-*.json). */
export interface FigureDefinition {
  readonly id: string
  readonly label: Bilingual
  readonly formula: Bilingual
  readonly unit: string
  readonly decimals: number
  readonly denominator: { readonly hours?: number } | null
  readonly scope?: { readonly minWorthWan: number }
  /** Value when the denominator is zero; null = no value. */
  readonly whenZero?: number | null
  readonly version: string
  readonly source: string
}

interface Parts {
  readonly numerator: number
  readonly denominator?: number
}

const hours = (minutes: number): number => minutes / 60

/** Numerator and denominator of each figure; averages are ratios of sums, only `shareRateMean` is a mean of ratios. */
const partsOf: Readonly<Record<FigureId, (totals: Totals, definition: FigureDefinition) => Parts>> = {
  mustReport: (totals) => ({ numerator: totals.must }),
  reported: (totals) => ({ numerator: totals.reported }),
  accepted: (totals) => ({ numerator: totals.accepted }),
  networkRate: (totals) => ({ numerator: totals.accepted, denominator: totals.must }),
  inNetwork: (totals) => ({ numerator: totals.network }),
  worth: (totals) => ({ numerator: totals.networkWorthFen / 1_000_000 }),
  effectiveHours: (totals) => ({ numerator: hours(totals.effectiveMinutes) }),
  externalHours: (totals) => ({ numerator: hours(totals.externalMinutes) }),
  useRate: (totals, { denominator }) => ({
    numerator: hours(totals.networkEffectiveMinutes),
    denominator: totals.network * (denominator?.hours ?? 1600),
  }),
  shareRate: (totals) => ({
    numerator: hours(totals.externalMinutes),
    denominator: hours(totals.effectiveMinutes),
  }),
  shareRateMean: (totals) => ({ numerator: totals.networkShareSum, denominator: totals.network }),
  averageEffectiveHours: (totals) => ({
    numerator: hours(totals.largeEffectiveMinutes),
    denominator: totals.large,
  }),
  averageExternalHours: (totals) => ({
    numerator: hours(totals.largeExternalMinutes),
    denominator: totals.large,
  }),
  records: (totals) => ({ numerator: totals.records }),
}

/** Which instruments stand behind a figure, for the click down. */
export const setBehind: Readonly<Record<FigureId, InstrumentSet>> = {
  mustReport: 'must',
  reported: 'reported',
  accepted: 'accepted',
  networkRate: 'must',
  inNetwork: 'network',
  worth: 'network',
  effectiveHours: 'used',
  externalHours: 'used',
  useRate: 'network',
  shareRate: 'used',
  shareRateMean: 'network',
  averageEffectiveHours: 'network',
  averageExternalHours: 'network',
  records: 'used',
}

/** Rounded half away from zero to so many decimals. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals
  return (Math.sign(value) * Math.round(Math.abs(value) * factor + 1e-9)) / factor
}

/** A figure: its value as published, and exactly what was divided by what. */
export interface Figure {
  readonly id: FigureId
  /** In the unit of the definition; null when it has no value. */
  readonly value: number | null
  readonly numerator: number
  readonly denominator: number | null
  readonly definition: FigureDefinition
}

function valueOf({ numerator, denominator }: Parts, definition: FigureDefinition): number | null {
  if (denominator === undefined) return numerator
  if (denominator === 0) return definition.whenZero ?? null
  return (numerator / denominator) * (definition.unit === '%' ? 100 : 1)
}

/** One figure under its definition. */
export function figureOf(id: FigureId, totals: Totals, definition: FigureDefinition): Figure {
  const parts = partsOf[id](totals, definition)
  const value = valueOf(parts, definition)
  return {
    id,
    value: value === null ? null : rounded(value, definition.decimals),
    numerator: parts.numerator,
    denominator: parts.denominator ?? null,
    definition,
  }
}

/** Every published figure that the rule set defines. */
export function figuresOf(totals: Totals, definitions: readonly FigureDefinition[]): Figure[] {
  return figureIds.flatMap((id) => {
    const definition = definitions.find((one) => one.id === id)
    return definition === undefined ? [] : [figureOf(id, totals, definition)]
  })
}
