import { useQuery } from '@tanstack/react-query'
import { App, Button, Card, Flex, Input, Switch, Typography } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ReportRowView, type ReportView, reviewRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { EligibilityTag } from './eligibility-tag.tsx'
import { dictionaryQuery, differenceQuery, reportQuery, useReportsChanged } from './report-queries.ts'
import type { ReviewLevel } from './review-level.ts'
import { useReviewKeys } from './use-review-keys.ts'

interface Props {
  readonly row: ReportRowView
  readonly level: ReviewLevel
  readonly onStep: (by: number) => void
}

interface Judgement {
  readonly reasons: Readonly<Record<string, string>>
  readonly comment: string
}

const given = (reasons: Judgement['reasons']) =>
  Object.entries(reasons)
    .map(([element, reason]) => ({ element, reason: reason.trim() }))
    .filter(({ reason }) => reason !== '')

function judge(row: ReportRowView, level: ReviewLevel, accepts: boolean, { reasons, comment }: Judgement) {
  const items = [{ instrumentId: row.instrumentId, version: row.version }]
  const body = { items, reasons: accepts ? [] : given(reasons), comment }
  return level === 'unit'
    ? call(reviewRoutes.reviewInUnit, {
        body: { ...body, step: accepts ? 'submit_to_province' : 'return_in_unit' },
      })
    : call(reviewRoutes.reviewInProvince, { body: { ...body, step: accepts ? 'accept' : 'return' } })
}

/** What differs from the accepted version; or everything, for the whole picture. */
function useRows(row: ReportRowView, report: ReportView | undefined, everything: boolean) {
  const format = useFormat()
  const difference = useQuery(differenceQuery(row.instrumentId, row.version))
  const elements = useQuery(dictionaryQuery(report?.dictionary)).data?.elements
  const changed = difference.data?.elements ?? []
  if (!everything || report === undefined) return { difference, rows: changed }
  const before = new Map(changed.map((one) => [one.element, one.before]))
  const rows = (elements ?? [])
    .filter((element) => report.displayed[element.id] !== undefined || before.has(element.id))
    .map((element) => ({
      element: element.id,
      label: format.either(element.label.zh, element.label.en),
      before: before.get(element.id) ?? report.displayed[element.id] ?? '',
      after: report.displayed[element.id] ?? '',
    }))
  return { difference, rows }
}

/** One report under review: old and new side by side, a reason on any element, accept or return. */
export function ReviewDetail({ row, level, onStep }: Props) {
  const { t } = useTranslation('reporting')
  const { message } = App.useApp()
  const format = useFormat()
  const changed = useReportsChanged()
  const [judgement, setJudgement] = useState<Judgement>({ reasons: {}, comment: '' })
  const [everything, setEverything] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const report = useQuery(reportQuery(row.instrumentId)).data
  const { difference, rows } = useRows(row, report, everything)

  const acts = useMemo(() => {
    const decide = async (accepts: boolean) => {
      setBusy(true)
      setProblem(undefined)
      try {
        await judge(row, level, accepts, judgement)
        void message.success(t(accepts ? `review.accepted.${level}` : 'review.returned'))
        await changed()
      } catch (error) {
        setProblem(error)
      }
      setBusy(false)
    }
    return {
      j: () => onStep(1),
      k: () => onStep(-1),
      a: () => void decide(true),
      r: () => void decide(false),
    }
  }, [row, level, judgement, message, t, changed, onStep])
  useReviewKeys(acts)

  return (
    <Card
      title={format.either(row.name, row.nameEn) || row.innerId}
      extra={<EligibilityTag verdict={row.eligibility} />}
    >
      <Flex wrap gap={16} align="center" justify="space-between" className="report-filters">
        <Typography.Text type="secondary">
          {[
            format.either(row.unitName, row.unitNameEn),
            row.innerId,
            row.model,
            row.worthFen === undefined ? '' : format.wan(row.worthFen / 1_000_000),
          ]
            .filter((text) => text !== '')
            .join(' · ')}
        </Typography.Text>
        {row.acceptedVersion !== undefined && (
          <Flex gap={8} align="center">
            <Switch checked={everything} onChange={setEverything} id="everything" size="small" />
            <label htmlFor="everything">{t('review.everything')}</label>
          </Flex>
        )}
      </Flex>
      <Loaded query={difference}>
        {() => (
          <DifferenceTable
            rows={rows}
            compares={row.acceptedVersion !== undefined}
            problems={report?.problemList ?? []}
            reasons={judgement.reasons}
            onReason={(element, reason) =>
              setJudgement((before) => ({ ...before, reasons: { ...before.reasons, [element]: reason } }))
            }
          />
        )}
      </Loaded>
      <div className="review-bar">
        <ProblemAlert problem={problem} />
        <Flex wrap gap={8} align="center">
          <Input
            style={{ flex: '1 1 240px' }}
            value={judgement.comment}
            maxLength={500}
            aria-label={t('review.comment')}
            placeholder={t('review.comment')}
            onChange={(event) => setJudgement((before) => ({ ...before, comment: event.target.value }))}
          />
          <Button onClick={acts.k}>{`${t('review.previous')} (K)`}</Button>
          <Button onClick={acts.j}>{`${t('review.next')} (J)`}</Button>
          <Button danger loading={busy} onClick={acts.r}>{`${t('act.return')} (R)`}</Button>
          <Button type="primary" loading={busy} onClick={acts.a}>
            {`${t(level === 'unit' ? 'act.submit_to_province' : 'act.accept')} (A)`}
          </Button>
        </Flex>
      </div>
    </Card>
  )
}
