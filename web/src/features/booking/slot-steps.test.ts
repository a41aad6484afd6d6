import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawn, type Grip, lengthened, moved } from './slot-steps.ts'

const range = { from: 480, to: 1200 }
const grid = { count: 7, step: 30, range }
const slot = { day: 2, from: 600, to: 660 }

describe('A slot on the grid', () => {
  test.each<[string, Grip, { day: number; minute: number }, object]>([
    ['a new one grows downwards', 'new', { day: 2, minute: 690 }, { day: 2, from: 600, to: 720 }],
    ['a new one grows upwards', 'new', { day: 2, minute: 540 }, { day: 2, from: 540, to: 630 }],
    [
      'a booking goes to another day and hour',
      'move',
      { day: 4, minute: 660 },
      { day: 4, from: 660, to: 720 },
    ],
    ['its end is drawn', 'end', { day: 2, minute: 690 }, { day: 2, from: 600, to: 720 }],
    [
      'its beginning is drawn, never over its end',
      'start',
      { day: 2, minute: 900 },
      { day: 2, from: 630, to: 660 },
    ],
  ])('%s', (_name, grip, at, expected) => {
    expect(drawn(grip, slot, { day: 2, minute: 600 }, at, grid)).toEqual(expected)
  })

  test('stays within the days and hours shown, and as long as it was when moved', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -2000, max: 2000 }), (days, minutes) => {
        const put = moved(slot, days, minutes, 7, range)
        expect(put.to - put.from).toBe(60)
        expect(put.day >= 0 && put.day < 7 && put.from >= range.from && put.to <= range.to).toBe(true)
        const longer = lengthened(slot, minutes, 30, range)
        expect(longer.to - longer.from).toBeGreaterThanOrEqual(30)
        expect(longer.to).toBeLessThanOrEqual(range.to)
      }),
    )
  })
})
