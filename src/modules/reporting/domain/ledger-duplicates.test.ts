import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRows, type RowKey } from './ledger-duplicates.ts'

const digest = (text: string) => text
const key = (no: number, part: Partial<RowKey>): RowKey => ({
  no,
  innerId: '',
  thing: '',
  identity: '',
  content: '',
  ...part,
})
const codes = (rows: RowKey[]) =>
  Object.fromEntries(
    [...compareRows(rows, digest)].map(([no, { problems }]) => [no, problems.map(({ code }) => code)]),
  )

describe('Rows of one file', () => {
  test('with one number and different contents all come back', () => {
    const rows = [
      key(1, { innerId: 'A', content: 'x' }),
      key(2, { innerId: 'A', content: 'y' }),
      key(3, { innerId: 'B' }),
    ]
    expect(codes(rows)).toEqual({ 1: ['ledger.number_twice'], 2: ['ledger.number_twice'] })
  })
  test('that are the same count once', () => {
    const found = compareRows([key(1, { innerId: 'A' }), key(2, { innerId: 'A' })], digest)
    expect(found.get(1)).toBeUndefined()
    expect(found.get(2)).toMatchObject({
      repeats: true,
      problems: [{ code: 'ledger.repeated_row', rows: '1' }],
    })
  })
  test('with the same name, model and date under two numbers are marked', () => {
    const rows = [key(1, { innerId: 'A', thing: 't' }), key(2, { innerId: 'B', thing: 't' })]
    expect(codes(rows)).toEqual({ 1: ['ledger.same_thing'], 2: ['ledger.same_thing'] })
  })
  test('without numbers get numbers that do not depend on their order', () => {
    const row = fc.record({
      identity: fc.constantFrom('a', 'b', 'c'),
      content: fc.constantFrom('1', '2', '3'),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (parts, chance) => {
        const made = (order: typeof parts) =>
          [
            ...compareRows(
              order.map((part, no) => key(no, part)),
              digest,
            ),
          ]
            .map(([no, { innerId }]) => `${innerId} ${order[no]?.content}`)
            .toSorted()
        const shuffled = parts
          .map((part) => ({ part, at: chance.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ part }) => part)
        expect(made(shuffled)).toEqual(made(parts))
        expect(new Set(made(parts).map((text) => text.split(' ')[0])).size).toBe(parts.length)
      }),
    )
  })
})
