import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dictionaryRefusals } from './dictionary-check.ts'
import { dictionaryDifference } from './dictionary-difference.ts'
import {
  dictionaryName,
  type ElementDefinition,
  type ElementDictionary,
  headingOf,
  nationalOrder,
} from './element-dictionary.ts'
import { recordSchema } from './element-schema.ts'

const folder = join(import.meta.dirname, '../../../../db/reference')
const tables = await readdir(folder)
const read = async (file: string) =>
  JSON.parse(await readFile(join(folder, 'elements', file), 'utf8')) as ElementDictionary
const files = (await readdir(join(folder, 'elements'))).toSorted()

const element = (id: string, rest: Partial<ElementDefinition> = {}): ElementDefinition => ({
  id,
  label: { zh: `标签${id}`, en: id },
  help: { zh: '说明', en: 'Help' },
  section: 'identity',
  type: 'text',
  required: false,
  ...rest,
})
const centre = (elements: readonly unknown[], rest: object = {}): object => ({
  generation: 'G2',
  kind: 1,
  version: 'g2-1-2027',
  effectiveFrom: '2027-01-01',
  title: { zh: '中心', en: 'Centres' },
  source: '',
  elements: [element('innerId'), element('cname'), ...elements],
  ...rest,
})
const codes = (given: unknown) =>
  dictionaryRefusals(given, ['areas']).map(({ code, ...rest }) => [code, rest])

describe('The shipped dictionaries', () => {
  test('cover every kind of data in the generations that know it', async () => {
    const all = await Promise.all(files.map(read))
    expect(all.map((one) => `${one.generation} ${dictionaryName(one)}`).toSorted()).toEqual([
      'G1 1',
      'G1 3',
      'G1 4',
      'G1 5',
      'G1 6',
      'G1 7',
      'G2 1',
      'G2 2',
      'G2 2-core',
      'G2 4',
      'G2 5',
      'G2 6',
      'G2 7',
      'G2 7-assets',
      'G2 7-income',
    ])
  })

  test.each(files)('%s can be taken as it is, numbers its columns and names its sections', async (file) => {
    const dictionary = await read(file)
    expect(dictionaryRefusals(dictionary, tables)).toEqual([])
    expect(nationalOrder(dictionary).map(({ no }) => no)).toEqual(dictionary.elements.map((_, i) => i + 1))
    expect(dictionary.elements.every(({ heading }) => heading !== undefined)).toBe(true)
    const sections = Object.keys(dictionary.sections ?? {})
    expect(dictionary.elements.filter(({ section }) => !sections.includes(section))).toEqual([])
  })

  test('put the columns of the single instrument where the national sheet has them', async () => {
    const headings = async (file: string) =>
      nationalOrder(await read(file))
        .filter(({ local }) => local !== true)
        .map(headingOf)
    const second = await headings('g2-instrument.json')
    expect(second).toHaveLength(39)
    expect(second.slice(0, 9)).toEqual([
      '单位标识',
      '所在单位仪器编号',
      '仪器设备名称',
      '英文名称',
      '所属资源载体类型',
      '所属资源载体内部编号',
      '所属资源载体名称',
      '所属单位内部门',
      '仪器分类编码',
    ])
    expect(second).toContain('服务内容(分析测试项目等)')
    expect(second).toContain('建账日期')
    const first = await headings('g1-instrument.json')
    expect(first).toContain('启用日期')
    expect(first.slice(-3)).toEqual(['运行状态', '共享模式', '提交状态'])
    expect(await headings('g2-facility-core.json')).toHaveLength(41)
  })

  test('are described by JSON schemas that name what is required', async () => {
    const schema = recordSchema(await read('g2-customs.json'), {})
    expect(schema['required']).toEqual([
      'innerId',
      'declarationNumber',
      'itemNumber',
      'importDate',
      'formname',
    ])
    expect(schema['properties']).toMatchObject({
      declarationNumber: { type: 'string', maxLength: 18, pattern: '^\\d{18}$' },
      importDate: { format: 'date' },
    })
  })
})

describe('A file that wants to be a dictionary', () => {
  test('passes when it holds what it must', () => {
    expect(codes(centre([element('area', { type: 'code', codeTable: 'areas' })]))).toEqual([])
  })

  test.each<[string, unknown, unknown[]]>([
    ['is no object', [], [['registry.dictionary_unreadable', { explanation: 'JSON' }]]],
    [
      'lacks its version and has a strange kind',
      centre([], { version: undefined, kind: 12 }),
      [
        ['registry.dictionary_field_wrong', { at: 'file', field: 'kind' }],
        ['registry.dictionary_field_missing', { at: 'file', field: 'version' }],
      ],
    ],
    [
      'spells a field wrong',
      centre([{ ...element('x'), requird: true }]),
      [['registry.dictionary_field_unknown', { at: 'x', field: 'requird' }]],
    ],
    [
      'has an unknown type and a broken pattern',
      centre([{ ...element('x'), type: 'colour', pattern: '[' }]),
      [
        ['registry.dictionary_field_wrong', { at: 'x', field: 'type' }],
        ['registry.dictionary_field_wrong', { at: 'x', field: 'pattern' }],
      ],
    ],
    [
      'has a condition in no known words',
      centre([{ ...element('x'), requiredWhen: { element: 'cname', is: 'y' } }]),
      [['registry.dictionary_field_wrong', { at: 'x', field: 'requiredWhen' }]],
    ],
    [
      'speaks of an element that is not there',
      centre([element('x', { requiredWhen: { element: 'nobody', equals: '1' } })]),
      [['registry.dictionary_condition_unknown', { element: 'x', other: 'nobody' }]],
    ],
    [
      'repeats an element, a place and a heading',
      centre([
        element('x', { no: 3 }),
        element('x', { no: 4 }),
        element('y', { no: 3, headings: ['标签X'] }),
      ]),
      [
        ['registry.dictionary_element_repeated', { element: 'x' }],
        ['registry.dictionary_place_repeated', { element: 'y', no: 3 }],
        ['registry.dictionary_heading_repeated', { heading: '标签x', element: 'y', other: 'x' }],
      ],
    ],
    [
      'leaves out what the program relies on',
      centre([], { elements: [element('cname')] }),
      [['registry.dictionary_element_needed', { element: 'innerId' }]],
    ],
    [
      'has choices without any and a table nobody has',
      centre([element('x', { type: 'enum' }), element('y', { type: 'code', codeTable: 'planets' })]),
      [
        ['registry.dictionary_field_missing', { at: 'x', field: 'enum' }],
        ['registry.dictionary_table_unknown', { element: 'y', table: 'planets' }],
      ],
    ],
  ])('that %s is told so', (_what, given, expected) => {
    expect(codes(given)).toEqual(expected)
  })

  test('says what it would add, change and remove', () => {
    const before = centre([element('x'), element('y')]) as ElementDictionary
    const after = centre([element('y', { maxLength: 9, required: true }), element('z')]) as ElementDictionary
    expect(dictionaryDifference(before, after)).toEqual([
      { element: 'y', change: 'changed', fields: ['required', 'maxLength'] },
      { element: 'z', change: 'added', fields: [] },
      { element: 'x', change: 'removed', fields: [] },
    ])
  })
})
