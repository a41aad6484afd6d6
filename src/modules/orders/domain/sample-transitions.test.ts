import { describe, expect, test } from 'vitest'
import { orderStates } from './order-transitions.ts'
import {
  disposals,
  mayDispose,
  type SampleAct,
  sampleActs,
  sampleAfter,
  type SampleState,
  sampleStates,
} from './sample-transitions.ts'

const expected: Record<SampleAct, Partial<Record<SampleState, SampleState>>> = {
  receive: { announced: 'waiting', missing: 'waiting' },
  miss: { announced: 'missing' },
  prepare: { waiting: 'preparing' },
  measure: { waiting: 'measuring', preparing: 'measuring' },
  finish: { measuring: 'done' },
  fail: { waiting: 'failed', preparing: 'failed', measuring: 'failed' },
  repeat: { done: 'waiting', failed: 'waiting' },
}

describe('The way of a sample', () => {
  const all = sampleActs.flatMap((act) => sampleStates.map((state) => [act, state] as const))
  test.each(all)('%s from %s leads where the table says', (act, state) => {
    expect(sampleAfter(state, act)).toBe(expected[act][state])
  })

  const cases = orderStates.flatMap((order) => sampleStates.map((state) => [order, state] as const))
  test.each(cases)(
    'in an order that is %s, a sample that is %s goes away only when it is here',
    (order, state) => {
      const over = order === 'handed_over' || order === 'closed' || order === 'rejected'
      const here = state !== 'announced' && state !== 'missing'
      for (const how of disposals) expect(mayDispose({ state, disposal: '' }, order, how)).toBe(over && here)
    },
  )

  test('what was kept can still be returned or destroyed, what is gone cannot', () => {
    const ways = (disposal: '' | 'kept' | 'returned' | 'destroyed') =>
      disposals.filter((how) => mayDispose({ state: 'done', disposal }, 'closed', how))
    expect(ways('kept')).toEqual(['returned', 'destroyed'])
    expect(ways('returned')).toEqual([])
    expect(ways('destroyed')).toEqual([])
  })
})
