import { describe, expect, test } from 'vitest'
import {
  actsOpenTo,
  endStates,
  type OrderAct,
  orderActs,
  type OrderSide,
  orderSides,
  type OrderState,
  orderStates,
  orderTransition,
} from './order-transitions.ts'

const user: OrderSide[] = ['requester']
const staff: OrderSide[] = ['staff']
const measures: OrderSide[] = ['staff', 'operator']
const program: OrderSide[] = ['program']
const group: OrderSide[] = ['group_lead']

/** Where each act leads from each state and who may take it; everything not named here is impossible. */
const expected: Record<OrderAct, Partial<Record<OrderState, [OrderState, OrderSide[]]>>> = {
  submit: { draft: ['submitted', user] },
  ask_group: { draft: ['group_review', user] },
  approve: { group_review: ['submitted', group] },
  quote: { submitted: ['quoted', staff], quoted: ['quoted', staff], expired: ['quoted', staff] },
  accept: { quoted: ['awaiting_samples', user] },
  decline: { quoted: ['declined', user] },
  expire: { quoted: ['expired', program] },
  receive: {
    awaiting_samples: ['received', measures],
    received: ['received', measures],
    measuring: ['measuring', measures],
  },
  assign: { received: ['measuring', staff], measuring: ['measuring', staff] },
  hand_over: { measuring: ['handed_over', measures] },
  confirm: { handed_over: ['closed', user] },
  close_silently: { handed_over: ['closed', program] },
  complain: { handed_over: ['complained', user] },
  answer: { complained: ['handed_over', staff] },
  redo: { complained: ['measuring', staff] },
  reject: {
    group_review: ['rejected', group],
    submitted: ['rejected', staff],
    quoted: ['rejected', staff],
    awaiting_samples: ['rejected', staff],
    received: ['rejected', staff],
    measuring: ['rejected', staff],
  },
  cancel: {
    draft: ['cancelled', user],
    group_review: ['cancelled', user],
    submitted: ['cancelled', user],
    quoted: ['cancelled', user],
    expired: ['cancelled', user],
    awaiting_samples: ['cancelled', user],
  },
}

describe('The way of a sample order', () => {
  const all = orderActs.flatMap((act) => orderStates.map((state) => [act, state] as const))
  test.each(all)('%s from %s leads where the table says, for the sides it says', (act, state) => {
    const [to, by] = expected[act][state] ?? [undefined, []]
    const way = orderTransition(act, state)
    expect(way?.to).toBe(to)
    expect([...(way?.by ?? [])].toSorted()).toEqual([...by].toSorted())
  })

  test.each(endStates)('nothing can be done to an order that is %s', (state) => {
    expect(actsOpenTo(orderSides, state)).toEqual([])
  })
})
