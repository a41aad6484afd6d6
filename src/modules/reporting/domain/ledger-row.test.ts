import { describe, expect, test } from 'vitest'
import { CodeIndex } from './ledger-codes.ts'
import type { LedgerCell, LedgerElement } from './ledger-element.ts'
import { cleanRow, planOf, splitName } from './ledger-row.ts'
import type { LedgerGround } from './ledger-values.ts'

const entry = (
  code: string,
  name: string,
  nameEn: string,
  parent = '',
  attributes: Record<string, string> = {},
) => ({
  ...{ code, name, nameEn, parent, attributes },
})
const tables: Record<string, CodeIndex> = {
  countries: new CodeIndex({
    parents: new Set(),
    entries: [
      entry('美国', '美国', 'United States', '', { aliases: 'USA|美利坚合众国', alpha2: 'US' }),
      entry('日本', '日本', 'Japan'),
    ],
  }),
  classes: new CodeIndex({
    parents: new Set(['010000', '010400']),
    entries: [
      entry('010000', '分析仪器', 'Analysis'),
      entry('010400', '光谱仪器', 'Spectrometers', '010000'),
      entry('010409', '红外光谱仪', 'Infrared', '010400'),
    ],
  }),
  disciplines: new CodeIndex({
    parents: new Set(),
    entries: [entry('430', '材料科学', 'Materials science'), entry('150', '化学', 'Chemistry')],
  }),
}
const ground: LedgerGround = {
  zone: 'Asia/Shanghai',
  today: '2026-11-23',
  index: (name) => tables[name],
  likely: (_, text) => (text.startsWith('美') ? { value: '美国', label: '美国' } : undefined),
  fix: (of, text) =>
    new Map([
      ['nation|M国', '美国'],
      ['nation|火星', ''],
    ]).get(`${of}|${text}`),
}
const element = (id: string, type: string, more: Partial<LedgerElement> = {}): LedgerElement => ({
  ...{ id, type, label: { zh: id, en: id }, required: true },
  ...more,
})
const elements = [
  element('innerId', 'text', { maxLength: 45 }),
  element('cname', 'text', { maxLength: 100 }),
  element('ename', 'text', { maxLength: 100, required: false }),
  element('worth', 'number', { decimals: 2 }),
  element('nation', 'code', { codeTable: 'countries' }),
  element('manufacturer', 'text', { maxLength: 50, required: false }),
  element('instrCategory', 'code', { codeTable: 'classes' }),
  element('subject', 'codes', { codeTable: 'disciplines', maxValues: 4 }),
  element('beginDate', 'date'),
  element('technical', 'longtext', { maxLength: 20 }),
  element('instrSupervise', 'enum', {
    enum: [
      { value: '是', en: 'Yes' },
      { value: '否', en: 'No' },
    ],
  }),
  element('email', 'email', { maxLength: 50 }),
]

/** Cleans a row whose columns are named by element. */
function clean(cells: Record<string, LedgerCell>, makesNumber = false) {
  const ids = Object.keys(cells)
  const mapping = ids.map((id, position) => ({ position, element: id, valueUnit: '' as const }))
  const plan = planOf(
    makesNumber ? [...mapping, { position: -1, element: '#madeNumber', valueUnit: '' }] : mapping,
    elements,
  )
  const row = cleanRow(Object.values(cells), plan, ground)
  return {
    ...row,
    found: row.problems.map(
      ({ element: of, code, level }) => `${level} ${of} ${code.replace('ledger.', '')}`,
    ),
  }
}
const good = { innerId: 'A-1', cname: '红外光谱仪' }

describe('A cell becomes a value', () => {
  test.each<[string, LedgerCell, unknown, string[]]>([
    ['cname', ' 红外　光谱仪 ', '红外 光谱仪', ['mended cname full_width', 'mended cname spaces']],
    ['cname', 'a&lt;b&amp;lt;c', 'a<b&lt;c', ['mended cname entities']],
    ['cname', '<script>alert(1)</script>', '<script>alert(1)</script>', []],
    ['cname', '𠮷𬭎', '𠮷𬭎', []],
    ['cname', '长'.repeat(10_000), undefined, ['error cname too_long']],
    ['cname', '\\N', undefined, ['error cname no_name']],
    ['innerId', 20190001, '20190001', []],
    ['innerId', '1.2E+15', '1.2E+15', ['error innerId digits_lost']],
    ['innerId', "'00012", '00012', ['mended innerId apostrophe']],
    ['beginDate', "'2019-01-05", '2019-01-05', ['mended beginDate apostrophe']],
    ['cname', "'90s 'style'", "'90s 'style'", []],
    ['cname', '红外\t光谱仪', '红外 光谱仪', ['mended cname spaces']],
    ['innerId', '--', undefined, ['error innerId no_number']],
    ['nation', 'USA', '美国', []],
    ['nation', 'us', '美国', []],
    ['nation', '美囯', undefined, ['error nation unknown_code']],
    ['nation', 'M国', '美国', ['mended nation fixed']],
    ['nation', '火星', undefined, ['mended nation left_empty']],
    ['nation', 'NULL', undefined, ['warning nation empty']],
    ['instrCategory', '010409', '010409', []],
    ['instrCategory', '010409 红外光谱仪', '010409', []],
    ['instrCategory', '红外光谱仪(010409)', '010409', []],
    ['instrCategory', '光谱仪器', '010400', ['warning instrCategory only_a_group']],
    ['subject', '材料科学，化学', ['430', '150'], []],
    ['subject', '430;150', ['430', '150'], []],
    ['beginDate', '2019/1/5', '2019-01-05', ['mended beginDate date_form']],
    ['beginDate', '2030-01-01', undefined, ['error beginDate date_in_future']],
    ['beginDate', '去年', undefined, ['error beginDate bad_date']],
    ['worth', '412376.14万', 41.24, ['mended worth unit_was_yuan']],
    ['worth', '1,234,567.8元', 123.46, []],
    ['worth', '$5000', undefined, ['error worth foreign_currency']],
    ['worth', '面议', undefined, ['error worth not_a_number']],
    ['technical', '精'.repeat(30), '精'.repeat(30), ['warning technical long_text']],
    ['instrSupervise', 'yes', '是', []],
    ['instrSupervise', '也许', undefined, ['error instrSupervise not_one_of']],
    ['email', 'not-an-address', 'not-an-address', ['warning email bad_format']],
  ])('%s %j → %j %j', (id, cell, value, found) => {
    const row = clean({ ...good, [id]: cell })
    expect(row.elements[id]).toEqual(value)
    expect(row.found).toEqual(found)
  })
})

describe('A row', () => {
  test('without a number is good when numbers are made from the rows', () => {
    expect(clean({ cname: '镜' }).found).toEqual(['error innerId no_number'])
    expect(clean({ cname: '镜' }, true).found).toEqual([])
  })
  test.each<[LedgerCell, LedgerCell, number]>([
    [412376.14, '元', 41.24],
    ['41.24', '万元', 41.24],
    ['41.24万', '元', 41.24],
    [41.24, '', 41.24],
  ])('reads %j counted in %j as %j 万元', (worth, unit, wan) => {
    const row = clean({ ...good, worth, '#worthUnit': unit })
    expect(row.elements['worth']).toBe(wan)
  })
  test('with a name that only sounds like a section is an instrument', () => {
    expect(clean({ innerId: 'A-1', cname: '三、轴试验机' }).skipped).toBe(false)
  })
  test('takes an empty country from the maker', () => {
    const row = clean({ ...good, nation: '', manufacturer: '日本尼康' })
    expect(row.elements['nation']).toBe('日本')
    expect(row.found).toEqual(['mended nation country_from_maker'])
  })
  test('guesses a class that is too wide from the name, and only shows the guess', () => {
    const row = clean({ innerId: 'A', cname: '美丽的镜', instrCategory: '光谱仪器' })
    expect(row.elements['instrCategory']).toBe('010400')
    expect(row.problems[0]?.likely).toEqual({ value: '美国', label: '美国' })
  })
  test.each([
    ['合计', '', 123.4],
    ['', '总 计', 5],
    ['制表人：某某', '', ''],
    ['', '本页小计', '1,234,567.00'],
    ['', '合计（万元）', '123.45'],
    ['一、分析仪器', '', ''],
    ['', '（二）其他', ''],
    ['注：原值含税', '', ''],
  ])('%j %j %j is a total, no instrument', (...cells) => {
    const [innerId = '', cname = '', worth = ''] = cells
    expect(clean({ innerId, cname, worth })).toMatchObject({ skipped: true, elements: {} })
  })
  test.each([
    ['激光粒度仪/Laser particle sizer', { zh: '激光粒度仪', en: 'Laser particle sizer' }],
    [
      '透射电镜 (Transmission electron microscope)',
      { zh: '透射电镜', en: 'Transmission electron microscope' },
    ],
    ['实时荧光定量PCR仪', undefined],
    ['电感耦合等离子体质谱仪(ICP-MS)', undefined],
  ])('named %s has two names: %j', (name, names) => {
    expect(splitName(name)).toEqual(names)
  })
})
