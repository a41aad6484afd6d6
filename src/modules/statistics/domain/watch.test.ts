import { describe, expect, test } from 'vitest'
import { placesOf, type WatchCells, watchMeasures, watchScore, watchTasks, watchThings } from './watch.ts'

const cell = (good: number, all: number) => ({ good, all })
const even = {
  things: { basic: 0.25, instruments: 0.25, rules: 0.25, records: 0.25 },
  measures: { completeness: 0.25, timeliness: 0.25, freshness: 0.25, correctness: 0.25 },
}
const all = (good: number, of: number) => ({
  ...{ completeness: cell(good, of), timeliness: cell(good, of) },
  ...{ freshness: cell(good, of), correctness: cell(good, of) },
})
const none = all(0, 0)
const unit = (more: Partial<WatchCells>): WatchCells => ({
  ...{ basic: none, instruments: none, rules: none, records: none },
  ...more,
})

describe('The score of a unit', () => {
  test.each([
    ['nothing to judge', unit({}), null],
    [
      'everything as it should be',
      unit({ basic: all(4, 4), instruments: all(9, 9), rules: all(1, 1), records: all(2, 2) }),
      1,
    ],
    ['nothing as it should be', unit({ basic: all(0, 4), records: all(0, 2) }), 0],
    ['half of one thing, nothing else to judge', unit({ rules: all(1, 2) }), 0.5],
    ['one thing whole, one empty', unit({ rules: all(2, 2), basic: all(0, 2) }), 0.5],
    ['one figure of a thing alone', unit({ rules: { ...none, completeness: cell(3, 4) } }), 0.75],
  ])('with %s', (_what, cells, expected) => {
    expect(watchScore(cells, even).whole).toBe(expected)
  })

  test('weighs things and measures as the rules say', () => {
    const weights = {
      things: { basic: 0.2, instruments: 0.8, rules: 0, records: 0 },
      measures: { completeness: 0.75, timeliness: 0.25, freshness: 0, correctness: 0 },
    }
    const cells = unit({
      basic: { ...none, completeness: cell(1, 2), timeliness: cell(1, 1) },
      instruments: { ...none, completeness: cell(1, 1) },
    })
    const score = watchScore(cells, weights)
    expect(score.things).toEqual({ basic: 0.625, instruments: 1, rules: null, records: null })
    expect(score.whole).toBeCloseTo(0.2 * 0.625 + 0.8)
  })
})

describe('What to do first', () => {
  const cells = unit({
    basic: { ...all(2, 2), completeness: cell(1, 2) },
    rules: { ...all(3, 3), freshness: cell(0, 3) },
  })
  test('is what lifts the score most, and says by how much', () => {
    expect(watchTasks(cells, even)).toEqual([
      { thing: 'rules', measure: 'freshness', missing: 3, gain: 0.125 },
      { thing: 'basic', measure: 'completeness', missing: 1, gain: 0.0625 },
    ])
  })
  test('makes the score whole when all of it is done', () => {
    const gains = watchTasks(cells, even).reduce((sum, { gain }) => sum + gain, 0)
    expect((watchScore(cells, even).whole ?? 0) + gains).toBeCloseTo(1)
  })
  test('is nothing for a unit without fault', () => {
    expect(watchTasks(unit({ rules: all(2, 2) }), even)).toEqual([])
  })
})

test('Equal scores share a place, and units without a score have none', () => {
  const places = placesOf(
    new Map([
      [1, 0.5],
      [2, 0.9],
      [3, 0.5],
      [4, null],
      [5, 0.1],
    ]),
  )
  expect([...places]).toEqual([
    [1, 2],
    [2, 1],
    [3, 2],
    [5, 4],
  ])
})

test('There are sixteen figures', () => {
  expect(watchThings.length * watchMeasures.length).toBe(16)
})
