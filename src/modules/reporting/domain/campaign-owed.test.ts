import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { campaignKinds } from './campaign.ts'
import {
  effectYear,
  type Owed,
  owedFigures,
  owedRemaining,
  owedRemains,
  owedStanding,
} from './campaign-owed.ts'
import { reportStates } from './report-transitions.ts'

const deadlines = { reportBy: '2026-10-31', forwardBy: undefined }
const one: Owed = {
  ...{ unitId: 1, kind: 1, reason: 'centre', subject: '分析测试中心' },
  ...{ recordId: 5, state: 'draft', accepted: false },
}
const anything = fc.record({
  ...{
    unitId: fc.constant(1),
    kind: fc.constantFrom(1, 2, 5, 7),
    reason: fc.constant('centre'),
    subject: fc.string(),
  },
  ...{
    recordId: fc.constant(undefined),
    state: fc.constantFrom(undefined, ...reportStates),
    accepted: fc.boolean(),
  },
}) as fc.Arbitrary<Owed>

describe('What a unit owes besides its instruments', () => {
  test.each([
    [undefined, false, 'missing', true],
    ['draft', false, 'draft', true],
    ['unit_review', false, 'inReview', true],
    ['province_review', false, 'inReview', false],
    ['returned', false, 'returned', true],
    ['accepted', true, 'accepted', false],
    ['draft', true, 'accepted', false],
  ] as const)('in state %s, accepted before: %s, counts as %s', (state, accepted, expected, remains) => {
    expect(owedStanding({ ...one, state, accepted })).toBe(expected)
    expect(owedRemains({ ...one, state, accepted })).toBe(remains)
  })

  test('adds up in every kind, and is late only after the last day', () => {
    fc.assert(
      fc.property(fc.array(anything), (owed) => {
        const figures = owedFigures(owed, campaignKinds, deadlines, '2026-11-01')
        expect(figures.map(({ kind }) => kind)).toEqual([1, 2, 5, 7])
        expect(figures.reduce((sum, own) => sum + own.owed, 0)).toBe(owed.length)
        for (const own of figures) {
          expect(own.missing + own.draft + own.returned + own.inReview + own.accepted).toBe(own.owed)
          expect(own.lateInUnit).toBe(own.owed - own.handedIn)
        }
        expect(owedRemaining(figures)).toBe(owed.filter(owedRemains).length)
        const before = owedFigures(owed, campaignKinds, deadlines, '2026-10-31')
        expect(before.every(({ lateInUnit }) => lateInUnit === 0)).toBe(true)
      }),
    )
  })

  test.each([
    [1, 2025],
    [0, 2026],
  ])('asks the effect of the year %i before that of the deadline', (yearsBefore, year) => {
    expect(effectYear('2026-10-31', yearsBefore)).toBe(year)
  })
})
