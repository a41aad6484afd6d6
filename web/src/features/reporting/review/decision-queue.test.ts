import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Decided, DecisionQueue, type Sent } from './decision-queue.ts'

let kept: readonly Decided[] = []
let arrived: string[][] = []
let answer: Sent | 'unreachable' = []

const open = () =>
  new DecisionQueue({
    send: (batch) => {
      arrived.push(batch.map((one) => one.key))
      return Promise.resolve(answer)
    },
    load: () => kept,
    keep: (decisions) => {
      kept = decisions
    },
    now: () => Date.now(),
  })
const decided = (subjectId: number, more: Partial<Decided> = {}): Decided => ({
  key: `key-${subjectId}`,
  level: 'province',
  of: 'instrument',
  subjectId,
  version: 1,
  name: 'x',
  accepts: true,
  reasons: [],
  comment: '',
  at: Date.now(),
  ...more,
})

beforeEach(() => {
  vi.useFakeTimers()
  kept = []
  arrived = []
  answer = []
})
afterEach(() => {
  vi.useRealTimers()
})

describe('Decisions', () => {
  test('wait a moment, can be taken back, and leave together', async () => {
    const queue = open()
    for (const id of [1, 2, 3]) queue.add(decided(id))
    expect(queue.undo()?.subjectId).toBe(3)
    expect(arrived).toEqual([])
    await vi.advanceTimersByTimeAsync(6_000)
    expect(arrived).toEqual([['key-1', 'key-2']])
    expect(queue.state()).toMatchObject({ waiting: [], sent: 2 })
    expect(queue.undo()).toBeUndefined()
    expect(kept).toEqual([])
  })

  test('leave earlier when there are many, but the one made just now can still be taken back', async () => {
    const queue = open()
    for (let id = 1; id <= 20; id++) queue.add(decided(id))
    await vi.advanceTimersByTimeAsync(1_900)
    queue.add(decided(21))
    await vi.advanceTimersByTimeAsync(200)
    expect(arrived.map((batch) => batch.length)).toEqual([20])
    expect(queue.undo()?.subjectId).toBe(21)
    expect(queue.state().sent).toBe(20)
  })

  test('are kept and sent again under the same keys while nobody answers', async () => {
    answer = 'unreachable'
    const queue = open()
    queue.add(decided(1))
    await vi.advanceTimersByTimeAsync(6_000)
    expect(queue.state()).toMatchObject({ offline: true, sent: 0 })
    queue.add(decided(2))
    expect(kept.map((one) => one.key)).toEqual(['key-1', 'key-2'])
    answer = []
    await vi.advanceTimersByTimeAsync(40_000)
    expect(queue.state()).toMatchObject({ offline: false, sent: 2, waiting: [] })
    expect(new Set(arrived.flat())).toEqual(new Set(['key-1', 'key-2']))
  })

  test('left behind by a page that was closed are sent by the next one', async () => {
    const first = open()
    first.add(decided(1))
    first.close()
    const second = open()
    await vi.advanceTimersByTimeAsync(6_000)
    expect(second.state().sent).toBe(1)
  })

  test('of a draw go apart from the others, and what is not taken comes back with the reasons', async () => {
    answer = [{ subjectId: 1, messages: ['变了'] }]
    const queue = open()
    queue.add(decided(1))
    queue.add(decided(2, { drawId: 7 }))
    await queue.flush()
    expect(arrived).toEqual([['key-1'], ['key-2']])
    expect(queue.state()).toMatchObject({ sent: 1, notTaken: [{ messages: ['变了'] }] })
    queue.forget(1)
    expect(queue.state().notTaken).toEqual([])
  })
})
