import { App, Button, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportRowView, reviewRoutes, type StepResultView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useAbility } from '../../lib/session.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { useReportsChanged } from './report-queries.ts'
import { useStepResult } from './step-result.tsx'

interface Act {
  readonly key: string
  readonly shown: boolean
  /** States from which it can be done; offered when one of the chosen is in them. */
  readonly from: readonly ReportRowView['state'][]
  readonly sure?: true
  run(rows: readonly ReportRowView[]): Promise<StepResultView>
}

const itemsOf = (rows: readonly ReportRowView[]) =>
  rows.map(({ instrumentId, version }) => ({ instrumentId, version }))

function useActs(): Act[] {
  const submits = useAbility('report.submit_to_unit')
  const reviews = useAbility('report.review_in_unit')
  const accepts = useAbility('report.review_in_province')
  return [
    {
      key: 'declare',
      from: ['draft', 'returned', 'accepted'],
      shown: submits,
      sure: true,
      run: (rows) =>
        call(reviewRoutes.declareNotSecret, {
          body: { instrumentIds: rows.map((row) => row.instrumentId), declared: true },
        }),
    },
    {
      key: 'submit_to_unit',
      from: ['draft', 'returned'],
      shown: submits,
      run: (rows) => call(reviewRoutes.submitToUnit, { body: { items: itemsOf(rows) } }),
    },
    {
      key: 'submit_to_province',
      from: ['unit_review'],
      shown: reviews,
      run: (rows) =>
        call(reviewRoutes.reviewInUnit, { body: { step: 'submit_to_province', items: itemsOf(rows) } }),
    },
    {
      key: 'accept',
      from: ['province_review'],
      shown: accepts,
      run: (rows) => call(reviewRoutes.reviewInProvince, { body: { step: 'accept', items: itemsOf(rows) } }),
    },
  ]
}

interface Props {
  readonly rows: readonly ReportRowView[]
  readonly onDone: () => void
}

/** Appears with a selection: what can be done with all of it at once. */
export function BulkBar({ rows, onDone }: Props) {
  const { t } = useTranslation('reporting')
  const { modal } = App.useApp()
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  const changed = useReportsChanged()
  const tell = useStepResult((id) => rows.find((row) => row.instrumentId === id)?.name ?? String(id))
  const acts = useActs().filter((act) => act.shown && rows.some((row) => act.from.includes(row.state)))
  if (rows.length === 0 || acts.length === 0) return null

  const run = async (act: Act) => {
    setBusy(act.key)
    setProblem(undefined)
    try {
      tell(await act.run(rows))
      onDone()
    } catch (error) {
      setProblem(error)
    }
    setBusy(undefined)
    await changed()
  }
  const start = (act: Act) => {
    if (act.sure !== true) return void run(act)
    modal.confirm({
      title: t('declare.title', { count: rows.length }),
      content: t('declare.text'),
      okText: t('declare.ok'),
      onOk: () => run(act),
    })
  }
  return (
    <div className="report-bulk">
      <ProblemAlert problem={problem} />
      <Flex wrap gap={8} align="center">
        <span>{t('bulk.chosen', { count: rows.length })}</span>
        {acts.map((act) => (
          <Button
            key={act.key}
            type={act.key === 'declare' ? 'default' : 'primary'}
            loading={busy === act.key}
            onClick={() => start(act)}
          >
            {t(`act.${act.key}`)}
          </Button>
        ))}
        <Button type="text" onClick={onDone}>
          {t('bulk.clear')}
        </Button>
      </Flex>
    </div>
  )
}
