import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '#kernel/time.ts'
import type { Sample } from './order.ts'
import { endStates, orderActs, type OrderState, orderTransition } from './order-transitions.ts'
import { totalOf } from './quote.ts'
import { workedOn } from './sample-work.ts'
import { sampleActs } from './sample-transitions.ts'

const announced = (position: number): Sample => ({
  ...{
    position,
    name: `S${position}`,
    amount: 1,
    amountUnit: 'g',
    matrix: '',
    storage: '',
    hazards: ['none'],
  },
  ...{ afterwards: 'keep', state: 'announced', sampleNo: undefined, condition: '', receivedAt: undefined },
  ...{ failReason: '', repeats: 0, disposal: '', disposedOn: undefined },
})

test('whatever is tried, an order that has ended stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...orderActs), { maxLength: 60 }), (acts) => {
      let state: OrderState = 'draft'
      for (const act of acts) {
        const before: OrderState = state
        state = orderTransition(act, state)?.to ?? state
        if (endStates.includes(before)) expect(state).toBe(before)
      }
    }),
  )
})

test('whatever is done to samples, none is lost or doubled, and numbers are given on reception and kept', () => {
  const step = fc.record({
    act: fc.constantFrom(...sampleActs),
    positions: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let samples = [1, 2, 3, 4].map(announced)
      const at = { orderNo: '2026-000001', state: 'measuring' as const, now: instant(0) }
      for (const { act, positions } of steps) {
        const before = samples
        try {
          const changed = workedOn(samples, { act, positions, note: 'x' }, at)
          samples = samples.map((one) => changed.find((other) => other.position === one.position) ?? one)
        } catch {
          samples = before
        }
        expect(samples.map((one) => one.position)).toEqual([1, 2, 3, 4])
        for (const [i, one] of samples.entries()) {
          expect(one.sampleNo !== undefined).toBe(one.receivedAt !== undefined)
          expect(['announced', 'missing'].includes(one.state)).toBe(one.sampleNo === undefined)
          if (before[i]?.sampleNo !== undefined) expect(one.sampleNo).toBe(before[i].sampleNo)
        }
      }
    }),
  )
})

test('the total is the sum of the lines, to the fen', () => {
  const line = fc.record({
    what: fc.constant('x'),
    unitPriceFen: fc.integer({ min: 0, max: 10_000_000 }),
    amount: fc.integer({ min: 1, max: 1_000 }),
  })
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const sum = lines.reduce((all, one) => all + BigInt(one.unitPriceFen) * BigInt(one.amount), 0n)
      expect(BigInt(totalOf(lines))).toBe(sum)
    }),
  )
})
