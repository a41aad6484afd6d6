import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { LedgerCell, LedgerElement } from './ledger-element.ts'
import { fitsByType, HeadingBook, matchHeadings, type RememberedColumn } from './ledger-headings.ts'

const file = new URL('../../../../db/reference/elements/g2-instrument.json', import.meta.url)
const { elements } = JSON.parse(readFileSync(file, 'utf8')) as { elements: LedgerElement[] }
const book = new HeadingBook(elements)

function match(columns: Record<string, LedgerCell[]>, remembered: [string, RememberedColumn][] = []) {
  const given = Object.entries(columns).map(([heading, samples], position) => ({
    heading,
    samples,
    position,
  }))
  return matchHeadings(given, book, new Map(remembered), fitsByType)
}
const one = (heading: string, samples: LedgerCell[] = []) => match({ [heading]: samples })[0]

describe('Values tell what a heading does not', () => {
  test.each([
    ['finance.cost.unit', ['万元', '元', '万元'], '#worthUnit'],
    ['finance.cost.unit', ['示例学院', '示例中心'], 'insideDepart'],
    ['vendor.iso', ['JP', 'US', 'DE'], ''],
  ])('%s with %j is %s', (heading, samples, element) => {
    expect(one(heading, samples)?.element).toBe(element)
  })

  test('a hidden column gives way to a visible one of the same standing', () => {
    const column = { heading: '原值', samples: [1, 2] }
    const columns = [
      { ...column, position: 0, hidden: true as const },
      { ...column, position: 1 },
    ]
    const matches = matchHeadings(columns, book, new Map(), fitsByType)
    expect(matches.map(({ element }) => element)).toEqual(['', 'worth'])
  })
})

describe('A heading is matched', () => {
  test.each([
    ['资产编号', 'innerId', 'sure'],
    ['固定资产编号', 'innerId', 'sure'],
    ['仪器编号', 'innerId', 'sure'],
    [' 资产 编号 ', 'innerId', 'sure'],
    ['资产编号*', 'innerId', 'sure'],
    ['资产编号（必填）', 'innerId', 'sure'],
    ['Asset Number', 'innerId', 'sure'],
    ['asset_number', 'innerId', 'sure'],
    ['仪器名称', 'cname', 'sure'],
    ['原值(万元)', 'worth', 'sure'],
    ['原值（万元）', 'worth', 'sure'],
    ['单价（元）', 'worth', 'sure'],
    ['ＷＯＲＴＨ', 'worth', 'sure'],
    ['规格型号', 'instrVersion', 'sure'],
    ['仪器设备的固定资产编号', 'innerId', 'likely'],
    ['price_range', '#worthRange', 'sure'],
    ['finance.cost.amount', 'worth', 'likely'],
    ['contactPhoneNumber', 'phone', 'likely'],
    ['people.role', '', 'none'],
    ['金额单位', '#worthUnit', 'sure'],
    ['预约网址', '', 'none'],
    ['随便什么', '', 'none'],
    ['※ 原值的问题', '', 'none'],
    ['', '', 'none'],
  ])('%j → %s, %s', (heading, element, certainty) => {
    expect(one(heading)).toMatchObject({ element, certainty })
  })

  test('by its values when the heading says nothing', () => {
    expect(one('甲', ['a@b.cn', 'c@d.cn', 'e@f.cn'])).toMatchObject({
      element: 'email',
      certainty: 'by_values',
    })
    expect(one('乙', ['20万-50万', '50万-100万'])).toMatchObject({ element: '#worthRange' })
    expect(one('丙', ['412376.14万', '36.06万'])).toMatchObject({ element: 'worth' })
    expect(one('丁', ['2019/1/5', '2019年1月6日'])).toMatchObject({ element: 'beginDate' })
  })

  test('not to an element its values cannot be', () => {
    expect(one('建账日期', ['甲', '乙', '丙'])?.element).toBe('')
    expect(one('Contact URL', ['https://a.example/', 'https://b.example/'])?.element).toBe('')
  })

  test('by its words, not by letters within them', () => {
    expect(one('people.name')?.element).not.toBe('ename')
  })

  test('as last time before anything else', () => {
    const [column] = match({ 随便什么: [] }, [['随便什么', { element: 'cname', valueUnit: '' }]])
    expect(column).toMatchObject({ element: 'cname', certainty: 'remembered' })
  })

  test('once, to the surest column; the unit comes from the heading or the values', () => {
    const matches = match({ 名称: ['镜'], 仪器设备名称: ['镜'], '原值(元)': ['1'], 单价: ['41.2'] })
    expect(matches.map(({ element }) => element)).toEqual(['', 'cname', 'worth', ''])
    expect(matches[2]?.valueUnit).toBe('yuan')
    expect(one('原值', ['412376.14', '360600'])?.valueUnit).toBe('yuan')
    expect(one('原值', ['41.24', '36.06'])?.valueUnit).toBe('wan')
  })
})
