import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Stretch, wordDifference } from './word-difference.ts'

const side = (stretches: readonly Stretch[], without: Stretch['kind']) =>
  stretches
    .filter((one) => one.kind !== without)
    .map((one) => one.text)
    .join('')

describe('The difference of two texts', () => {
  test('marks words of Latin script whole and Chinese characters one by one', () => {
    expect(wordDifference('分辨率 0.19 nm', '点分辨率 0.24 nm')).toEqual([
      { kind: 'added', text: '点' },
      { kind: 'same', text: '分辨率 ' },
      { kind: 'removed', text: '0.19' },
      { kind: 'added', text: '0.24' },
      { kind: 'same', text: ' nm' },
    ])
  })

  test('always gives both texts back', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        const stretches = wordDifference(before, after)
        expect(side(stretches, 'added')).toBe(before)
        expect(side(stretches, 'removed')).toBe(after)
      }),
    )
  })

  test('of very long texts shows them one after the other', () => {
    const [before, after] = ['前'.repeat(900), '后'.repeat(900)]
    expect(wordDifference(before, after).map((one) => one.kind)).toEqual(['removed', 'added'])
  })
})
