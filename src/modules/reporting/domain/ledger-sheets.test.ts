import { describe, expect, test } from 'vitest'
import { belongTogether } from './ledger-sheets.ts'

const ledger = ['资产编号', '仪器名称', '规格型号', '原值', '建账日期']

describe('Worksheets of one workbook', () => {
  test.each([
    ['the same headings', ledger, true],
    ['the same headings in another order', ledger.toReversed(), true],
    ['one more column', [...ledger, '备注'], true],
    ['columns without a heading', [...ledger, '#6', '#7', '#8', '#9', '#10'], true],
    ['a list of codes', ['代码', '名称'], false],
    ['a few columns of the same name', ['资产编号', '仪器名称', '借用人', '借出', '归还', '备注'], false],
    ['nothing', [], false],
  ])('belong to one ledger or not: %s', (_, headings, wanted) => {
    expect(belongTogether(headings, ledger)).toBe(wanted)
  })
})
