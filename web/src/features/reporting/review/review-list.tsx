import { Button, Card, Tag } from 'antd'
import { memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitingReportView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../../lib/format.ts'

export type Mark = 'accepted' | 'returned' | 'problem'
interface ItemProps {
  readonly item: WaitingReportView
  readonly current: boolean
  readonly mark: Mark | undefined
  /** Whether the list is the sample of a draw. */
  readonly inDraw: boolean
  readonly onChoose: (subjectId: number) => void
}

function DecisionTag({ item, mark, inDraw }: Pick<ItemProps, 'item' | 'mark' | 'inDraw'>) {
  const { t } = useTranslation('reporting')
  if (mark !== undefined) {
    const words = inDraw && mark !== 'problem' ? `draw.mark.${mark}` : `review.mark.${mark}`
    return <Tag color={mark === 'accepted' ? 'success' : 'error'}>{t(words)}</Tag>
  }
  return inDraw || item.drawId === undefined ? null : <Tag color="processing">{t('review.inDraw')}</Tag>
}

function ClaimTag({ claim }: Pick<WaitingReportView, 'claim'>) {
  const { t } = useTranslation('reporting')
  if (claim === undefined) return null
  return claim.mine ? (
    <Tag color="processing">{t('review.claim.mine')}</Tag>
  ) : (
    <Tag color="warning">{t('review.claim.of', { name: claim.name })}</Tag>
  )
}

function Tags({ item, mark, inDraw }: Pick<ItemProps, 'item' | 'mark' | 'inDraw'>) {
  const { t } = useTranslation('reporting')
  return (
    <div className="review-tags">
      <DecisionTag item={item} mark={mark} inDraw={inDraw} />
      {item.late && <Tag color="error">{t('review.late')}</Tag>}
      <ClaimTag {...(item.claim === undefined ? {} : { claim: item.claim })} />
      {item.openComments > 0 && <Tag>{t('comment.open', { count: item.openComments })}</Tag>}
    </div>
  )
}

const Item = memo(function Item({ item, current, mark, inDraw, onChoose }: ItemProps) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const place = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const [item, list] = [place.current, place.current?.parentElement]
    if (!current || item === null || list === null || list === undefined) return
    // The list moves, never the page.
    const above = item.offsetTop - list.offsetTop
    if (above < list.scrollTop) list.scrollTop = above
    else if (above + item.offsetHeight > list.scrollTop + list.clientHeight)
      list.scrollTop = above + item.offsetHeight - list.clientHeight
  }, [current])
  return (
    <button
      ref={place}
      type="button"
      className={mark === undefined ? 'review-item' : 'review-item review-item-done'}
      aria-current={current}
      onClick={() => onChoose(item.subjectId)}
    >
      <strong>{format.either(item.name, item.nameEn) || item.innerId}</strong>
      <div className="report-second">{`${format.either(item.unitName, item.unitNameEn)} · ${item.innerId}`}</div>
      {item.kind !== undefined && <div className="report-second">{t(`record.kind.${item.kind}`)}</div>}
      <div className="report-second">{t('review.since', { when: format.date(item.since) })}</div>
      <Tags item={item} mark={mark} inDraw={inDraw} />
    </button>
  )
})

interface Props {
  readonly items: readonly WaitingReportView[]
  readonly currentId: number | undefined
  readonly marks: ReadonlyMap<number, Mark>
  readonly title: string
  readonly inDraw: boolean
  readonly onChoose: (subjectId: number) => void
  readonly onMore: (() => void) | undefined
  readonly onReload: () => void
}

/** What waits, longest waiting first, with what was decided here. */
export function ReviewList({ items, currentId, marks, title, inDraw, onChoose, onMore, onReload }: Props) {
  const { t } = useTranslation('reporting')
  return (
    <Card
      styles={{ body: { padding: 0 } }}
      title={title}
      extra={
        <Button size="small" type="text" onClick={onReload}>
          {t('review.reload')}
        </Button>
      }
    >
      <div className="review-queue">
        {items.map((item) => (
          <Item
            key={item.subjectId}
            item={item}
            current={item.subjectId === currentId}
            mark={marks.get(item.subjectId)}
            inDraw={inDraw}
            onChoose={onChoose}
          />
        ))}
        {onMore !== undefined && (
          <Button block type="text" onClick={onMore}>
            {t('list.more')}
          </Button>
        )}
      </div>
    </Card>
  )
}
