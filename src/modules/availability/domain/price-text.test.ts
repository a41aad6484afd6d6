import { describe, expect, test } from 'vitest'
import { kilometres } from './distance.ts'
import { hourlyPriceFor, hourlyPrices } from './price-text.ts'

describe('Prices for an hour are read from what units write', () => {
  test.each([
    [
      '机时：单位内部300元/小时，其他高校和院所600元/小时，企业800元/小时；委托测试：400元/样起',
      'own_unit',
      300,
    ],
    [
      '机时：单位内部300元/小时，其他高校和院所600元/小时，企业800元/小时；委托测试：400元/样起',
      'university',
      600,
    ],
    [
      '机时：单位内部300元/小时，其他高校和院所600元/小时，企业800元/小时；委托测试：400元/样起',
      'company',
      800,
    ],
    [
      '机时：单位内部300元/小时，其他高校和院所600元/小时，企业800元/小时；委托测试：400元/样起',
      'individual',
      800,
    ],
    ['机时：单位内部400元/小时，外部800元/小时；委托测试：300元/样起', 'institute', 800],
    ['300 元/小时', 'society', 300],
    ['校内 0.5 元／小时', 'own_unit', 0.5],
    ['校内 50 元/小时', 'company', undefined],
    ['400元/样', 'company', undefined],
    ['面议', undefined, undefined],
    ['单位内部400元/小时，企业900元/小时，高校700元/小时', undefined, 700],
  ] as const)('%s, for %s: %s', (text, kind, yuan) => {
    expect(hourlyPriceFor(hourlyPrices(text), kind)).toBe(yuan)
  })
})

test('Guangzhou and Shenzhen lie about a hundred kilometres apart', () => {
  const km = kilometres({ lng: 113.26, lat: 23.13 }, { lng: 114.06, lat: 22.55 })
  expect(km).toBeGreaterThan(95)
  expect(km).toBeLessThan(115)
})
