import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BoardCell, boardEligibility, boardFigures, isHandedIn, noFigures } from './campaign-board.ts'
import type { EligibilityRules } from './eligibility-rules.ts'
import { reportStates } from './report-transitions.ts'

const rules: EligibilityRules = {
  version: 't',
  source: '',
  thresholdWan: 30,
  thresholdInclusive: true,
  publicFunds: ['中央财政资金'],
  publicFundsRule: 'any',
  eligibility: [
    { when: { zh: '', en: '' }, secret: false, publicFunds: true, atLeastThreshold: true, result: 'must' },
    { when: { zh: '', en: '' }, secret: false, publicFunds: true, atLeastThreshold: false, result: 'may' },
    { when: { zh: '', en: '' }, secret: false, publicFunds: false, atLeastThreshold: null, result: 'may' },
  ],
} as unknown as EligibilityRules

const cells: fc.Arbitrary<BoardCell[]> = fc.array(
  fc.record({
    unitId: fc.nat(3),
    count: fc.integer({ min: 1, max: 40 }),
    state: fc.constantFrom(...reportStates),
    accepted: fc.boolean(),
    disposed: fc.boolean(),
    excused: fc.boolean(),
    publicFunds: fc.boolean(),
    atLeastThreshold: fc.boolean(),
  }),
)
const sum = (some: readonly BoardCell[]) => some.reduce((total, { count }) => total + count, 0)

test('What must be reported is reported, excused or missing, each once', () => {
  fc.assert(
    fc.property(cells, (all) => {
      const whole =
        boardFigures(
          all,
          rules,
          { reportBy: '2026-10-31', forwardBy: undefined },
          '2026-11-30',
          () => '',
        ).get('') ?? noFigures
      const must = all.filter((one) => boardEligibility({ ...one, excused: false }, rules) === 'must_report')
      const missing = must.filter((one) => !one.excused && !isHandedIn(one))
      expect(sum(must)).toBe(whole.handedIn + whole.excused + sum(missing))
      expect(whole.mustReport - whole.handedIn).toBe(sum(missing))
      expect(whole.lateInUnit).toBe(sum(missing))
    }),
  )
})
