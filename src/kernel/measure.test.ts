import { expect, test } from 'vitest'
import { measured } from './measure.ts'

test.each([
  ['49.85', '万元', 'zh-CN', '49.85 万元'],
  ['49.85', '万元', 'en', '498,500 CNY'],
  ['0.012345', '万元', 'en', '123.45 CNY'],
  ['12', '元', 'en', '12 CNY'],
  ['3', '台(套)', 'en', '3 sets'],
  ['8', 'h', 'en', '8 h'],
  ['about 5', '万元', 'en', 'about 5 10 000 CNY'],
] as const)('%s %s is written in %s as %s', (value, unit, locale, text) => {
  expect(measured(value, unit, locale)).toBe(text)
})
