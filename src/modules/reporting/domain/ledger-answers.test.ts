import { describe, expect, test } from 'vitest'
import { answeredKey, type RowAnswer, stands, withAnswers } from './ledger-answers.ts'

const answer = (given: Partial<RowAnswer>): RowAnswer => ({
  ...{ no: 2, element: 'nation', value: '"日本"', replaced: 'null', answer: 'taken' },
  ...given,
})

describe('What was answered in a preview', () => {
  test.each([
    ['is put where nothing stood', {}, {}, { nation: '日本' }],
    ['is not put where the file says something now', { nation: '德国' }, {}, { nation: '德国' }],
    ['replaces what it was taken for', { nation: 'JP' }, { replaced: '"JP"' }, { nation: '日本' }],
    ['is not put when it was refused', {}, { answer: 'refused' as const }, {}],
    ['may be a list', {}, { element: 'subject', value: '["150"]' }, { subject: ['150'] }],
  ])('%s', (_, elements, given, wanted) => {
    const after = withAnswers(elements, [answer(given)])
    expect(after).toEqual(wanted)
  })

  test('stands while the row has the value', () => {
    expect(stands({ nation: '日本' }, answer({}))).toBe(true)
    expect(stands({ nation: '德国' }, answer({}))).toBe(false)
    expect(stands({ nation: '日本' }, answer({ answer: 'refused' }))).toBe(false)
  })

  test('compares lists by what they hold', () => {
    expect(answeredKey(['150', '180'])).toBe('["150","180"]')
    expect(answeredKey(undefined)).toBe('null')
  })
})
