import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reviewingContract, type WaitingReportView } from '#modules/reporting/contract.ts'
import { call } from '../../../lib/client.ts'
import { offered, reasonsOf, rowsOf, toggled } from './judgement.ts'
import { KeyHelp } from './key-help.tsx'
import { ReviewDetail } from './review-detail.tsx'
import type { ReviewLevel } from './review-level.ts'
import { reasonsQuery, reviewQuery } from './review-queries.ts'
import { SendingNote } from './sending-note.tsx'
import { useElementFocus } from './use-element-focus.ts'
import { useReviewKeys } from './use-review-keys.ts'
import type { Work } from './use-work.ts'

interface Props {
  readonly item: WaitingReportView
  readonly level: ReviewLevel
  readonly work: Work
  /** False for those who look on. */
  readonly judges: boolean
  readonly inDraw: boolean
}

/** Takes the next fifty, so that nobody else begins with them. */
const claimAtOnce = 50

function useClaim(work: Work) {
  const { t } = useTranslation('reporting')
  const { message } = App.useApp()
  const client = useQueryClient()
  return async () => {
    const { of, items, index } = work
    const subjectIds = items.slice(index, index + claimAtOnce).map((item) => item.subjectId)
    const taken = await call(reviewingContract.claimReports, { body: { of, subjectIds } })
    void message.success(t('review.claim.done', { count: taken.subjectIds.length }))
    await client.refetchQueries({ queryKey: ['review-queue'] })
  }
}

function useActs({ item, work, judges }: Props) {
  const { t } = useTranslation('reporting')
  const { message } = App.useApp()
  const [everything, setEverything] = useState(false)
  const [writing, setWriting] = useState(0)
  const [commenting, setCommenting] = useState(false)
  const [help, setHelp] = useState(false)
  const review = useQuery(reviewQuery(work.of, item.subjectId, item.version)).data
  const templates = useQuery(reasonsQuery(judges)).data?.items
  const rows = useMemo(() => (review === undefined ? [] : rowsOf(review, everything)), [review, everything])
  const focus = useElementFocus(rows, review)
  const claim = useClaim(work)
  const { judgement, setJudgement } = work
  const id = item.subjectId
  const toggle = (element: string, text: string) =>
    setJudgement(id, (before) => toggled(before, element, text))
  const giveBack = () => {
    if (reasonsOf(judgement).length > 0 || judgement.comment.trim() !== '') work.decide(false)
    else {
      void message.warning(t('review.reasonFirst'))
      setWriting((count) => count + 1)
    }
  }
  const undo = () => {
    const last = work.undo()
    void message.info(
      last === undefined ? t('sending.nothingToUndo') : t('sending.undone', { name: last.name }),
    )
  }
  const reasonKeys = Object.fromEntries(
    offered(templates ?? [], focus.current).map((one, i) => [
      String(i + 1),
      () => toggle(focus.current, one.text),
    ]),
  )
  const looking = {
    j: () => work.go(1),
    k: () => work.go(-1),
    p: focus.nextProblem,
    d: () => setEverything((before) => !before),
    ArrowDown: () => focus.move(1),
    ArrowUp: () => focus.move(-1),
    '?': () => setHelp(true),
    ...(review?.may.comment === true ? { c: () => setCommenting(true) } : {}),
  }
  const judging = {
    ...reasonKeys,
    a: () => work.decide(true),
    r: giveBack,
    e: () => setWriting((count) => count + 1),
    u: undo,
    s: () => void work.queue.flush(),
    t: () => void claim(),
  }
  useReviewKeys(judges ? { ...looking, ...judging } : looking)
  return {
    ...{ everything, setEverything, writing, commenting, setCommenting, help, setHelp },
    ...{ rows, focus, toggle, giveBack, undo, claim, templates: templates ?? [] },
  }
}

/** One report with everything to judge it by, and the bar of what can be done. */
export function ReviewDesk(props: Props) {
  const { item, level, work, judges, inDraw } = props
  const { t } = useTranslation('reporting')
  const acts = useActs(props)
  const { judgement, setJudgement } = work
  const id = item.subjectId
  const tools = {
    judgement,
    templates: acts.templates,
    onReason: (element: string, reason: string) =>
      setJudgement(id, (before) => ({ ...before, reasons: { ...before.reasons, [element]: reason } })),
    onToggle: acts.toggle,
  }
  const accept = inDraw ? 'draw.correct' : level === 'unit' ? 'act.submit_to_province' : 'act.accept'
  return (
    <div className="review-desk">
      <ReviewDetail
        of={work.of}
        item={item}
        rows={acts.rows}
        current={acts.focus.current}
        onChoose={acts.focus.setChosen}
        tools={judges ? tools : undefined}
        writing={acts.writing}
        everything={acts.everything}
        onEverything={acts.setEverything}
        commenting={acts.commenting}
        onCommented={() => acts.setCommenting(false)}
      />
      <div className="review-bar">
        {judges && (
          <SendingNote state={work.state} queue={work.queue} onUndo={acts.undo} onOpen={work.setChosen} />
        )}
        <Flex wrap gap={8} align="center">
          {judges && (
            <Input
              style={{ flex: '1 1 200px' }}
              value={judgement.comment}
              maxLength={500}
              aria-label={t('review.comment')}
              placeholder={t('review.comment')}
              onChange={(event) => setJudgement(id, (before) => ({ ...before, comment: event.target.value }))}
              onPressEnter={(event) => event.currentTarget.blur()}
              onKeyDown={(event) => {
                if (event.key === 'Escape') event.currentTarget.blur()
              }}
            />
          )}
          <Button onClick={() => acts.setHelp(true)}>?</Button>
          <Button onClick={() => acts.setCommenting(true)}>{`${t('review.commentAct')} (C)`}</Button>
          <Button
            onClick={() => work.go(-1)}
          >{`${t(work.of === 'record' ? 'review.previousRecord' : 'review.previous')} (K)`}</Button>
          <Button
            onClick={() => work.go(1)}
          >{`${t(work.of === 'record' ? 'review.nextRecord' : 'review.next')} (J)`}</Button>
          {judges && (
            <>
              <Button danger onClick={acts.giveBack}>
                {`${t(inDraw ? 'draw.wrong' : 'act.return')} (R)`}
              </Button>
              <Button type="primary" onClick={() => work.decide(true)}>
                {`${t(accept)} (A)`}
              </Button>
            </>
          )}
        </Flex>
      </div>
      <KeyHelp open={acts.help} onClose={() => acts.setHelp(false)} />
    </div>
  )
}
