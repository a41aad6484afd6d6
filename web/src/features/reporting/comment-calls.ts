import { queryOptions } from '@tanstack/react-query'
import { commentContract } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'

/** What a comment is about: the report of an instrument, or a record of another kind. */
export interface Commented {
  readonly of: 'instrument' | 'record'
  readonly subjectId: number
}

interface NewComment {
  readonly element: string
  readonly audience: 'unit' | 'everybody'
  readonly body: string
}

/** Under what its page keeps what it read. */
export const pageKey = ({ of }: Commented) => (of === 'instrument' ? 'report' : 'resource-record')

export const commentsQuery = (on: Commented) =>
  queryOptions({
    queryKey: [pageKey(on), on.subjectId, 'comments'],
    queryFn: ({ signal }) =>
      on.of === 'instrument'
        ? call(commentContract.comments, { params: { instrumentId: on.subjectId }, signal })
        : call(commentContract.recordComments, { params: { resourceId: on.subjectId }, signal }),
  })

export const writeComment = ({ of, subjectId }: Commented, body: NewComment) =>
  of === 'instrument'
    ? call(commentContract.comment, { params: { instrumentId: subjectId }, body })
    : call(commentContract.commentRecord, { params: { resourceId: subjectId }, body })

export const settleComment = ({ of, subjectId }: Commented, commentId: number, resolved: boolean) =>
  of === 'instrument'
    ? call(commentContract.resolveComment, {
        params: { instrumentId: subjectId, commentId },
        body: { resolved },
      })
    : call(commentContract.resolveRecordComment, {
        params: { resourceId: subjectId, commentId },
        body: { resolved },
      })
