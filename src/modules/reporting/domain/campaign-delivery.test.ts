import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { campaignKinds, campaignStates } from './campaign.ts'
import {
  deliveryStates,
  deliverySteps,
  deliveryTransition,
  handOverFigures,
  handOverRefusals,
  toHandOver,
  withdrawalRefusals,
} from './campaign-delivery.ts'

const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code)
const open = { state: 'open', kinds: [4, 1], openedAt: undefined } as const
const act = { kind: 4, deliveredOn: '2026-12-01', today: '2026-12-01' } as const

describe('The way of a delivery', () => {
  const targets = new Map([['withdraw delivered', 'withdrawn']])
  test.each(
    deliverySteps.flatMap((step) =>
      deliveryStates.flatMap((state) => campaignStates.map((campaign) => [step, state, campaign] as const)),
    ),
  )('%s from %s in a campaign that is %s', (step, state, campaign) => {
    const target = targets.get(`${step} ${state}`)
    expect(deliveryTransition(step, state)).toBe(target)
    expect(codes(withdrawalRefusals({ state: campaign }, state))).toEqual([
      ...(campaign === 'open' ? [] : ['campaign.wrong_state']),
      ...(target === undefined ? ['campaign.delivery_withdrawn'] : []),
    ])
  })
})

describe('Handing over', () => {
  test.each([
    ['what waits', open, act, 3, []],
    ['a draft’s records', { ...open, state: 'draft' as const }, act, 3, ['campaign.wrong_state']],
    ['a closed campaign’s records', { ...open, state: 'closed' as const }, act, 3, ['campaign.wrong_state']],
    ['a kind not called', open, { ...act, kind: 7 as const }, 3, ['campaign.kind_not_called']],
    [
      'nothing, tomorrow',
      open,
      { ...act, deliveredOn: '2026-12-02' },
      0,
      ['campaign.delivered_in_future', 'campaign.nothing_to_hand_over'],
    ],
  ])('%s', (_what, campaign, given, records, expected) => {
    expect(codes(handOverRefusals(campaign, given, records))).toEqual(expected)
  })

  test('counts accepted = handed over + open, late only after the province’s deadline', () => {
    const cell = fc
      .record({
        unitId: fc.nat(3),
        kind: fc.constantFrom(...campaignKinds),
        accepted: fc.nat(40),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ share, ...one }) => ({ ...one, handedOver: Math.floor(one.accepted * share) }))
    fc.assert(
      fc.property(fc.array(cell), fc.constantFrom('2026-12-31', '2027-01-01'), (cells, today) => {
        const figures = handOverFigures(cells, campaignKinds, { forwardBy: '2026-12-31' }, today)
        for (const one of figures) {
          expect(one.accepted).toBe(one.handedOver + one.open)
          expect(one.late).toBe(today > '2026-12-31' ? one.open : 0)
        }
        expect(toHandOver(figures)).toBe(cells.reduce((sum, one) => sum + one.accepted - one.handedOver, 0))
      }),
    )
  })
})
