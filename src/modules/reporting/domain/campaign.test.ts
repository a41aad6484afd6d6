import { describe, expect, test } from 'vitest'
import { instantOf } from '#kernel/time.ts'
import {
  actRefusals,
  type Campaign,
  campaignActs,
  campaignActTargets,
  campaignStates,
  campaignStepRefusals,
  campaignSteps,
  campaignTransition,
  changeRefusals,
  wishRefusals,
} from './campaign.ts'

const draft: Campaign = {
  id: 1,
  state: 'draft',
  revision: 3,
  name: '2026 年度',
  ruleSet: '2022.1',
  kinds: [4],
  bookedFrom: undefined,
  bookedUntil: undefined,
  called: 'all',
  calledIds: [],
  reportBy: '2026-12-31',
  forwardBy: '2027-01-31',
  guidance: '',
  promptBeforeDays: [7, 1],
  promptEveryDays: 7,
  createdByName: 'x',
  createdAt: instantOf('2026-11-01T00:00:00Z'),
  openedAt: undefined,
  closedAt: undefined,
}
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code)

describe('The way of a campaign', () => {
  const allowed = new Map([
    ['open draft', 'open'],
    ['close open', 'closed'],
  ])
  test.each(campaignSteps.flatMap((step) => campaignStates.map((from) => [step, from] as const)))(
    '%s from %s leads where the table says, or is refused',
    (step, from) => {
      const to = allowed.get(`${step} ${from}`)
      expect(campaignTransition(step, from)?.to).toBe(to)
      const refusals = campaignStepRefusals({ ...draft, state: from }, step, {
        revision: 3,
        today: '2026-11-23',
        units: 5,
      })
      expect(codes(refusals)).toEqual(to === undefined ? ['campaign.wrong_state'] : [])
    },
  )

  test('is taken only by who may manage campaigns', () => {
    for (const step of campaignSteps)
      for (const from of campaignStates)
        expect(campaignTransition(step, from)?.by ?? 'campaign.manage').toBe('campaign.manage')
  })

  test.each([
    ['on the last day', { today: '2026-12-31', units: 1, revision: 3 }, []],
    ['a day after the deadline', { today: '2027-01-01', units: 1, revision: 3 }, ['campaign.deadline_past']],
    ['without a unit', { today: '2026-12-01', units: 0, revision: 3 }, ['campaign.nobody_called']],
    [
      'late, empty and stale at once',
      { today: '2027-02-01', units: 0, revision: 2 },
      ['changed_meanwhile', 'campaign.deadline_past', 'campaign.nobody_called'],
    ],
  ])('opened %s', (_when, act, expected) => {
    expect(codes(campaignStepRefusals(draft, 'open', act))).toEqual(expected)
  })
})

describe('What an operator does with a campaign', () => {
  const targets = new Map([
    ['change draft', 'draft'],
    ['change open', 'open'],
    ['discard draft', 'gone'],
    ['annex draft', 'draft'],
    ['annex open', 'open'],
    ['hand_over open', 'open'],
  ])
  test.each(campaignActs.flatMap((act) => campaignStates.map((from) => [act, from] as const)))(
    '%s in %s leads where the table says, or is refused',
    (act, from) => {
      const to = targets.get(`${act} ${from}`)
      expect(campaignActTargets[act][from]).toBe(to)
      expect(codes(actRefusals(act, from))).toEqual(to === undefined ? ['campaign.wrong_state'] : [])
    },
  )
})

describe('What an operator wishes', () => {
  const known = { ruleSets: ['2022.1', '2023.1'] }
  test.each([
    ['as it is', {}, []],
    ['an unknown rule set', { ruleSet: '1999' }, ['campaign.rule_set_unknown']],
    ['the nation before the province', { forwardBy: '2026-12-30' }, ['campaign.deadlines_crossed']],
    ['both deadlines on one day', { forwardBy: '2026-12-31' }, []],
    ['crossed dates', { bookedFrom: '2026-02-01', bookedUntil: '2026-01-01' }, ['campaign.dates_crossed']],
    ['departments without one', { called: 'departments' as const }, ['campaign.nobody_called']],
  ])('%s', (_what, change, expected) => {
    expect(codes(wishRefusals({ ...draft, ...change }, known))).toEqual(expected)
  })

  test.each([
    ['draft', { ruleSet: '2023.1' }, 3, []],
    ['open', { ruleSet: '2023.1', kinds: [4, 5] }, 3, ['campaign.fixed_once_open']],
    ['open', { reportBy: '2027-01-15', guidance: 'more' }, 3, []],
    ['open', {}, 2, ['changed_meanwhile']],
    ['closed', {}, 3, ['campaign.wrong_state']],
  ] as const)('%s may be changed by %j at revision %i: %j', (state, change, revision, expected) => {
    const wish = { ...draft, ...change }
    expect(codes(changeRefusals({ ...draft, state }, wish, revision))).toEqual(expected)
  })
})
