import { describe, expect, test } from 'vitest'
import { columnUnitOf, readNumber, readRange, readWorth, type ValueUnit } from './ledger-numbers.ts'

describe('A number is read with the unit beside it', () => {
  test.each([
    ['1,234.50元', 1234.5, 'yuan'],
    ['￥1 234', 1234, 'yuan'],
    ['¥ 41.5万元', 41.5, 'wan'],
    ['41.24万', 41.24, 'wan'],
    ['１２３４', 1234, ''],
    ['1.2亿', 12_000, 'wan'],
    ['3千元', 3000, 'yuan'],
    [412376.14, 412376.14, ''],
    ['USD 50000', 50_000, 'foreign'],
    ['$50,000', 50_000, 'foreign'],
    ['5万美元', 5, 'foreign'],
    ['12台', 12, 'other'],
    ['约5', 5, 'other'],
  ])('%s is %d %s', (written, number, unit) => {
    expect(readNumber(written)).toEqual({ number, unit })
  })
  test.each(['面议', '', '12/34'])('%s is none', (written) => {
    expect(readNumber(written)).toBeUndefined()
  })
})

describe('A price bracket', () => {
  test.each([
    ['20万-50万', { from: 20, to: 50 }],
    ['500万-1000万', { from: 500, to: 1000 }],
    ['20-50万元', { from: 20, to: 50 }],
    ['50万以上', { from: 50, to: 50_000 }],
    ['10万以下', { from: 0, to: 10 }],
    ['很贵', undefined],
  ])('%s is %j', (written, range) => {
    expect(readRange(written)).toEqual(range)
  })
})

describe('The value in 万元', () => {
  test.each<[string | number, ValueUnit, string, number, string | undefined]>([
    ['412376.14万', '', '20万-50万', 41.24, 'yuan'],
    ['412376.14万', '', '', 41.24, 'yuan'],
    ['360600.00万', '', '20万-50万', 36.06, 'yuan'],
    ['412376.14元', '', '20万-50万', 41.24, undefined],
    ['1100000.00元', '', '100万-500万', 110, undefined],
    ['41.24', 'wan', '', 41.24, undefined],
    ['412376.14', 'yuan', '', 41.24, undefined],
    ['412376.14', 'wan', '', 41.24, 'yuan'],
    ['41.24', 'yuan', '20万-50万', 41.24, 'wan'],
    ['300', 'yuan', '', 0.03, undefined],
    ['6541800', '', '', 654.18, undefined],
    ['1500', 'wan', '', 1500, undefined],
    ['0', 'wan', '', 0, undefined],
  ])('%s in a column of %j beside %j is %d, corrected to %s', (cell, unit, range, wan, corrected) => {
    const written = readNumber(cell)
    if (written === undefined) throw new Error('no number')
    expect(readWorth(written, unit, readRange(range))).toMatchObject(corrected ? { wan, corrected } : { wan })
    expect(readWorth(written, unit, readRange(range)).corrected).toBe(corrected)
  })

  test.each<[(string | number)[], ValueUnit]>([
    [['412376.14', '360600', '2310585.22'], 'yuan'],
    [['41.24', '36.06', '231.06'], 'wan'],
    [['2500', '2800', '2900'], ''],
    [['412376.14万'], ''],
  ])('a column of %j is in %j', (cells, unit) => {
    expect(columnUnitOf(cells)).toBe(unit)
  })
})
