import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KnownMaker, MakerIndex, MakerNames } from './maker-matching.ts'

const reference = join(import.meta.dirname, '../../../../../db/reference')
const rows = (path: string): Record<string, string>[] =>
  parse(readFileSync(join(reference, path), 'utf8'), { columns: true })

const words = rows('maker-words/2026.csv')
const ofKind = (...kinds: string[]) =>
  words.filter((row) => kinds.includes(row['kind'] ?? '')).map((row) => row['name'] ?? '')
const names = new MakerNames({
  legalForms: ofKind('legal_form', 'both'),
  places: ofKind('place', 'both'),
  variants: new Map(
    words.filter((row) => row['kind'] === 'variant').map((row) => [row['name'] ?? '', row['to'] ?? '']),
  ),
})

/** The shipped makers, loaded as the registry loads them. */
function shippedIndex(): MakerIndex {
  const makers = rows('makers/makers.csv')
  const byKey = new Map<string, KnownMaker>()
  const note = (name: string, maker: KnownMaker) => {
    for (const key of [names.core(name), names.plain(name)])
      if (key !== '' && !byKey.has(key)) byKey.set(key, maker)
  }
  const all = makers.map((row, id) => ({
    maker: { id, name: row['name'] ?? '', nameEn: row['name_en'] ?? '', country: row['country'] ?? '' },
    aliases: (row['aliases'] ?? '').split('|').filter(Boolean),
  }))
  for (const { maker } of all) for (const name of [maker.name, maker.nameEn]) note(name, maker)
  for (const { maker, aliases } of all) for (const name of aliases) note(name, maker)
  return new MakerIndex(names, byKey)
}
const index = shippedIndex()

const one: Readonly<Record<string, readonly string[]>> = {
  岛津制作所: [
    '岛津',
    '日本岛津',
    'SHIMADZU',
    'shimadzu',
    'Shimadzu Corporation',
    'Shimadzu Corp.',
    'SHIMADZU CORPORATION',
    '(株)島津製作所',
    '（株）島津製作所',
    '株式会社島津製作所',
    '島津',
    '岛津公司',
    '日本岛津公司',
    '日本岛津制作所',
    '日本株式会社岛津制作所',
    '岛津（日本）',
    '岛津(SHIMADZU)',
    'ＳＨＩＭＡＤＺＵ',
    ' Shimadzu ',
    '岛津/Shimadzu',
    'SHIMADZU（岛津）',
    '岛津企业管理（中国）有限公司',
    '岛津企业管理(中国)有限公司',
    'Shimadzu Co., Ltd.',
    'Shimadzu (Japan)',
  ],
  贝克曼库尔特: [
    'BECKMAN',
    'Beckman',
    'Beckman Coulter',
    'Beckman Coulter, Inc.',
    'BECKMAN COULTER INC',
    '美国贝克曼',
    '贝克曼',
    '贝克曼库尔特公司',
    '美国贝克曼库尔特有限公司',
    '贝克曼(Beckman)',
  ],
  赛默飞世尔科技: [
    '赛默飞',
    '赛默飞世尔',
    'Thermo Fisher',
    'Thermo Fisher Scientific',
    'Thermo Fisher Scientific Inc.',
    'THERMO FISHER SCIENTIFIC',
    'ThermoFisher',
    'Thermo',
    '美国赛默飞',
    '美国热电',
    '賽默飛世爾科技',
    '赛默飞世尔科技（中国）有限公司',
    'FEI',
    '美国FEI公司',
  ],
  安捷伦科技: [
    '安捷伦',
    'Agilent',
    'AGILENT',
    'Agilent Technologies',
    'Agilent Technologies, Inc.',
    '美国安捷伦',
    '安捷伦科技有限公司',
    '美国安捷伦科技公司',
    '安捷倫',
  ],
  日本电子: [
    'JEOL',
    'JEOL Ltd.',
    'JEOL Ltd',
    '日本電子',
    '日本電子株式会社',
    '日本电子株式会社',
    '日本电子(JEOL)',
    'jeol',
    '捷欧路',
  ],
  卡尔蔡司: [
    '蔡司',
    'ZEISS',
    'Carl Zeiss',
    'Carl Zeiss AG',
    '德国蔡司',
    '卡尔·蔡司',
    '卡尔蔡司公司',
    'Carl Zeiss GmbH',
    '德国卡尔蔡司',
  ],
  布鲁克: [
    'Bruker',
    'BRUKER',
    'Bruker Corporation',
    '德国布鲁克',
    '布鲁克公司',
    '瑞士布鲁克',
    'Bruker GmbH',
    'Bruker Daltonics',
  ],
  罗德与施瓦茨: [
    'R&S',
    'Rohde & Schwarz',
    'ROHDE&SCHWARZ',
    'Rohde & Schwarz GmbH & Co. KG',
    '罗德施瓦茨',
    '德国罗德与施瓦茨',
  ],
  珀金埃尔默: [
    'PerkinElmer',
    'Perkin Elmer',
    'Perkin-Elmer',
    'PERKIN ELMER INC.',
    '美国珀金埃尔默',
    '铂金埃尔默',
  ],
  步琦: ['BUCHI', 'Büchi', 'BÜCHI', '瑞士步琦', 'Buchi'],
  梅特勒: [],
  '梅特勒-托利多': [
    '梅特勒托利多',
    '梅特勒',
    'METTLER TOLEDO',
    'Mettler-Toledo',
    '瑞士梅特勒',
    '梅特勒－托利多',
  ],
  爱色丽: ['X-Rite', 'XRITE', '美国爱色丽'],
  钢研纳克: ['纳克', 'NCS', '钢研纳克有限公司'],
  徕卡显微系统: ['徕卡', 'Leica', 'LEICA', '德国徕卡', '莱卡'],
}
const written = Object.entries(one).flatMap(([maker, texts]) => texts.map((text) => [text, maker] as const))

describe('The matching rule of makers', () => {
  test('has at least eighty written forms to be judged by', () => {
    expect(written.length).toBeGreaterThanOrEqual(80)
  })

  test.each(written)('reads %s as %s', (text, maker) => {
    expect(index.find(text)?.name).toBe(maker)
  })

  test.each([
    ['示例仪器制造有限公司'],
    ['无'],
    ['不详'],
    ['有限公司'],
    ['日本'],
    ['Inc.'],
    ['BACKMAN'],
    ['Shimazu'],
    ['中国科学院某研究所'],
    [''],
    ['-'],
    ['自制'],
    ['GE'.repeat(60)],
  ])('reads nobody into %s', (text) => {
    expect(index.find(text)).toBeUndefined()
  })

  test.each([
    ['BACKMAN', '贝克曼库尔特'],
    ['Shimazu', '岛津制作所'],
    ['Agilant', '安捷伦科技'],
    ['Brucker', '布鲁克'],
    ['Perkin Elemer', '珀金埃尔默'],
    ['Thermo Fisher Scientfic', '赛默飞世尔科技'],
    ['赛默飞士尔', '赛默飞世尔科技'],
  ])('takes the slip %s for %s only as a suggestion', (text, maker) => {
    expect(index.find(text)).toBeUndefined()
    expect(index.nearest(text)?.maker.name).toBe(maker)
  })

  test.each([['示例电子'], ['ABC'], ['清华'], ['BECKMAN']])('has no suggestion for %s', (text) => {
    expect(index.nearest(text)).toBeUndefined()
  })

  test('reads a name the same in any case, width and spacing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...written), fc.boolean(), fc.boolean(), ([text, maker], upper, spaced) => {
        const shaped = (upper ? text.toUpperCase() : text.toLowerCase())
          .split('')
          .join(spaced && /^\p{Script=Han}+$/u.test(text) ? ' ' : '')
        expect(index.find(shaped)?.name).toBe(maker)
      }),
    )
  })

  test('answers every text without failing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void index.find(text)))
  })
})
