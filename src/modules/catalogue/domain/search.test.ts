import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import { instant } from '#kernel/time.ts'
import type { CatalogueEntry } from './entry.ts'
import { neededTokens, readQuery, type CatalogueQuery } from './query.ts'
import { Catalogue } from './search.ts'
import { folded, runsOf, tokensOf } from './tokens.ts'

const readAloud = (text: string) =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true })
const classNames: Record<string, string> = {
  '010102': '分析仪器 电子光学仪器 扫描电镜 Scanning electron microscopes',
}
const classWords = (code: string | undefined) => ({
  all: classNames[code ?? ''] ?? '',
  own: (classNames[code ?? ''] ?? '').split(' ')[2] ?? '',
})
const aliases = new Map([
  ['sem', ['扫描电镜', '扫描电子显微镜']],
  ['icpms', ['电感耦合等离子体质谱仪']],
  ['核磁', ['核磁共振']],
])

let numbered = 0
const anEntry = (overrides: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  unitId: 1,
  instrumentId: ++numbered,
  centreId: undefined,
  name: '场发射扫描电子显微镜',
  nameEn: 'Field emission scanning electron microscope',
  model: 'JSM-7800F',
  maker: 'JEOL',
  makerId: undefined,
  covered: '',
  makerName: '',
  makerNameEn: '',
  summary: '表面形貌观察',
  summaryEn: '',
  price: '',
  classCode: '010102',
  cityCode: '440100',
  disciplines: ['430'],
  worthFen: 250_000_000,
  openTo: ['university', 'company'],
  modes: ['self'],
  bookable: true,
  unitName: '示范大学',
  unitNameEn: 'Example University',
  pictureId: undefined,
  acceptedAt: instant(numbered),
  ...overrides,
})
const query = (overrides: Partial<CatalogueQuery> = {}): CatalogueQuery => ({
  q: '',
  sort: 'relevance',
  page: 1,
  size: 20,
  ...overrides,
})
const catalogueOf = (entries: readonly CatalogueEntry[]): Catalogue => {
  const catalogue = new Catalogue(readAloud, classWords, aliases)
  for (const entry of entries) catalogue.put(entry)
  return catalogue
}

const known = [
  anEntry(),
  anEntry({
    name: '傅里叶变换红外光谱仪',
    nameEn: 'FTIR spectrometer',
    model: 'Nicolet 6700',
    maker: 'Thermo',
    classCode: '010301',
    cityCode: '440300',
    worthFen: 41_000_000,
    openTo: ['company'],
    modes: ['commissioned'],
    disciplines: ['150', '430'],
    unitId: 2,
    unitName: '示范研究院',
    summary: '有机物结构分析',
  }),
  anEntry({
    name: '核磁共振波谱仪',
    nameEn: 'NMR spectrometer',
    model: 'AVANCE III 400',
    maker: 'Bruker',
    classCode: '010501',
    worthFen: 620_000_000,
    summary: '',
  }),
  anEntry({
    name: '电感耦合等离子体质谱仪',
    nameEn: 'ICP mass spectrometer',
    model: 'iCAP RQ',
    maker: 'Thermo',
    classCode: '010201',
    worthFen: undefined,
    summary: '',
  }),
]
const catalogue = catalogueOf(known)
const modelsFor = (q: string) => catalogue.search(query({ q })).entries.map(({ model }) => model)

describe('A search finds', () => {
  test.each([
    ['two characters', '核磁', ['AVANCE III 400']],
    ['one character', '磁', ['AVANCE III 400']],
    ['a word inside a name', '扫描电子显微镜', ['JSM-7800F']],
    ['words of the class', '扫描电镜', ['JSM-7800F']],
    ['a model written apart', 'nicolet 6700', ['Nicolet 6700']],
    ['a model written together', 'nicolet6700', ['Nicolet 6700']],
    ['a model with a stroke', 'JSM-7800F', ['JSM-7800F']],
    ['the same without the stroke', 'jsm7800f', ['JSM-7800F']],
    ['the beginning of a model', 'jsm78', ['JSM-7800F']],
    ['full-width letters', 'ＮＭＲ', ['AVANCE III 400']],
    ['English', 'scanning electron', ['JSM-7800F']],
    ['the initials of a class', 'smdj', ['JSM-7800F']],
    ['the initials of a name', 'hcgz', ['AVANCE III 400']],
    ['a name in full pinyin', 'hecigongzhen', ['AVANCE III 400']],
    ['another name', 'SEM', ['JSM-7800F']],
    ['another name with a stroke', 'ICP-MS', ['iCAP RQ']],
    ['a maker and a word', 'thermo 红外', ['Nicolet 6700']],
    ['Chinese and Latin without a space', 'bruker核磁', ['AVANCE III 400']],
    ['the unit', '示范研究院', ['Nicolet 6700']],
    ['what it does', '表面形貌', ['JSM-7800F']],
    ['nothing for what is not there', '质子加速器', []],
  ])('%s: %s', (_why, q, expected) => {
    expect(modelsFor(q)).toEqual(expected)
  })

  test('everything when nothing is asked', () => {
    expect(catalogue.search(query()).total).toBe(4)
  })

  test('and says which other name it understood', () => {
    expect(catalogue.search(query({ q: 'sem' })).understood).toContainEqual({
      typed: 'sem',
      meant: '扫描电镜',
    })
  })
})

describe('When nothing is found', () => {
  const suggested = (overrides: Partial<CatalogueQuery>) => catalogue.search(query(overrides)).suggestions

  test('a name that sounds the same is offered', () => {
    expect(suggested({ q: '核慈共振' })[0]).toEqual({ kind: 'same_sound', q: '核磁共振' })
  })
  test('a slip of the finger is mended', () => {
    expect(suggested({ q: 'nicolat' })).toContainEqual({ kind: 'like_this', q: 'nicolet' })
  })
  test('a name written nearly so is offered', () => {
    expect(suggested({ q: '傅里叶红外光谱议器' })).toContainEqual({
      kind: 'like_this',
      q: '傅里叶变换红外光谱仪',
    })
  })
  test('filters that leave nothing are named', () => {
    expect(suggested({ q: '核磁', city: '440300' })).toEqual([{ kind: 'without_filters', count: 1 }])
  })
  test('a word that leaves nothing is named', () => {
    expect(suggested({ q: '红外 bruker' })).toContainEqual({
      kind: 'without_word',
      word: 'bruker',
      q: '红外',
      count: 1,
    })
  })
})

describe('Sides', () => {
  test('count every level of the class table', () => {
    const { class: counts } = catalogue.search(query()).facets
    expect([counts.get('01'), counts.get('0101'), counts.get('010102')]).toEqual([4, 1, 1])
  })
  test('ignore their own filter and obey the others', () => {
    const { facets, total } = catalogue.search(query({ city: '440300', openTo: 'company' }))
    expect(total).toBe(1)
    expect(Object.fromEntries(facets.city)).toEqual({ '440100': 3, '440300': 1 })
    expect(Object.fromEntries(facets.openTo)).toEqual({ company: 1 })
  })
  test.each([
    [{ classCode: '010000' }, 4],
    [{ classCode: '0101' }, 1],
    [{ priceFrom: 30, priceTo: 50 }, 1],
    [{ priceFrom: 250 }, 2],
    [{ mode: 'commissioned' }, 1],
    [{ discipline: '150' }, 1],
    [{ unit: 2, city: '440100' }, 0],
  ] as const)('%j leaves %i', (filter, total) => {
    expect(catalogue.search(query(filter)).total).toBe(total)
  })
})

describe('The order', () => {
  test.each([
    ['price_up', ['Nicolet 6700', 'JSM-7800F', 'AVANCE III 400', 'iCAP RQ']],
    ['price_down', ['AVANCE III 400', 'JSM-7800F', 'Nicolet 6700', 'iCAP RQ']],
    ['newest', ['iCAP RQ', 'AVANCE III 400', 'Nicolet 6700', 'JSM-7800F']],
    ['name', ['JSM-7800F', 'iCAP RQ', 'Nicolet 6700', 'AVANCE III 400']],
  ] as const)('%s', (sort, models) => {
    expect(catalogue.search(query({ sort })).entries.map(({ model }) => model)).toEqual(models)
  })
  test('puts a name before a summary', () => {
    const both = catalogueOf([
      anEntry({ name: '样品台', model: 'B', summary: '用于拉曼光谱仪', classCode: undefined }),
      anEntry({ name: '拉曼光谱仪', model: 'A', summary: '', classCode: undefined, acceptedAt: instant(0) }),
    ])
    expect(both.search(query({ q: '拉曼光谱仪' })).entries.map(({ model }) => model)).toEqual(['A', 'B'])
  })
  test('shows every instrument once over all pages', () => {
    const many = catalogueOf(
      Array.from({ length: 3_000 }, (_, i) => anEntry({ worthFen: (i % 7) * 1_000_000 })),
    )
    const seen = new Set<number>()
    for (let page = 1; page <= 150; page++)
      for (const { instrumentId } of many.search(query({ sort: 'price_up', page })).entries)
        seen.add(instrumentId)
    expect(seen.size).toBe(3_000)
  })
})

describe('A change', () => {
  test('is found under its new words and not under the old', () => {
    const entry = anEntry({ name: '旧名称仪器' })
    const changing = catalogueOf([entry])
    changing.put({ ...entry, name: '拉曼光谱仪' })
    expect(changing.search(query({ q: '旧名称' })).total).toBe(0)
    expect(changing.search(query({ q: '拉曼' })).total).toBe(1)
    changing.remove(entry.instrumentId)
    expect(changing.search(query()).total).toBe(0)
  })
})

describe('Over any texts', () => {
  const text = fc
    .array(
      fc.constantFrom('扫', '描', '电', '镜', '核', '磁', 'sem', 'X7', '-', ' ', '６７', 'nicolet', '𠮷'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(''))

  test('a search gives what a plain scan for all of the tokens gives', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), text, (names, q) => {
        const entries = names.map((name) =>
          anEntry({
            name,
            nameEn: '',
            model: '',
            maker: '',
            summary: '',
            classCode: undefined,
            unitName: '',
          }),
        )
        const plain = new Catalogue(() => [], classWords, new Map())
        for (const entry of entries) plain.put(entry)
        const wanted = runsOf(folded(q).trim())
          .slice(0, 8)
          .map((run) => ({ tokens: neededTokens(run.text, run.han), prefix: !run.han }))
        const expected = entries.filter(({ name }) => {
          const tokens = [...tokensOf(name)]
          return wanted.every((word) =>
            word.tokens.every((token) =>
              tokens.some((one) => (word.prefix ? one.startsWith(token) : one === token)),
            ),
          )
        })
        const found = plain.search(query({ q, size: 100 })).entries.map(({ instrumentId }) => instrumentId)
        expect(found.toSorted((a, b) => a - b)).toEqual(expected.map(({ instrumentId }) => instrumentId))
      }),
    )
  })

  test('every token of a text finds the text', () => {
    fc.assert(
      fc.property(text, (name) => {
        for (const word of readQuery(name, new Map()))
          for (const token of word.alternatives[0]?.tokens ?? []) expect(tokensOf(name).has(token)).toBe(true)
      }),
    )
  })
})
