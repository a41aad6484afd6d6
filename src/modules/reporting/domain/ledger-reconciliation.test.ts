import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AbsentInstrument,
  type Comparison,
  leftTheBooks,
  type NewRow,
  reconcile,
  type RevaluedRow,
} from './ledger-reconciliation.ts'

const rules = { sumTolerance: 0.005, mostParts: 20, outOfBooks: ['报废', '调出', 'disposed'] }
const day = '2019-05-06'
const thing = { name: '扫描电镜', model: 'SU8010', bookedOn: day, worthFen: 300 }
const gone = (id: number, more: Partial<AbsentInstrument> = {}): AbsentInstrument => ({
  ...{ ...thing, id, number: `OLD-${id}` },
  ...more,
})
const row = (no: number, more: Partial<NewRow> = {}): NewRow => ({
  ...thing,
  no,
  number: `NEW-${no}`,
  ...more,
})
const nothing: Comparison = { added: [], absent: [], revalued: [], left: [], whole: true }
const found = (comparison: Partial<Comparison>) =>
  reconcile({ ...nothing, ...comparison }, rules).map(({ kind, certainty, instrumentIds, rows }) => [
    kind,
    certainty,
    instrumentIds,
    rows,
  ])

describe('Comparing a ledger with the registry', () => {
  test.each<[string, Partial<Comparison>, unknown[]]>([
    ['nothing to say', {}, []],
    [
      'a number changed, all else the same',
      { absent: [gone(1)], added: [row(5)] },
      [['renumbered', 'sure', [1], [5]]],
    ],
    [
      'a number changed and the value is another',
      { absent: [gone(1)], added: [row(5, { worthFen: 290 })] },
      [['renumbered', 'likely', [1], [5]]],
    ],
    [
      'spaces and width of name and model do not matter',
      { absent: [gone(1)], added: [row(5, { name: ' 扫描 电镜', model: 'su-8010' })] },
      [['renumbered', 'sure', [1], [5]]],
    ],
    [
      'the date was put right too, but value and model tell',
      { absent: [gone(1)], added: [row(5, { bookedOn: '2019-05-16' })] },
      [['renumbered', 'likely', [1], [5]]],
    ],
    [
      'of three alike, those of one value belong together',
      { absent: [gone(1), gone(2, { worthFen: 400 })], added: [row(5, { worthFen: 400 }), row(6)] },
      [
        ['renumbered', 'likely', [1], [6]],
        ['renumbered', 'likely', [2], [5]],
      ],
    ],
    [
      'another name on another day is another thing',
      { absent: [gone(1)], added: [row(5, { name: '离心机', bookedOn: '2020-01-01' })] },
      [['vanished', 'sure', [1], []]],
    ],
    ['not in a file that is only a part of the ledger', { whole: false, absent: [gone(1)] }, []],
    [
      'a changed number is seen in a part of the ledger too',
      { whole: false, absent: [gone(1)], added: [row(5)] },
      [['renumbered', 'sure', [1], [5]]],
    ],
    [
      'split: numbers go on from the old one and the values add up',
      {
        absent: [gone(1, { number: 'A7', worthFen: 900 })],
        added: [
          row(5, { number: 'A7-1', name: '主机', worthFen: 600 }),
          row(6, { number: 'A7-2', name: '能谱仪', worthFen: 300 }),
          row(7, { number: 'B1', name: '离心机', worthFen: 50 }),
        ],
      },
      [['split', 'sure', [1], [5, 6]]],
    ],
    [
      'split: other numbers, all of one day, values add up',
      {
        absent: [gone(1, { worthFen: 900 })],
        added: [row(5, { name: '主机', worthFen: 600 }), row(6, { name: '能谱仪', worthFen: 300 })],
      },
      [['split', 'likely', [1], [5, 6]]],
    ],
    [
      'no split when the values do not add up',
      {
        absent: [gone(1, { worthFen: 900 })],
        added: [row(5, { name: '主机', worthFen: 600 }), row(6, { name: '能谱仪', worthFen: 200 })],
      },
      [['vanished', 'sure', [1], []]],
    ],
    [
      'merged: two are gone, one of their day is worth as much',
      {
        absent: [gone(1, { name: '主机', worthFen: 600 }), gone(2, { name: '能谱仪', worthFen: 300 })],
        added: [row(5, { worthFen: 901 })],
      },
      [['merged', 'likely', [1, 2], [5]]],
    ],
    ['left the books by the standing column', { left: [{ no: 3, id: 9 }] }, [['disposed', 'sure', [9], [3]]]],
  ])('%s', (_what, comparison, expected) => {
    expect(found(comparison)).toEqual(expected)
  })

  const revalued = (more: Partial<RevaluedRow>): RevaluedRow => ({
    ...{ ...thing, no: 1, id: 1, number: 'A1', beforeFen: 900, worthFen: 600 },
    ...more,
  })
  test('a part taken out of an instrument that stays is a split of it', () => {
    const part = row(5, { number: 'A1-2', name: '能谱仪', worthFen: 300 })
    expect(found({ revalued: [revalued({})], added: [part] })).toEqual([['split', 'sure', [1], [1, 5]]])
  })
  test('an accessory taken into an instrument that stays is a merger', () => {
    const accessory = gone(2, { name: '能谱仪', worthFen: 300 })
    const grown = revalued({ beforeFen: 600, worthFen: 900 })
    expect(found({ revalued: [grown], absent: [accessory] })).toEqual([['merged', 'likely', [1, 2], [1]]])
  })

  const things = fc.record({
    number: fc.constantFrom('A', 'A-1', 'A-2', 'B', 'C', 'D-9'),
    name: fc.constantFrom('镜', '谱仪', '离心机', ''),
    model: fc.constantFrom('X', 'Y', ''),
    bookedOn: fc.constantFrom('2019-01-01', '2020-02-02', ''),
    worthFen: fc.constantFrom(100, 200, 300, undefined),
  })
  test('no row and no absent instrument stands in two proposals, and a whole ledger accounts for every absent one', () => {
    fc.assert(
      fc.property(fc.array(things, { maxLength: 12 }), fc.array(things, { maxLength: 12 }), (old, now) => {
        const absent = old.map((one, id) => ({ ...one, id }))
        const added = now.map((one, no) => ({ ...one, no }))
        const proposals = reconcile({ ...nothing, absent, added }, rules)
        const ids = proposals.flatMap(({ instrumentIds }) => instrumentIds)
        const rows = proposals.flatMap((one) => one.rows)
        expect(new Set(rows).size).toBe(rows.length)
        expect(ids.toSorted((a, b) => a - b)).toEqual(absent.map(({ id }) => id))
      }),
    )
  })
})

describe('A standing column', () => {
  test.each([
    ['报废', true],
    ['已报废（2025）', true],
    ['Disposed', true],
    ['待报废', false],
    ['拟报废', false],
    ['未报废', false],
    ['在用', false],
    ['', false],
  ])('that says %j means the thing left the books: %s', (text, left) => {
    expect(leftTheBooks(text, rules)).toBe(left)
  })
})
