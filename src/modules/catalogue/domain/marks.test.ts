import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { markedPieces } from './marks.ts'

describe('Words found', () => {
  test.each([
    ['场发射扫描电镜', ['扫描'], '场发射[扫描]电镜'],
    ['Nicolet ６７００', ['6700', 'nicolet'], '[Nicolet] [６７００]'],
    ['没有', ['扫描'], '没有'],
    ['<b>扫描</b>', ['b'], '<[b]>扫描</[b]>'],
    ['㎡面积', ['m2'], '[㎡]面积'],
  ])('%s with %j is marked %s', (text, words, expected) => {
    const shown = markedPieces(text, words).map((piece) => (piece.marked ? `[${piece.text}]` : piece.text))
    expect(shown.join('')).toBe(expected)
  })

  test('leave the text as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.array(fc.string({ unit: 'grapheme' })),
        (text, words) => {
          expect(
            markedPieces(text, words)
              .map((piece) => piece.text)
              .join(''),
          ).toBe(text)
        },
      ),
    )
  })
})
