import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  drawActs,
  type DrawMember,
  drawn,
  drawResults,
  drawSample,
  drawStates,
  drawTransition,
  sampleSize,
} from './review-draw.ts'

const rule = { share: 0.1, leastInUnit: 5, greatestWrongShare: 0.1 }
const members = (unitId: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ unitId, subjectId: unitId * 1_000 + i }))

describe('The way of a draw', () => {
  const targets = new Map([
    ['judge open', 'open'],
    ['conclude open', 'concluded'],
    ['cancel open', 'cancelled'],
  ])
  test.each(drawActs.flatMap((act) => drawStates.map((from) => [act, from] as const)))(
    '%s from %s leads where the table says, or nowhere',
    (act, from) => {
      expect(drawTransition(act, from)).toBe(targets.get(`${act} ${from}`))
    },
  )
})

describe('A sample', () => {
  test.each([
    [3, 3],
    [5, 5],
    [40, 5],
    [50, 5],
    [51, 6],
    [200, 20],
  ])('of %i reports of a unit holds %i', (population, size) => {
    expect(sampleSize(population, rule)).toBe(size)
  })

  test('is the same for the same seed and holds each id once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(9_999)), fc.nat(60), fc.string(), (ids, size, seed) => {
        const first = drawn(ids, size, seed)
        expect(drawn(ids.toReversed(), size, seed)).toEqual(first)
        expect(new Set(first).size).toBe(Math.min(size, ids.length))
        expect(first.every((id) => ids.includes(id))).toBe(true)
      }),
    )
  })

  test('takes every report about equally often', () => {
    const ids = Array.from({ length: 20 }, (_, i) => i)
    const times = new Map<number, number>()
    for (let seed = 0; seed < 4_000; seed++)
      for (const id of drawn(ids, 5, `seed ${seed}`)) times.set(id, (times.get(id) ?? 0) + 1)
    expect(Math.min(...times.values())).toBeGreaterThan(850)
    expect(Math.max(...times.values())).toBeLessThan(1_150)
  })

  test('is drawn unit by unit', () => {
    const sample = drawSample([...members(1, 40), ...members(2, 3), ...members(3, 100)], rule, 'x')
    const of = (unit: number) => [...sample].filter((id) => Math.floor(id / 1_000) === unit).length
    expect([of(1), of(2), of(3)]).toEqual([5, 3, 10])
  })
})

describe('What follows from a sample of ten of a hundred', () => {
  const judged = (wrong: number, unjudged = 0): DrawMember[] =>
    members(1, 100).map((one, i) => ({
      ...one,
      sampled: i < 10,
      verdict: i >= 10 || i < unjudged ? 'unjudged' : i < unjudged + wrong ? 'wrong' : 'correct',
    }))

  test.each([
    [0, 0, 'accepted'],
    [1, 0, 'accepted'],
    [2, 0, 'returned'],
    [10, 0, 'returned'],
    [2, 1, undefined],
  ])('with %i wrong and %i not judged is: %s', (wrong, unjudged, outcome) => {
    expect(drawResults(judged(wrong, unjudged), rule)).toEqual([
      { unitId: 1, population: 100, sampled: 10, wrong, outcome },
    ])
  })
})
