import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, minute, plus } from '#kernel/time.ts'
import {
  completedParts,
  effectiveMinutes,
  noParts,
  partNames,
  partsOfSpans,
  partsRefusals,
} from './effective-hours.ts'

const start = instantOf('2026-11-23T09:00:00+08:00')
const at = (minutes: number) => plus(start, minutes * minute)
const use = { start, end: at(120) }
const span = (part: (typeof partNames)[number], from: number, to: number) => ({
  part,
  span: { start: at(from), end: at(to) },
})

describe('Effective time of a use of two hours', () => {
  test.each([
    ['nothing said', {}, 120],
    ['half an hour idle', { idleMinutes: 30 }, 90],
    ['start-up and post-processing said', { preparationMinutes: 20, processingMinutes: 10 }, 120],
    ['only measuring said', { measuringMinutes: 45 }, 45],
    ['everything idle', { idleMinutes: 120 }, 0],
  ])('with %s is %j → %d minutes', (_, given, expected) => {
    expect(effectiveMinutes(completedParts(given, use))).toBe(expected)
  })

  test.each([
    [{ measuringMinutes: 120 }, []],
    [{ measuringMinutes: 100, idleMinutes: 21 }, ['usage.parts_longer_than_use']],
    [{ preparationMinutes: 60, measuringMinutes: 60, processingMinutes: 1 }, ['usage.parts_longer_than_use']],
  ])('given as %j is refused with %j', (given, expected) => {
    const refusals = partsRefusals({ ...noParts, ...given }, use)
    expect(refusals.map(({ code }) => code)).toEqual(expected)
  })
})

describe('Reported stretches', () => {
  test.each([
    ['overlapping measurements count once', [span('measuring', 0, 60), span('measuring', 30, 90)], 90],
    ['idle running inside a measurement is taken out', [span('measuring', 0, 60), span('idle', 20, 30)], 50],
    ['maintenance never counts', [span('maintenance', 0, 120), span('measuring', 10, 20)], 0],
    ['what lies outside the use is left out', [span('measuring', -60, 30), span('processing', 110, 500)], 40],
    [
      'post-processing during the next measurement counts once',
      [span('measuring', 0, 60), span('processing', 50, 70)],
      70,
    ],
  ])('%s', (_, spans, expected) => {
    expect(effectiveMinutes(partsOfSpans(spans, use))).toBe(expected)
  })

  test('never add up to more than the use took, whatever is reported', () => {
    const anySpan = fc.record({
      part: fc.constantFrom(...partNames),
      from: fc.integer({ min: -100, max: 200 }),
      length: fc.integer({ min: 1, max: 200 }),
    })
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 12 }), (reported) => {
        const parts = partsOfSpans(
          reported.map(({ part, from, length }) => span(part, from, from + length)),
          use,
        )
        expect(partsRefusals(parts, use)).toEqual([])
      }),
    )
  })
})
