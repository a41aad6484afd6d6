import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { instantOf } from '#kernel/time.ts'
import { watchMeasures, watchThings } from './watch.ts'
import { basicGaps, ruleGaps, type RuleInForce, type UnitFacts, type WatchRules } from './watch-cells.ts'

const shipped = resolve(import.meta.dirname, '../../../../db/reference/rules/watch-2026.json')
const rules = JSON.parse(readFileSync(shipped, 'utf8')) as WatchRules
const today = '2026-11-23'
const now = instantOf('2026-11-23T10:00:00+08:00')

describe('The shipped rules', () => {
  test('weigh to one and have a formula for every figure', () => {
    const sum = (weights: Readonly<Record<string, number>>) =>
      Object.values(weights).reduce((a, b) => a + b, 0)
    expect(sum(rules.weights.things)).toBeCloseTo(1)
    expect(sum(rules.weights.measures)).toBeCloseTo(1)
    for (const thing of watchThings)
      for (const measure of watchMeasures) expect(rules.formulas[thing][measure].zh).not.toBe('')
  })
})

describe('Basic information', () => {
  const facts = (more: Partial<UnitFacts> = {}): UnitFacts => ({
    unitId: 1,
    elements: Object.fromEntries(rules.basic.elements.map((id) => [id, 'x'])),
    emails: [],
    editedAt: now,
    qualifications: [],
    ...more,
  })
  const gapsOf = (given: UnitFacts) => basicGaps(given, rules, today, now)

  test('that is empty is named', () => {
    const gaps = gapsOf(facts({ elements: { nameEn: 'x' } })).completeness
    expect(gaps.gaps).not.toContain('nameEn')
    expect(gaps.gaps).toContain('website')
    expect(gaps.gaps.length).toBe(gaps.all - 1)
  })
  test.each([
    ['2026-11-22', ['Q']],
    ['2026-11-23', []],
  ])('with a qualification that holds until %s is late: %j', (validUntil, late) => {
    expect(gapsOf(facts({ qualifications: [{ id: 1, number: 'Q', validUntil }] })).timeliness).toEqual({
      all: 1,
      gaps: late,
    })
  })
  test.each([
    ['2025-11-22T00:00:00+08:00', ['profile']],
    ['2025-12-22T00:00:00+08:00', []],
  ])('gone over on %s is old: %j', (at, old) => {
    expect(gapsOf(facts({ editedAt: instantOf(at) })).freshness.gaps).toEqual(old)
  })
  test.each([
    ['a good credit code', { creditCode: '91350100M000100Y43' }, [], 1, []],
    ['a wrong credit code', { creditCode: '91350100M000100Y44' }, [], 1, ['creditCode']],
    ['a good web site', { website: 'https://www.example.org/' }, [], 1, []],
    ['no scheme', { website: 'www.example.org' }, [], 1, ['website']],
    ['a short postal code', { postalCode: '5106' }, [], 1, ['postalCode']],
    ['an e-mail that is none', {}, ['a@b', 'c@example.org', ''], 2, ['email']],
    ['nothing given', {}, [], 0, []],
  ] as const)('is checked: %s', (_what, elements, emails, all, wrong) => {
    expect(gapsOf(facts({ elements, emails })).correctness).toEqual({ all, gaps: wrong })
  })
})

describe('Rules in force', () => {
  const rule = (more: Partial<RuleInForce> = {}): RuleInForce => ({
    ...{ id: 1, kind: 'opening', title: '办法', effectiveFrom: '2026-01-01', publishedOn: '2025-12-20' },
    ...{ characters: 400, hasFile: false, ...more },
  })
  test.each([
    ['three kinds missing', rule(), 'completeness', ['running', 'use', 'charging']],
    ['published on its day', rule({ publishedOn: '2026-01-01' }), 'timeliness', []],
    ['published the day after', rule({ publishedOn: '2026-01-02' }), 'timeliness', ['opening']],
    [
      'six years old',
      rule({ effectiveFrom: '2020-11-01', publishedOn: '2020-10-01' }),
      'freshness',
      ['opening'],
    ],
    ['four years old', rule({ effectiveFrom: '2022-11-01', publishedOn: '2020-10-01' }), 'freshness', []],
    ['a placeholder', rule({ characters: 10 }), 'correctness', ['opening']],
    ['a file alone', rule({ characters: 0, hasFile: true }), 'correctness', []],
  ] as const)('%s', (_what, one, measure, kinds) => {
    expect(ruleGaps([one], rules, today)[measure].gaps.map(({ kind }) => kind)).toEqual(kinds)
  })
})
