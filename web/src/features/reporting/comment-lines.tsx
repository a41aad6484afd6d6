import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CommentView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'

/** Who said what on an element, in short; what is settled is left to the whole thread. */
export function CommentLines({
  comments,
  element,
}: {
  readonly comments: readonly CommentView[]
  readonly element: string
}) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const open = comments.filter((one) => one.element === element && one.resolvedAt === undefined)
  return (
    <>
      {open.map((one) => (
        <div key={one.commentId} className="comment-line">
          <strong>{one.authorName}</strong>{' '}
          <span className="report-second">{format.date(one.writtenAt)}</span>
          {one.audience === 'unit' && <Tag>{t('comment.audience.unit')}</Tag>} {one.body}
        </div>
      ))}
    </>
  )
}
