import { describe, expect, test } from 'vitest'
import { codeTableOf } from './code-table.ts'
import { suggestions } from './code-suggestion.ts'
import type { ElementDefinition } from './element-dictionary.ts'
import { problemsOf, type ValidationGround } from './element-validation.ts'
import type { Elements } from './instrument.ts'

const entry = (code: string, name: string, parent = '', attributes: Record<string, string> = {}) => ({
  code,
  name,
  nameEn: '',
  parent,
  attributes,
})
const head = { version: '1', effectiveFrom: '2020-01-01', source: '' }
const classes = codeTableOf({ ...head, name: 'classes' }, [
  entry('010000', '分析仪器'),
  entry('010100', '电子光学仪器', '010000'),
  entry('010101', '透射电镜', '010100'),
  entry('010102', '扫描电镜', '010100'),
])
const countries = codeTableOf({ ...head, name: 'countries' }, [
  entry('德国', '德国', '', { aliases: '西德|联邦德国|Germany' }),
  entry('日本', '日本'),
])
const areas = codeTableOf({ ...head, name: 'areas' }, [
  entry('440000', '广东省', '', { level: 'province' }),
  entry('440100', '广州市', '440000', { level: 'city' }),
  entry('440300', '深圳市', '440000', { level: 'city' }),
  entry('440106', '天河区', '440100', { level: 'county' }),
])

const element = (id: string, more: Partial<ElementDefinition>): ElementDefinition => ({
  id,
  label: { zh: id, en: id },
  help: { zh: '', en: '' },
  section: 'identity',
  type: 'text',
  required: false,
  ...more,
})
const ground = (elements: ElementDefinition[]): ValidationGround => ({
  dictionary: { generation: 'G2', kind: 4, version: 't', effectiveFrom: '', source: '', elements },
  tables: { classes, countries, areas },
  today: '2026-11-23',
})

const cases: [string, Partial<ElementDefinition>, Elements[string] | undefined, object[]][] = [
  ['an empty required text', { required: true }, '  ', [{ code: 'registry.missing' }]],
  ['an absent optional text', {}, undefined, []],
  ['an empty required text that is sent as 无', { required: true, emptyAs: '无' }, undefined, []],
  ['what is filled by the program', { required: true, system: true }, undefined, []],
  ['a text of just the length', { maxLength: 3 }, '电镜仪', []],
  ['a text too long', { maxLength: 2 }, '电镜仪', [{ code: 'registry.too_long', maxLength: 2, length: 3 }]],
  ['a code of the last level', { type: 'code', codeTable: 'classes' }, '010101', []],
  ['a group', { type: 'code', codeTable: 'classes' }, '010100', [{ code: 'registry.choose_deeper' }]],
  [
    'a name instead of a code',
    { type: 'code', codeTable: 'classes' },
    '透射电镜',
    [{ code: 'registry.unknown_code', suggestion: { value: '010101', label: '透射电镜' } }],
  ],
  [
    'a longer name that holds the known one',
    { type: 'code', codeTable: 'classes' },
    '场发射扫描电镜',
    [{ code: 'registry.unknown_code', suggestion: { value: '010102', label: '扫描电镜' } }],
  ],
  [
    'an old name of a country',
    { type: 'code', codeTable: 'countries' },
    '联邦德国',
    [{ code: 'registry.unknown_code', suggestion: { value: '德国', label: '德国' } }],
  ],
  ['a number', { type: 'number', decimals: 2, min: 0 }, 41.24, []],
  ['a number as text', { type: 'number', decimals: 2, min: 0 }, '41.24', []],
  ['words for a number', { type: 'number' }, '四十', [{ code: 'registry.not_a_number', value: '四十' }]],
  ['a negative number', { type: 'number', min: 0 }, -1, [{ code: 'registry.below_minimum', min: 0 }]],
  ['too many hours', { type: 'number', max: 8784 }, 9000, [{ code: 'registry.above_maximum', max: 8784 }]],
  ['three decimals', { type: 'number', decimals: 2 }, 1.234, [{ code: 'registry.too_precise' }]],
  ['the 29th of February of a leap year', { type: 'date' }, '2024-02-29', []],
  ['the 29th of February of another', { type: 'date' }, '2026-02-29', [{ code: 'registry.bad_date' }]],
  ['a date written otherwise', { type: 'date' }, '2026/2/1', [{ code: 'registry.bad_date' }]],
  ['tomorrow', { type: 'date' }, '2026-11-24', [{ code: 'registry.date_in_future' }]],
  ['today', { type: 'date' }, '2026-11-23', []],
  [
    'five of at most four',
    {
      type: 'enums',
      maxValues: 1,
      enum: [
        { value: '甲', en: 'A' },
        { value: '乙', en: 'B' },
      ],
    },
    ['甲', '乙'],
    [{ code: 'registry.too_many_values', most: 1, count: 2 }],
  ],
  [
    'an English choice',
    { type: 'enum', enum: [{ value: '通用', en: 'General' }] },
    'general',
    [{ code: 'registry.not_one_of', suggestion: { value: '通用', label: '通用' } }],
  ],
  ['a broken address', { type: 'url' }, 'www.x', [{ code: 'registry.bad_format' }]],
  ['an email', { type: 'email' }, 'a@b.cn', []],
  ['a telephone with extension', { type: 'phone' }, '020-12345678转12', []],
  ['a post code', { pattern: '^\\d{6}$' }, '51063', [{ code: 'registry.bad_format' }]],
]

describe('An element is judged by its definition', () => {
  test.each(cases)('%s', (_what, definition, value, expected) => {
    const found = problemsOf(value === undefined ? {} : { x: value }, ground([element('x', definition)]))
    expect(found).toMatchObject(expected)
    expect(found).toHaveLength(expected.length)
  })

  test.each([
    [{ y: '是' }, ['registry.missing']],
    [{ y: '否' }, []],
    [{}, []],
  ])('what is required only when another says so: %j', (elements, expected) => {
    const definitions = [element('y', {}), element('x', { requiredWhen: { element: 'y', equals: '是' } })]
    expect(problemsOf(elements, ground(definitions)).map((problem) => problem.code)).toEqual(expected)
  })

  test('a county must lie in the city named', () => {
    const definitions = ['province', 'city', 'county'].map((level) =>
      element(level, { type: 'code', codeTable: 'areas', level }),
    )
    const judged = (city: string) =>
      problemsOf({ province: '440000', city, county: '440106' }, ground(definitions))
    expect(judged('440100')).toEqual([])
    expect(judged('440300')).toMatchObject([
      { element: 'county', code: 'registry.not_within', within: '深圳市' },
    ])
  })

  test('an element the dictionary does not know is a warning', () => {
    expect(problemsOf({ strange: '1' }, ground([]))).toMatchObject([
      { element: 'strange', code: 'registry.unknown_element', level: 'warning' },
    ])
  })
})

describe('Suggestions', () => {
  test.each([
    ['透射电境', '010101'],
    ['010102', '010102'],
    ['扫描电镜 ', '010102'],
    ['没有的东西', undefined],
  ])('for %s: %s', (wish, code) => {
    expect(
      suggestions(classes, wish, 1, (one) => one.code === '010101' || one.code === '010102')[0]?.code,
    ).toBe(code)
  })

  test('name nothing when several differ from the wish by as much', () => {
    const names = codeTableOf({ ...head, name: 'countries' }, [
      entry('中国', '中国'),
      entry('美国', '美国'),
      entry('日本', '日本'),
    ])
    expect(suggestions(names, '米国')).toEqual([])
    expect(suggestions(names, '曰本').map(({ code }) => code)).toEqual(['日本'])
  })
})
