/** How well a unit keeps the four things of notice N9; formulas and weights are the dated rule set `watch`. */

export const watchThings = ['basic', 'instruments', 'rules', 'records'] as const
export type WatchThing = (typeof watchThings)[number]
export const watchMeasures = ['completeness', 'timeliness', 'freshness', 'correctness'] as const
export type WatchMeasure = (typeof watchMeasures)[number]

/** So many of all are as they should be; nothing to judge when there are none. */
export interface WatchCell {
  readonly good: number
  readonly all: number
}
export type WatchCells = Readonly<Record<WatchThing, Readonly<Record<WatchMeasure, WatchCell>>>>

export interface WatchWeights {
  readonly things: Readonly<Record<WatchThing, number>>
  readonly measures: Readonly<Record<WatchMeasure, number>>
}

export const nothingToJudge: WatchCell = { good: 0, all: 0 }

interface Weighed {
  readonly thing: WatchThing
  readonly measure: WatchMeasure
  readonly cell: WatchCell
  /** Part of the thing's score, and of the whole score, that this figure decides. */
  readonly inThing: number
  readonly inWhole: number
}

/** Every figure that can be judged with its weight; weights of those that cannot go to the others in proportion. */
function weighed(cells: WatchCells, weights: WatchWeights): Weighed[] {
  const judged = watchThings.map((thing) => ({
    thing,
    measures: watchMeasures.filter((measure) => cells[thing][measure].all > 0),
  }))
  const things = judged.filter(({ measures }) => measures.length > 0)
  const whole = things.reduce((sum, { thing }) => sum + weights.things[thing], 0)
  return things.flatMap(({ thing, measures }) => {
    const within = measures.reduce((sum, measure) => sum + weights.measures[measure], 0)
    return measures.map((measure) => {
      const inThing = weights.measures[measure] / within
      return {
        thing,
        measure,
        cell: cells[thing][measure],
        inThing,
        inWhole: (inThing * weights.things[thing]) / whole,
      }
    })
  })
}

const sumOf = (figures: readonly Weighed[], weight: 'inThing' | 'inWhole'): number | null =>
  figures.length === 0
    ? null
    : figures.reduce((sum, one) => sum + one[weight] * (one.cell.good / one.cell.all), 0)

export interface WatchScore {
  /** 0 to 1; null when there is nothing to judge. */
  readonly whole: number | null
  readonly things: Readonly<Record<WatchThing, number | null>>
}

/** The score of a unit and of each of its four things. */
export function watchScore(cells: WatchCells, weights: WatchWeights): WatchScore {
  const all = weighed(cells, weights)
  const ofThing = (thing: WatchThing) =>
    sumOf(
      all.filter((one) => one.thing === thing),
      'inThing',
    )
  return {
    whole: sumOf(all, 'inWhole'),
    things: {
      basic: ofThing('basic'),
      instruments: ofThing('instruments'),
      rules: ofThing('rules'),
      records: ofThing('records'),
    },
  }
}

/** Something to do: so many things to mend, and by how much the score rises when all of them are. */
export interface WatchTask {
  readonly thing: WatchThing
  readonly measure: WatchMeasure
  readonly missing: number
  /** 0 to 1. */
  readonly gain: number
}

/** What is to be done, the largest gain first. */
export const watchTasks = (cells: WatchCells, weights: WatchWeights): WatchTask[] =>
  weighed(cells, weights)
    .filter(({ cell }) => cell.good < cell.all)
    .map(({ thing, measure, cell, inWhole }) => ({
      ...{ thing, measure, missing: cell.all - cell.good },
      gain: inWhole * (1 - cell.good / cell.all),
    }))
    .toSorted((a, b) => b.gain - a.gain)

/** Places by score, the best first; equal scores share a place, units without a score have none. */
export function placesOf(scores: ReadonlyMap<number, number | null>): Map<number, number> {
  const ranked = [...scores].flatMap(([unitId, score]) => (score === null ? [] : [{ unitId, score }]))
  return new Map(
    ranked.map(({ unitId, score }) => [unitId, 1 + ranked.filter((other) => other.score > score).length]),
  )
}
