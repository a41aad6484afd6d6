import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Refusal } from '#kernel/refusal.ts'
import {
  completenessRefusals,
  contentRefusals,
  type DeclarationContent,
  type DeclarationRules,
  declarationStepRefusals,
  type DeclarationToJudge,
  type DeclaredInstrument,
  filingNumberOf,
  followingPeriod,
  isInForce,
} from './declaration-rules.ts'
import { type DeclarationStep, declarationStates } from './declaration-transitions.ts'

const rules = JSON.parse(
  readFileSync(new URL('../../../../db/reference/rules/declarations-2022.json', import.meta.url), 'utf8'),
) as DeclarationRules
const codes = (refusals: readonly Refusal[]) =>
  refusals.map((refusal) => refusal.code.replace('declaration.', ''))

const plain: DeclarationContent = {
  reason: 'special_function',
  explanation: '专用装置，不具备对外条件',
  validFrom: '2026-11-01',
  validUntil: '2028-10-31',
  instrumentIds: [1],
}
const secret: DeclarationContent = {
  reason: 'secret',
  explanation: '',
  validFrom: '2026-01-01',
  validUntil: '2028-12-31',
  secretCount: 3,
  instrumentIds: [],
}
const instrument: DeclaredInstrument = {
  innerId: 'A-1',
  eligibility: 'must_report',
  isPublic: false,
  overlaps: false,
}

describe('What a declaration says', () => {
  test.each<[string, Partial<DeclarationContent>, string[]]>([
    ['nothing wrong', {}, []],
    ['a reason that is not listed', { reason: 'lazy' }, ['reason_unknown']],
    ['a period that ends before it begins', { validUntil: '2026-10-31' }, ['period_reversed']],
    ['a count without secrecy', { secretCount: 2 }, ['count_only_for_secret']],
    [
      'more instruments than a letter takes',
      { instrumentIds: Array<number>(201).fill(1) },
      ['too_many_instruments'],
    ],
  ])('%s: %j is refused even as a draft with %j', (_what, change, expected) => {
    expect(codes(contentRefusals({ ...plain, ...change }, rules))).toEqual(expected)
  })

  test.each<[string, Partial<DeclarationContent>, string[]]>([
    ['a count and years', {}, []],
    ['an instrument', { instrumentIds: [1] }, ['secret_names_no_instruments']],
    ['a text', { explanation: '某型号' }, ['secret_takes_no_text']],
    ['no count', { secretCount: undefined }, ['count_missing']],
    ['days within a year', { validFrom: '2026-03-01' }, ['whole_years']],
  ])('a secret one with %s: %j is refused even as a draft with %j', (_what, change, expected) => {
    expect(codes(contentRefusals({ ...secret, ...change }, rules))).toEqual(expected)
  })

  test.each<[string, Partial<DeclarationContent>, readonly DeclaredInstrument[], string[]]>([
    ['complete', {}, [instrument], []],
    ['renewed while the one before runs', {}, [{ ...instrument, eligibility: 'excused' }], []],
    ['without a word why', { explanation: ' ' }, [instrument], ['text_missing']],
    ['about nothing', {}, [], ['no_instruments']],
    [
      'over before it is handed in',
      { validFrom: '2025-01-01', validUntil: '2026-11-22' },
      [instrument],
      ['period_over'],
    ],
    ['over today', { validFrom: '2025-01-01', validUntil: '2026-11-23' }, [instrument], []],
    ['exactly as long as allowed', { validFrom: '2026-11-23', validUntil: '2029-11-22' }, [instrument], []],
    [
      'a day longer',
      { validFrom: '2026-11-23', validUntil: '2029-11-23' },
      [instrument],
      ['period_too_long'],
    ],
    ['about what need not be reported', {}, [{ ...instrument, eligibility: 'may_report' }], ['not_needed']],
    ['about what the public sees', {}, [{ ...instrument, isPublic: true }], ['is_public']],
    ['about what is declared already', {}, [{ ...instrument, overlaps: true }], ['declared_twice']],
  ])('%s: handing in on 2026-11-23 tells %j %j', (_what, change, instruments, expected) => {
    expect(codes(completenessRefusals({ ...plain, ...change }, instruments, rules, '2026-11-23'))).toEqual(
      expected,
    )
  })
})

describe('A step', () => {
  const judged: DeclarationToJudge = {
    ...{ state: 'unit_review', revision: 2, validUntil: '2026-11-23', writtenBy: 1, handedInBy: 2 },
    hasDepartment: true,
  }
  const act = { revision: 2, actorId: 3, comment: '', today: '2026-11-23' }

  type Row = [string, DeclarationStep, Partial<DeclarationToJudge>, Partial<typeof act>, string[]]
  test.each<Row>([
    ['sign by another', 'sign', {}, {}, []],
    ['sign by who wrote it', 'sign', {}, { actorId: 1 }, ['own_declaration']],
    ['sign by who handed it in', 'sign', {}, { actorId: 2 }, ['own_declaration']],
    ['sign where nobody can confirm', 'sign', { hasDepartment: false }, {}, ['no_department']],
    ['sign what changed', 'sign', {}, { revision: 1 }, ['changed_meanwhile']],
    ['return without a reason', 'return', {}, {}, ['reporting.reason_needed']],
    ['return with one', 'return', {}, { comment: '请补充' }, []],
    ['confirm out of turn', 'confirm', {}, {}, ['wrong_state']],
    [
      'withdraw a filed one without a reason',
      'withdraw',
      { state: 'filed' },
      {},
      ['reporting.reason_needed'],
    ],
    ['withdraw a draft', 'withdraw', { state: 'draft' }, {}, []],
    ['expire on the last day', 'expire', { state: 'filed' }, {}, ['not_over']],
    ['expire the day after', 'expire', { state: 'filed' }, { today: '2026-11-24' }, []],
  ])('%s', (_what, step, change, by, expected) => {
    expect(codes(declarationStepRefusals({ ...judged, ...change }, step, { ...act, ...by }))).toEqual(
      expected,
    )
  })
})

test.each([
  ['filed', '2026-10-31', false],
  ['filed', '2026-11-01', true],
  ['filed', '2028-10-31', true],
  ['filed', '2028-11-01', false],
  ...declarationStates
    .filter((state) => state !== 'filed')
    .map((state) => [state, '2027-01-01', false] as const),
] as const)('%s on %s is in force: %s', (state, on, expected) => {
  expect(isInForce({ ...plain, state }, on)).toBe(expected)
})

test('a filing number is written as the scheme says', () => {
  expect(filingNumberOf(rules.numbering, 2026, 7)).toBe('粤科仪备〔2026〕7号')
  expect(filingNumberOf({ pattern: 'F-{year}-{number}', digits: 4 }, 2026, 7)).toBe('F-2026-0007')
})

test.each([
  ['2026-11-01', '2028-10-31', '2028-11-01', '2030-10-31'],
  ['2024-01-01', '2026-12-31', '2027-01-01', '2029-12-31'],
  ['2026-11-23', '2026-12-22', '2026-12-23', '2027-01-22'],
])('after %s to %s comes %s to %s', (from, until, validFrom, validUntil) => {
  expect(followingPeriod(from, until)).toEqual({ validFrom, validUntil })
})
