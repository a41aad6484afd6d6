import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, App, Button, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DrawView, reviewingContract } from '#modules/reporting/contract.ts'
import { call } from '../../../lib/client.ts'
import { useFormat } from '../../../lib/format.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useReportsChanged } from '../report-queries.ts'
import { useStepResult } from '../step-result.tsx'
import type { DecisionQueue, QueueState } from './decision-queue.ts'
import { drawQuery } from './review-queries.ts'

const sum = (draw: DrawView, of: (one: DrawView['results'][number]) => number) =>
  draw.results.reduce((total, one) => total + of(one), 0)

interface Props {
  readonly drawId: number
  readonly queue: DecisionQueue
  readonly sending: QueueState
  readonly onDone: () => void
}

/** How the sample stands, and the conclusion once all of it is judged. */
export function DrawBar({ drawId, queue, sending, onDone }: Props) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const { modal } = App.useApp()
  const client = useQueryClient()
  const changed = useReportsChanged()
  const query = useQuery(drawQuery(drawId))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const draw = query.data
  const tell = useStepResult((id) => draw?.members.find((one) => one.subjectId === id)?.name ?? String(id))
  if (draw === undefined) return <ProblemAlert problem={query.error} />
  const unitNameOf = (unitId: number) => {
    const one = draw.members.find((member) => member.unitId === unitId)
    return format.either(one?.unitName ?? '', one?.unitNameEn ?? '')
  }
  const sample = draw.members.filter((one) => one.sampled)
  const judged = sample.filter((one) => one.verdict !== 'unjudged').length
  const population = sum(draw, (one) => one.population)
  const wrong = sum(draw, (one) => one.wrong)
  const unsent = sending.waiting.length + sending.sending.length

  const run = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      await Promise.all([changed(), client.invalidateQueries({ queryKey: ['draws'] })])
      onDone()
    } catch (error) {
      setProblem(error)
    }
    setBusy(false)
  }
  const conclude = () =>
    modal.confirm({
      title: t('draw.concludeTitle'),
      width: 560,
      content: (
        <ul className="problem-list">
          {draw.results.map((one) => (
            <li key={one.unitId}>
              {t(`draw.foresee.${one.outcome ?? 'open'}`, {
                unit: unitNameOf(one.unitId),
                ...one,
              })}
            </li>
          ))}
        </ul>
      ),
      okText: t('draw.conclude'),
      onOk: () =>
        run(async () => {
          await queue.flush()
          const { done, refused } = await call(reviewingContract.concludeDraw, { params: { drawId } })
          tell({
            done,
            refused: refused.map(({ subjectId, refusals }) => ({ instrumentId: subjectId, refusals })),
          })
        }),
    })
  const cancel = () =>
    modal.confirm({
      title: t('draw.cancelTitle'),
      content: t('draw.cancelText'),
      okText: t('draw.cancel'),
      okButtonProps: { danger: true },
      onOk: () => run(() => call(reviewingContract.cancelDraw, { params: { drawId } })),
    })
  return (
    <>
      <ProblemAlert problem={problem} />
      <Alert
        className="problem"
        type="info"
        showIcon
        title={t('draw.standing', { drawId, population, sampled: sample.length, judged, wrong })}
        description={t('draw.rule', {
          share: format.percent(draw.rule.share, 0),
          least: draw.rule.leastInUnit,
          limit: format.percent(draw.rule.greatestWrongShare, 0),
        })}
        action={
          <Flex gap={8} wrap>
            <Link to="/review/draws/$drawId" params={{ drawId: String(drawId) }}>
              <Button>{t('draw.details')}</Button>
            </Link>
            <Button onClick={() => void cancel()}>{t('draw.cancel')}</Button>
            <Button
              type="primary"
              loading={busy}
              disabled={judged < sample.length || unsent > 0 || draw.state !== 'open'}
              onClick={() => void conclude()}
            >
              {t('draw.conclude')}
            </Button>
          </Flex>
        }
      />
    </>
  )
}
