import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { reviewingContract } from '#modules/reporting/contract.ts'
import { call, Problem } from '../../../lib/client.ts'
import { type Decided, DecisionQueue, type QueueState, type Sent } from './decision-queue.ts'

const worded = (problem: Problem) => problem.refusals.map((refusal) => refusal.message)

async function sendOnce(batch: readonly Decided[]): Promise<Sent> {
  const [first] = batch
  if (first === undefined) return []
  if (first.drawId !== undefined) {
    const verdicts = batch.map(({ subjectId, accepts, reasons, comment }) => ({
      subjectId,
      comment,
      verdict: accepts ? ('correct' as const) : ('wrong' as const),
      reasons: accepts ? [] : [...reasons],
    }))
    await call(reviewingContract.judgeSample, { params: { drawId: first.drawId }, body: { verdicts } })
    return []
  }
  const decisions = batch.map(({ key, subjectId, version, accepts, reasons, comment }) => ({
    ...{ key, subjectId, version, accepts, comment },
    reasons: [...reasons],
  }))
  const { refused } = await call(reviewingContract.sendDecisions, {
    body: { level: first.level, of: first.of, decisions },
  })
  return refused.map(({ subjectId, refusals }) => ({
    subjectId,
    messages: refusals.map((refusal) => refusal.message),
  }))
}

/** A refusal is an answer; silence, a broken server, too many calls and an ended session are not. */
async function send(batch: readonly Decided[]): Promise<Sent | 'unreachable'> {
  try {
    return await sendOnce(batch)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500)
      return 'unreachable'
    return batch.map(({ subjectId }) => ({ subjectId, messages: worded(error) }))
  }
}

const placeOf = (accountId: number) => `gongyi.review.${accountId}`

function load(accountId: number): readonly Decided[] {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(accountId)) ?? '[]') as readonly Partial<Decided>[]
    return kept.filter((one): one is Decided => one.subjectId !== undefined && one.of !== undefined)
  } catch {
    return []
  }
}

const opened = new Map<number, DecisionQueue>()
/** One queue for a person, whatever page is open. */
function queueOf(accountId: number): DecisionQueue {
  const known = opened.get(accountId)
  if (known !== undefined) return known
  const made = new DecisionQueue({
    send,
    load: () => load(accountId),
    keep: (decisions) => {
      localStorage.setItem(placeOf(accountId), JSON.stringify(decisions))
    },
    now: () => Date.now(),
  })
  opened.set(accountId, made)
  return made
}

/** The person's decisions on their way to the server; leaving the window with some unsent asks first. */
export function useDecisions(accountId: number): { queue: DecisionQueue; state: QueueState } {
  const [queue] = useState(() => queueOf(accountId))
  const state = useSyncExternalStore(queue.subscribe, queue.state)
  const client = useQueryClient()
  const unsent = state.waiting.length + state.sending.length
  useEffect(() => {
    if (unsent === 0) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsent])
  useEffect(() => {
    if (state.sent === 0) return
    for (const key of [
      'report-counts',
      'reports',
      'draws',
      'resource-record',
      'resource-records',
      'resource-record-counts',
    ])
      void client.invalidateQueries({ queryKey: [key] })
  }, [state.sent, client])
  return { queue, state }
}
