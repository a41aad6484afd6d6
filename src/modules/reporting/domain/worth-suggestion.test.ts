import { expect, test } from 'vitest'
import { worthGuess } from './worth-suggestion.ts'

const class010502 = { instruments: 40, worth: { from: 20, to: 120 } }

test.each([
  [412_400, 41.24],
  [85.5, undefined],
  [700, undefined],
  [3, undefined],
  [0.0041, 41],
  [0, undefined],
  [-3, undefined],
  [9_000_000_000, undefined],
])('A liquid chromatograph of %d 万元 is suggested to cost %s', (written, meant) => {
  expect(worthGuess(written, class010502)?.wan).toBe(meant)
})

test('A class with few accepted instruments says nothing of prices', () => {
  expect(worthGuess(412_400, { ...class010502, instruments: 4 })).toBeUndefined()
  expect(worthGuess(412_400, { instruments: 40, worth: undefined })).toBeUndefined()
})
