import { describe, expect, test } from 'vitest'
import {
  coversInstrument,
  expiryOccasion,
  qualificationStanding,
  rulesInForce,
  ruleStanding,
} from './profile.ts'

describe('Of three versions of a rule', () => {
  const rule = (id: number, version: number, effectiveFrom: string, kind = 'opening') => ({
    id,
    kind,
    version,
    effectiveFrom,
  })
  const all = [
    rule(1, 1, '2024-01-01'),
    rule(2, 2, '2026-01-01'),
    rule(3, 3, '2027-01-01'),
    rule(4, 1, '2025-01-01', 'use'),
  ]
  test.each([
    ['2023-12-31', []],
    ['2025-12-31', [1, 4]],
    ['2026-01-01', [2, 4]],
    ['2027-06-01', [3, 4]],
  ])('on %s those in force are %j', (day, ids) => {
    expect([...rulesInForce(all, day).values()].map(({ id }) => id)).toEqual(ids)
  })
  test('the later version of two that take effect on one day holds', () => {
    const same = [rule(1, 1, '2026-01-01'), rule(2, 2, '2026-01-01')]
    expect(rulesInForce(same.toReversed(), '2026-01-01').get('opening')?.id).toBe(2)
  })
  test('one is superseded, one in force, one announced', () => {
    expect(all.slice(0, 3).map((one) => ruleStanding(one, all, '2026-11-23'))).toEqual([
      'superseded',
      'in_force',
      'announced',
    ])
  })
})

describe('A qualification that holds from 2024-01-01 to 2026-12-31, with prompts 90, 30 and 7 days before', () => {
  const one = { validFrom: '2024-01-01', validUntil: '2026-12-31' }
  const days = [90, 30, 7]
  test.each([
    ['2023-12-31', 'not_yet', undefined],
    ['2026-10-01', 'valid', undefined],
    ['2026-10-02', 'expiring', 90],
    ['2026-11-30', 'expiring', 90],
    ['2026-12-01', 'expiring', 30],
    ['2026-12-24', 'expiring', 7],
    ['2026-12-31', 'expiring', 7],
    ['2027-01-01', 'expired', 0],
    ['2028-01-01', 'expired', 0],
  ] as const)('is on %s %s and prompted at %s', (day, standing, occasion) => {
    expect(qualificationStanding(one, day, days)).toBe(standing)
    expect(expiryOccasion(one, day, days)).toBe(occasion)
  })
})

test.each([
  ['named itself', { instrumentIds: [5], centreIds: [] }, true],
  ['through its centre', { instrumentIds: [], centreIds: [2] }, true],
  ['by neither', { instrumentIds: [6], centreIds: [3] }, false],
])('An instrument is covered: %s', (_how, coverage, expected) => {
  expect(coversInstrument(coverage, { id: 5, centreId: 2 })).toBe(expected)
})
