import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { WaitingReportView } from '#modules/reporting/contract.ts'
import { emptyJudgement, type Judgement, reasonsOf } from './judgement.ts'
import type { ReviewLevel, ReviewSubject } from './review-level.ts'
import type { Mark } from './review-list.tsx'
import { type QueueFilters, queueQuery, reviewQuery, subjectOf } from './review-queries.ts'
import type { QueueState } from './decision-queue.ts'
import { useDecisions } from './use-decisions.ts'

/** How many of the next reports are read ahead, so that the next page stands at once. */
const ahead = 4

interface Where {
  readonly level: ReviewLevel
  readonly filters: QueueFilters
  readonly accountId: number
}

/** The next report nobody decided here, after the place given, then from the beginning. */
function nextOpen(items: readonly WaitingReportView[], after: number, done: ReadonlyMap<number, Mark>) {
  const order = [...items.slice(after + 1), ...items.slice(0, after + 1)]
  return order.find((item) => !done.has(item.subjectId))
}

function firstOpen(items: readonly WaitingReportView[], done: ReadonlyMap<number, Mark>): number {
  const first = nextOpen(items, -1, done)
  return first === undefined ? 0 : items.indexOf(first)
}

function usePrefetch(of: ReviewSubject, items: readonly WaitingReportView[], index: number) {
  const client = useQueryClient()
  useEffect(() => {
    for (const item of items.slice(index + 1, index + 1 + ahead))
      client.query(reviewQuery(of, item.subjectId, item.version)).catch(() => undefined)
  }, [client, of, items, index])
}

/** What was judged of a sample before the page was opened. */
const judgedBefore = (items: readonly WaitingReportView[]) =>
  items.flatMap(({ subjectId, verdict }) =>
    verdict === 'correct' || verdict === 'wrong'
      ? [[subjectId, verdict === 'correct' ? 'accepted' : 'returned'] as const]
      : [],
  )

interface Known {
  readonly of: ReviewSubject
  readonly state: QueueState
  readonly decided: ReadonlyMap<number, Mark>
  /** The sample, when one is judged. */
  readonly sample: readonly WaitingReportView[] | undefined
}

/** What was decided on each report, here or on its way, and what the server did not take. */
function useMarks({ of, state, decided, sample }: Known): ReadonlyMap<number, Mark> {
  return useMemo(
    () =>
      new Map([
        ...judgedBefore(sample ?? []),
        ...decided,
        ...[...state.sending, ...state.waiting]
          .filter((one) => one.of === of)
          .map((one) => [one.subjectId, one.accepts ? 'accepted' : 'returned'] as const),
        ...state.notTaken
          .filter(({ decision }) => decision.of === of)
          .map((one) => [one.decision.subjectId, 'problem'] as const),
      ]),
    [of, decided, state, sample],
  )
}

/** What the person has said so far on each report; moving on and back loses nothing. */
function useJudgements() {
  const [judgements, setJudgements] = useState<ReadonlyMap<number, Judgement>>(new Map())
  const setJudgement = useCallback(
    (id: number, change: (before: Judgement) => Judgement) =>
      setJudgements((before) => new Map(before).set(id, change(before.get(id) ?? emptyJudgement))),
    [],
  )
  return { judgementOn: (id: number | undefined) => judgements.get(id ?? 0) ?? emptyJudgement, setJudgement }
}

const decisionOf = (
  { level, filters }: Where,
  item: WaitingReportView,
  judgement: Judgement,
  accepts: boolean,
) => ({
  ...{ key: crypto.randomUUID(), of: subjectOf(filters), level, accepts, at: Date.now() },
  subjectId: item.subjectId,
  version: item.version,
  drawId: filters.drawId === undefined ? undefined : Number(filters.drawId),
  name: item.name || item.innerId,
  reasons: accepts ? [] : reasonsOf(judgement),
  comment: judgement.comment,
})

/** One person's way through a queue: where they are, what they said so far, what was decided and what is on its way. */
export function useWork(where: Where) {
  const of = subjectOf(where.filters)
  const query = useInfiniteQuery(queueQuery(where.level, where.filters))
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const { queue, state } = useDecisions(where.accountId)
  const [decided, setDecided] = useState<ReadonlyMap<number, Mark>>(new Map())
  const [chosen, setChosen] = useState<number>()
  const marks = useMarks({
    of,
    state,
    decided,
    sample: where.filters.drawId === undefined ? undefined : items,
  })
  const found = items.findIndex((item) => item.subjectId === chosen)
  const index = found === -1 ? firstOpen(items, marks) : found
  const current = items[index]
  usePrefetch(of, items, index)
  const { judgementOn, setJudgement } = useJudgements()
  const judgement = judgementOn(current?.subjectId)
  const go = (step: number) =>
    setChosen(items[Math.max(0, Math.min(items.length - 1, index + step))]?.subjectId)
  const decide = (accepts: boolean) => {
    if (current === undefined) return
    const mine = new Map(decided).set(current.subjectId, accepts ? 'accepted' : 'returned')
    queue.add(decisionOf(where, current, judgement, accepts))
    setDecided(mine)
    setChosen((nextOpen(items, index, new Map([...marks, ...mine])) ?? current).subjectId)
  }
  const undo = () => {
    const last = queue.undo()
    if (last === undefined) return undefined
    setDecided((before) => new Map([...before].filter(([id]) => id !== last.subjectId)))
    setChosen(last.subjectId)
    return last
  }
  const reload = async () => {
    await queue.flush()
    setDecided(new Map())
    setChosen(undefined)
    await query.refetch()
  }
  return {
    ...{ of, query, items, index, current, marks, queue, state },
    ...{ judgement, setJudgement, setChosen, go, decide, undo, reload },
  }
}
export type Work = ReturnType<typeof useWork>
