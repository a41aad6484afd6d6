import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contains,
  coveredBy,
  intersected,
  intersection,
  type Interval,
  normalized,
  overlaps,
  subtracted,
} from './interval.ts'
import { instant } from './time.ts'

const span = (start: number, end: number): Interval => ({ start: instant(start), end: instant(end) })
const spans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
    .map(([start, length]) => span(start, start + length)),
  { maxLength: 12 },
)
/** The same sets as sets of whole moments, to compare with. */
const momentsOf = (of: readonly Interval[]): Set<number> => {
  const moments = new Set<number>()
  for (const { start, end } of of) for (let at: number = start; at < end; at++) moments.add(at)
  return moments
}
const sorted = (of: Set<number>) => [...of].toSorted((a, b) => a - b)

describe('Half-open spans', () => {
  test.each([
    [span(1, 2), span(2, 3), false],
    [span(1, 3), span(2, 3), true],
    [span(1, 9), span(2, 3), true],
    [span(3, 4), span(1, 3), false],
  ])('%j and %j overlap: %j', (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected)
    expect(overlaps(b, a)).toBe(expected)
    expect(intersection(a, b) !== undefined).toBe(expected)
  })

  test('contain themselves and what lies within', () => {
    expect(contains(span(1, 5), span(1, 5))).toBe(true)
    expect(contains(span(1, 5), span(1, 6))).toBe(false)
  })
})

describe('Sets of spans behave as sets of moments', () => {
  test('when normalized, which orders, separates and loses nothing', () => {
    fc.assert(
      fc.property(spans, (a) => {
        const clean = normalized(a)
        expect(sorted(momentsOf(clean))).toEqual(sorted(momentsOf(a)))
        for (const [i, each] of clean.entries()) {
          expect(each.start).toBeLessThan(each.end)
          const next = clean[i + 1]
          if (next !== undefined) expect(each.end).toBeLessThan(next.start)
        }
        expect(coveredBy(a)).toBe(momentsOf(a).size)
      }),
    )
  })

  test('when one is taken from the other', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const expected = momentsOf(a).difference(momentsOf(b))
        expect(sorted(momentsOf(subtracted(a, b)))).toEqual(sorted(expected))
      }),
    )
  })

  test('when intersected, in either order', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        expect(sorted(momentsOf(intersected(a, b)))).toEqual(sorted(momentsOf(a).intersection(momentsOf(b))))
        expect(intersected(a, b)).toEqual(intersected(b, a))
      }),
    )
  })
})
