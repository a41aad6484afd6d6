import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fenFromWan } from '#kernel/money.ts'
import { type EligibilityFacts, eligibilityOf, type EligibilityRules } from './eligibility-rules.ts'

const shipped = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../../db/reference/rules/${name}.json`, import.meta.url), 'utf8'),
  ) as EligibilityRules
const rules = { '2022': shipped('reporting-2022'), '2023': shipped('reporting-2023') }

const facts = (worthWan: number | undefined, funds: string[], more: Partial<EligibilityFacts> = {}) => ({
  worthFen: worthWan === undefined ? undefined : fenFromWan(worthWan),
  funds,
  secrecy: 'not_secret' as const,
  disposedOn: undefined,
  excused: false,
  ...more,
})

describe('Whether an instrument is to be reported', () => {
  test.each([
    ['2022', 30, ['中央财政资金'], 'must_report', ['at_least_threshold', 'publicly_funded']],
    ['2022', 29.99, ['中央财政资金'], 'may_report', ['below_threshold', 'publicly_funded']],
    ['2022', 30, ['单位自有资金', '地方财政资金'], 'must_report', ['at_least_threshold', 'publicly_funded']],
    ['2022', 500, ['单位自有资金'], 'may_report', ['at_least_threshold', 'not_publicly_funded']],
    ['2022', 500, [], 'undecided', ['at_least_threshold', 'funds_unknown']],
    ['2022', 10, [], 'may_report', ['below_threshold', 'funds_unknown']],
    ['2022', undefined, ['中央财政资金'], 'undecided', ['worth_unknown', 'publicly_funded']],
    ['2022', undefined, ['其他资金'], 'may_report', ['worth_unknown', 'not_publicly_funded']],
    ['2022', undefined, [], 'undecided', ['worth_unknown', 'funds_unknown']],
    ['2023', 30, ['地方财政资金'], 'may_report', ['below_threshold', 'publicly_funded']],
    ['2023', 50, ['地方财政资金'], 'must_report', ['at_least_threshold', 'publicly_funded']],
    ['2023', 49.99, ['地方财政资金'], 'may_report', ['below_threshold', 'publicly_funded']],
    ['2023', 50, ['中央财政资金'], 'may_report', ['at_least_threshold', 'not_publicly_funded']],
    [
      '2023',
      50,
      ['单位自有资金', '地方财政资金'],
      'may_report',
      ['at_least_threshold', 'not_publicly_funded'],
    ],
  ] as const)('under the rules of %s, %s 万元 from %j: %s', (year, worth, funds, result, reasons) => {
    expect(eligibilityOf(facts(worth, [...funds]), rules[year])).toMatchObject({ result, reasons })
  })

  test('one that was disposed of may not, whatever it cost', () => {
    const gone = facts(500, ['中央财政资金'], { disposedOn: '2026-01-01' })
    expect(eligibilityOf(gone, rules['2022'])).toMatchObject({
      result: 'may_not',
      reasons: ['disposed', 'at_least_threshold', 'publicly_funded'],
    })
  })

  test('a missing declaration of secrecy is named among the reasons', () => {
    const open = facts(30, ['中央财政资金'], { secrecy: 'undeclared' })
    expect(eligibilityOf(open, rules['2022']).reasons).toContain('secrecy_undeclared')
  })

  test.each([
    [500, ['中央财政资金'], 'excused', ['declaration_filed', 'at_least_threshold', 'publicly_funded']],
    [500, [], 'excused', ['declaration_filed', 'at_least_threshold', 'funds_unknown']],
    [10, ['中央财政资金'], 'may_report', ['below_threshold', 'publicly_funded']],
    [500, ['其他资金'], 'may_report', ['at_least_threshold', 'not_publicly_funded']],
  ] as const)(
    'a filed declaration takes it out of what must be reported only: %s 万元 from %j',
    (worth, funds, result, reasons) => {
      expect(eligibilityOf(facts(worth, [...funds], { excused: true }), rules['2022'])).toMatchObject({
        result,
        reasons,
      })
    },
  )

  test('a threshold that excludes itself begins above', () => {
    const above = { ...rules['2022'], thresholdInclusive: false }
    expect(eligibilityOf(facts(30, ['中央财政资金']), above).result).toBe('may_report')
    expect(eligibilityOf(facts(30.01, ['中央财政资金']), above).result).toBe('must_report')
  })
})
