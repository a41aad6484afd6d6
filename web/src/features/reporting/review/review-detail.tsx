import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Flex, Switch, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ReviewView, WaitingReportView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../../lib/format.ts'
import { LoadingState } from '../../../ui/states.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { CommentLines } from '../comment-lines.tsx'
import { WriteComment } from '../comment-thread.tsx'
import { EligibilityTag } from '../../../ui/eligibility-tag.tsx'
import type { Row } from './judgement.ts'
import { PictureStrip } from './picture-strip.tsx'
import { type ReasonTools, ReviewElements } from './review-elements.tsx'
import type { ReviewSubject } from './review-level.ts'
import { reviewQuery } from './review-queries.ts'

function Head({ item }: { readonly item: WaitingReportView }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const facts = [
    format.either(item.unitName, item.unitNameEn),
    item.kind === undefined ? '' : t(`record.kind.${item.kind}`),
    item.innerId,
    item.model,
    item.className ?? '',
    item.worthFen === undefined ? '' : format.wan(item.worthFen / 1_000_000),
  ]
  return (
    <Flex wrap gap={8} align="center">
      <Typography.Text type="secondary">{facts.filter((text) => text !== '').join(' · ')}</Typography.Text>
      {item.late && <Tag color="error">{t('review.lateSince', { when: format.date(item.since) })}</Tag>}
      {item.claim?.mine === false && (
        <Tag color="warning">
          {t('review.claim.until', { name: item.claim.name, until: format.time(item.claim.until) })}
        </Tag>
      )}
    </Flex>
  )
}

function Returned({ review }: { readonly review: ReviewView }) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const { returned } = review
  if (returned === undefined) return null
  const unchanged = returned.answers.filter((answer) => answer.answer === 'unchanged').length
  const whole = returned.answers.filter((answer) => answer.element === '')
  return (
    <Alert
      className="problem"
      type={unchanged > 0 ? 'warning' : 'info'}
      showIcon
      title={t('answer.title', {
        who: returned.step.actorName,
        when: format.date(returned.step.at),
        total: returned.answers.length,
        unchanged,
      })}
      description={[returned.step.comment, ...whole.map((answer) => answer.reason)]
        .filter((text) => text !== '')
        .join('；')}
    />
  )
}

/** What the program doubts about the whole, and about elements no row shows. */
function WholeChecks({ review, rows }: { readonly review: ReviewView; readonly rows: readonly Row[] }) {
  const shown = new Set(rows.map((row) => row.element))
  return (
    <>
      {review.checks
        .filter((check) => !shown.has(check.element))
        .map((check) => (
          <div key={`${check.element} ${check.code}`} className="review-check review-check-warning">
            {check.message}
          </div>
        ))}
      <CommentLines comments={review.comments} element="" />
    </>
  )
}

interface Props {
  readonly of: ReviewSubject
  readonly item: WaitingReportView
  readonly rows: readonly Row[]
  readonly current: string
  readonly onChoose: (element: string) => void
  readonly tools: ReasonTools | undefined
  readonly writing: number
  readonly everything: boolean
  readonly onEverything: (everything: boolean) => void
  readonly commenting: boolean
  readonly onCommented: () => void
}

/** One report under review: old and new side by side, doubts, comments and answers beside each element. */
export function ReviewDetail(props: Props) {
  const { of, item, rows, current, tools, everything, commenting } = props
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const query = useQuery(reviewQuery(of, item.subjectId, item.version))
  const review = query.data
  return (
    <Card
      title={format.either(item.name, item.nameEn) || item.innerId}
      extra={item.eligibility === undefined ? null : <EligibilityTag verdict={item.eligibility} />}
    >
      <Flex wrap gap={16} align="center" justify="space-between" className="report-filters">
        <Head item={item} />
        {item.acceptedVersion !== undefined && (
          <Flex gap={8} align="center">
            <Switch checked={everything} onChange={props.onEverything} id="everything" size="small" />
            <label htmlFor="everything">{t('review.everything')}</label>
          </Flex>
        )}
      </Flex>
      <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />
      {review === undefined ? (
        query.isPending && <LoadingState rows={12} />
      ) : (
        <>
          <Returned review={review} />
          {/* What differs stands among the rows, old beside new. */}
          {!rows.some(({ element }) => element === 'image') && <PictureStrip ids={review.pictureIds} />}
          <WholeChecks review={review} rows={rows} />
          {commenting && (
            <WriteComment
              on={{ of, subjectId: item.subjectId }}
              elements={review.rows.map(({ element, label }) => ({ id: element, label }))}
              inUnit={review.may.commentInUnit}
              about={current}
              onDone={props.onCommented}
            />
          )}
          <ReviewElements
            rows={rows}
            review={review}
            current={current}
            tools={tools}
            writing={props.writing}
            onChoose={props.onChoose}
          />
        </>
      )}
    </Card>
  )
}
