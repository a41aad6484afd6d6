import { describe, expect, test } from 'vitest'
import { lateBefore, needsNoReview } from './review-rules.ts'
import { type CheckGround, reviewChecks } from './review-checks.ts'
import { answersTo } from './return-answers.ts'

const rules = { withoutReview: ['phone', 'contact'] }

describe('A change of an accepted record', () => {
  test.each([
    [['phone'], 0, 0, true],
    [['phone', 'contact'], 0, 0, true],
    [['phone', 'cname'], 0, 0, false],
    [['phone'], 1, 0, false],
    [['phone'], 0, 1, false],
    [[], 0, 0, false],
  ])('of %j with %i errors and %i secret words needs no review: %s', (elements, problems, words, free) => {
    expect(needsNoReview({ elements, problems, secretWords: words }, rules)).toBe(free)
  })
})

describe('A report is late when it came before', () => {
  const calendar = new Map([
    ['2026-10-01', 'holiday'],
    ['2026-10-02', 'holiday'],
    ['2026-10-10', 'workday'],
  ] as const)
  test.each([
    ['2026-11-23', 5, '2026-11-16'],
    ['2026-11-25', 1, '2026-11-24'],
    ['2026-10-05', 1, '2026-09-30'],
    ['2026-10-12', 1, '2026-10-10'],
    ['2026-10-12', 0, '2026-10-12'],
  ])('today %s, %i working days: %s', (today, days, expected) => {
    expect(lateBefore(today, days, calendar)).toBe(expected)
  })
})

describe('What the program doubts', () => {
  const checks = {
    shortest: { technical: 10 },
    contact: ['phone'],
    worthInClass: { leastKnown: 3, factor: 10 },
  }
  const sound: CheckGround = {
    elements: { worth: 100, technical: '分辨率 0.19 nm，加速电压', phone: '020-1' },
    pictures: 1,
    sameThings: [],
    sameNumbers: [],
    worthInClass: { known: 5, medianWan: 90 },
  }
  const codes = (ground: Partial<CheckGround>) =>
    reviewChecks({ ...sound, ...ground }, checks).map((check) => `${check.element} ${check.code}`)

  test.each<[string, Partial<CheckGround>, string[]]>([
    ['nothing', {}, []],
    [
      'a value in yuan',
      { elements: { ...sound.elements, worth: 1_000_000 } },
      ['worth reporting.check_worth_high'],
    ],
    [
      'a value far too low',
      { elements: { ...sound.elements, worth: 1 } },
      ['worth reporting.check_worth_low'],
    ],
    [
      'a value in a class little is known of',
      { elements: { ...sound.elements, worth: 1 }, worthInClass: { known: 2, medianWan: 90 } },
      [],
    ],
    [
      'a short text',
      { elements: { ...sound.elements, technical: '好' } },
      ['technical reporting.check_short'],
    ],
    ['no telephone', { elements: { ...sound.elements, phone: '' } }, ['phone reporting.check_contact']],
    ['no picture', { pictures: 0 }, ['image reporting.check_picture']],
    ['the same thing twice', { sameThings: ['A-2'] }, ['cname reporting.check_same_thing']],
    ['a number written another way', { sameNumbers: ['A 1'] }, ['innerId reporting.check_same_number']],
  ])('%s', (_, ground, expected) => {
    expect(codes(ground)).toEqual(expected)
  })
})

test('Reasons of the last return are marked by what changed since', () => {
  const reasons = ['cname', 'fee', ''].map((element) => ({ element, reason: 'x' }))
  expect(answersTo(reasons, new Set(['cname'])).map((one) => one.answer)).toEqual([
    'changed',
    'unchanged',
    'whole',
  ])
})
