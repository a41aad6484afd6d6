import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { App, Button, Flex } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type FillResultView,
  reportingContract,
  type ReportRowView,
  reviewRoutes,
  type StepResultView,
} from '#modules/reporting/contract.ts'
import { call, download } from '../../lib/client.ts'
import { useAbility } from '../../lib/session.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { FillDrawer } from './fill-drawer.tsx'
import { inParts, together } from './in-parts.ts'
import { useReportsChanged } from './report-queries.ts'
import { ReturnMany } from './review/return-many.tsx'
import { useStepResult } from './step-result.tsx'

interface Act {
  readonly key: string
  readonly shown: boolean
  /** States from which it can be done; offered when one of the chosen is in them. */
  readonly from: readonly ReportRowView['state'][]
  readonly sure?: true
  /** One request; for many rows it is asked several times. */
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

/** The step by which the person returns what waits for them; undefined for who judges nothing. */
function useReturn() {
  const reviews = useAbility('report.review_in_unit')
  const accepts = useAbility('report.review_in_province')
  const inProvince = (rows: readonly ReportRowView[], comment: string) =>
    call(reviewRoutes.reviewInProvince, { body: { step: 'return', items: itemsOf(rows), comment } })
  const inUnit = (rows: readonly ReportRowView[], comment: string) =>
    call(reviewRoutes.reviewInUnit, { body: { step: 'return_in_unit', items: itemsOf(rows), comment } })
  if (accepts) return { state: 'province_review', run: inProvince } as const
  return reviews ? ({ state: 'unit_review', run: inUnit } as const) : undefined
}

type Telling = ReturnType<typeof useStepResult>

interface Props {
  readonly rows: readonly ReportRowView[]
  readonly onDone: () => void
  /** Chooses everything that matches the filters; absent when it is chosen already. */
  readonly onAll: (() => Promise<void>) | undefined
}

const fillable: readonly ReportRowView['state'][] = ['draft', 'returned', 'accepted']

/** Opens the drawer that fills many at once and tells what it did. */
function FillMany({ rows, onDone, tell }: Omit<Props, 'onAll'> & { readonly tell: Telling }) {
  const { t } = useTranslation('reporting')
  const changed = useReportsChanged()
  const [open, setOpen] = useState(false)
  const finish = (results: readonly FillResultView[]) => {
    const all = together(results)
    const complete = results.reduce((sum, result) => sum + result.complete, 0)
    setOpen(false)
    tell(
      all,
      all.done.length === 0 ? t('fillMany.nothing') : t('fillMany.done', { done: all.done.length, complete }),
    )
    onDone()
    void changed()
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('act.fillMany')}</Button>
      {open && <FillDrawer rows={rows} onClose={() => setOpen(false)} onDone={finish} />}
    </>
  )
}

/** Takes the instruments chosen away as a sheet that comes back through the import, what is missing in front. */
function DownloadChosen({
  rows,
  onProblem,
}: Pick<Props, 'rows'> & { onProblem: (problem: unknown) => void }) {
  const { t } = useTranslation('reporting')
  const [busy, setBusy] = useState(false)
  const fetch = async () => {
    setBusy(true)
    onProblem(undefined)
    try {
      const instrumentIds = rows.map((row) => row.instrumentId)
      await download(reportingContract.completionSheet, { body: { instrumentIds } })
    } catch (error) {
      onProblem(error)
    }
    setBusy(false)
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void fetch()}>
      {t('act.downloadChosen')}
    </Button>
  )
}

/** Starts a declaration of not reporting for those chosen that would have to be reported. */
function DeclareChosen({ rows }: Pick<Props, 'rows'>) {
  const { t } = useTranslation('reporting')
  const writes = useAbility('declaration.write')
  const due = rows.filter(({ eligibility }) => eligibility.result === 'must_report')
  if (!writes || due.length === 0) return null
  const instruments = due.map((row) => row.instrumentId).join(',')
  return (
    <Link to="/declarations/new" search={{ instruments }}>
      <Button>{t('act.declareNotReported')}</Button>
    </Link>
  )
}

/** Appears with a selection: what can be done with all of it at once. */
export function BulkBar({ rows, onDone, onAll }: Props) {
  const { t } = useTranslation('reporting')
  const { modal } = App.useApp()
  const [busy, setBusy] = useState<string>()
  const [choosing, setChoosing] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const changed = useReportsChanged()
  const tell = useStepResult((id) => rows.find((row) => row.instrumentId === id)?.name ?? String(id))
  const edits = useAbility('instrument.edit')
  const acts = useActs().filter((act) => act.shown && rows.some((row) => act.from.includes(row.state)))
  const fills = edits && rows.some((row) => fillable.includes(row.state))
  const returning = useReturn()
  if (rows.length === 0) return null

  const run = async (act: Pick<Act, 'key' | 'run'>) => {
    setBusy(act.key)
    setProblem(undefined)
    try {
      tell(together(await inParts(rows, (part) => act.run(part))))
      onDone()
    } catch (error) {
      setProblem(error)
    }
    setBusy(undefined)
    await changed()
  }
  const chooseAll = async (choose: () => Promise<void>) => {
    setChoosing(true)
    try {
      await choose()
    } catch (error) {
      setProblem(error)
    }
    setChoosing(false)
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
        {onAll !== undefined && (
          <Button type="link" loading={choosing} onClick={() => void chooseAll(onAll)}>
            {t('bulk.all')}
          </Button>
        )}
        {fills && <FillMany rows={rows} onDone={onDone} tell={tell} />}
        <DownloadChosen rows={rows} onProblem={setProblem} />
        <DeclareChosen rows={rows} />
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
        {returning !== undefined && rows.some((row) => row.state === returning.state) && (
          <ReturnMany
            rows={rows}
            busy={busy === 'return'}
            onReturn={(comment) => void run({ key: 'return', run: (part) => returning.run(part, comment) })}
          />
        )}
        <Button type="text" onClick={onDone}>
          {t('bulk.clear')}
        </Button>
      </Flex>
    </div>
  )
}
