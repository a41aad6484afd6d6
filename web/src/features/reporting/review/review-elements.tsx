import { CheckOutlined, ExclamationCircleFilled, WarningFilled } from '@ant-design/icons'
import { Tag } from 'antd'
import { memo, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReviewView } from '#modules/reporting/contract.ts'
import { CommentLines } from '../comment-lines.tsx'
import { PictureStrip } from './picture-strip.tsx'
import { isChosen, type Judgement, offered, type Row, type Template } from './judgement.ts'
import { wordDifference } from './word-difference.ts'

function Words({ row, compares }: { readonly row: Row; readonly compares: boolean }) {
  const { t } = useTranslation('reporting')
  const stretches = useMemo(
    () => (compares && row.changed && row.before !== '' ? wordDifference(row.before, row.after) : undefined),
    [row, compares],
  )
  if (stretches === undefined)
    return <span className="report-text">{row.after || t('difference.empty')}</span>
  return (
    <span className="report-text">
      {stretches.map((one, i) =>
        one.kind === 'same' ? (
          one.text
        ) : one.kind === 'added' ? (
          <ins key={`${i} ${one.kind}`}>{one.text}</ins>
        ) : (
          <del key={`${i} ${one.kind}`}>{one.text}</del>
        ),
      )}
    </span>
  )
}

interface SideProps {
  readonly row: Row
  readonly review: ReviewView
}

/** What the public sees of an element. */
function Before({ row, review }: SideProps) {
  if (row.element === 'image') return <PictureStrip ids={review.picturesBefore} />
  return <span className="report-text">{row.before}</span>
}

/** What is judged, with what differs marked. */
function After({ row, review, compares }: SideProps & { readonly compares: boolean }) {
  if (row.element === 'image' && review.pictureIds.length > 0) return <PictureStrip ids={review.pictureIds} />
  return <Words row={row} compares={compares} />
}

function Checks({ review, element }: { readonly review: ReviewView; readonly element: string }) {
  return (
    <>
      {review.checks
        .filter((check) => check.element === element)
        .map((check) => (
          <div key={check.code} className={`review-check review-check-${check.level}`}>
            {check.level === 'error' ? <ExclamationCircleFilled /> : <WarningFilled />} {check.message}
          </div>
        ))}
    </>
  )
}

function Answers({ review, element }: { readonly review: ReviewView; readonly element: string }) {
  const { t } = useTranslation('reporting')
  const answers = (review.returned?.answers ?? []).filter((answer) => answer.element === element)
  return (
    <>
      {answers.map((answer) => (
        <div key={answer.reason} className="review-answer">
          <Tag color={answer.answer === 'unchanged' ? 'error' : 'success'}>
            {t(`answer.${answer.answer}`)}
          </Tag>
          {t('answer.asked', { reason: answer.reason })}
        </div>
      ))}
    </>
  )
}

export interface ReasonTools {
  readonly judgement: Judgement
  readonly templates: readonly Template[]
  readonly onReason: (element: string, reason: string) => void
  readonly onToggle: (element: string, text: string) => void
}

/** The frequent reasons of an element under their numbers, and a line of one's own. */
function ReasonBox({ row, tools, writing }: { row: Row; tools: ReasonTools; writing: number }) {
  const { t } = useTranslation('reporting')
  const box = useRef<HTMLTextAreaElement>(null)
  const seen = useRef(writing)
  useEffect(() => {
    if (writing !== seen.current) box.current?.focus()
    seen.current = writing
  }, [writing])
  return (
    <div className="review-reasons">
      <textarea
        ref={box}
        rows={2}
        maxLength={500}
        className="review-reason-text"
        aria-label={t('review.reasonFor', { label: row.label })}
        placeholder={t('review.reasonHint')}
        value={tools.judgement.reasons[row.element] ?? ''}
        onChange={(event) => tools.onReason(row.element, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || (event.key === 'Enter' && !event.shiftKey)) {
            event.preventDefault()
            event.currentTarget.blur()
          }
        }}
      />
      <ol>
        {offered(tools.templates, row.element).map((one, i) => (
          <li key={one.id}>
            <button
              type="button"
              aria-pressed={isChosen(tools.judgement, row.element, one.text)}
              onClick={() => tools.onToggle(row.element, one.text)}
            >
              <kbd>{i + 1}</kbd> {one.text}
              {isChosen(tools.judgement, row.element, one.text) && <CheckOutlined />}
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

interface RowProps {
  readonly row: Row
  readonly review: ReviewView
  readonly current: boolean
  readonly tools: ReasonTools | undefined
  readonly writing: number
  readonly onChoose: (element: string) => void
}

const ElementRow = memo(function ElementRow({ row, review, current, tools, writing, onChoose }: RowProps) {
  const place = useRef<HTMLTableRowElement>(null)
  const compares = review.acceptedVersion !== undefined
  const before = useRef(current)
  useEffect(() => {
    if (current && !before.current) place.current?.scrollIntoView({ block: 'nearest' })
    before.current = current
  }, [current])
  const reason = tools?.judgement.reasons[row.element] ?? ''
  return (
    <>
      <tr
        ref={place}
        aria-current={current}
        className={row.changed && compares ? 'review-changed' : undefined}
        onClick={() => onChoose(row.element)}
      >
        <th scope="row">{row.label}</th>
        {compares && (
          <td className="review-before">
            <Before row={row} review={review} />
          </td>
        )}
        <td>
          <After row={row} review={review} compares={compares} />
          <Checks review={review} element={row.element} />
          <Answers review={review} element={row.element} />
          <CommentLines comments={review.comments} element={row.element} />
          {tools !== undefined && !current && reason !== '' && (
            <div className="review-check-error">{reason}</div>
          )}
        </td>
      </tr>
      {tools !== undefined && current && (
        <tr className="review-reason-row">
          <td colSpan={compares ? 3 : 2}>
            <ReasonBox row={row} tools={tools} writing={writing} />
          </td>
        </tr>
      )}
    </>
  )
})

interface Props {
  readonly rows: readonly Row[]
  readonly review: ReviewView
  readonly current: string
  /** Absent for those who look on. */
  readonly tools: ReasonTools | undefined
  /** Counts the wishes to write a reason of one's own. */
  readonly writing: number
  readonly onChoose: (element: string) => void
}

/** Old and new side by side, word by word, with everything that is to be said about an element beside it. */
export function ReviewElements({ rows, review, current, tools, writing, onChoose }: Props) {
  const { t } = useTranslation('reporting')
  const compares = review.acceptedVersion !== undefined
  if (rows.length === 0) return <p className="report-second">{t('difference.none')}</p>
  return (
    <table className="review-table">
      <thead>
        <tr>
          <th scope="col">{t('difference.element')}</th>
          {compares && <th scope="col">{t('difference.before')}</th>}
          <th scope="col">{t('difference.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <ElementRow
            key={row.element}
            row={row}
            review={review}
            current={row.element === current}
            tools={row.element === current || tools?.judgement.reasons[row.element] ? tools : undefined}
            writing={row.element === current ? writing : 0}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  )
}
