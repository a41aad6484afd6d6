import { z } from 'zod'
import { commentAudiences } from '../domain/comment-access.ts'

const InstrumentParams = z.object({ instrumentId: z.coerce.number().int() })
const RecordParams = z.object({ resourceId: z.coerce.number().int() })

export const CommentView = z
  .object({
    commentId: z.int(),
    version: z.int(),
    /** Empty when it is about the whole. */
    element: z.string(),
    audience: z.enum(commentAudiences),
    body: z.string(),
    authorName: z.string(),
    writtenAt: z.string(),
    resolvedByName: z.string().optional(),
    resolvedAt: z.string().optional(),
  })
  .meta({ id: 'ReportComment' })
export type CommentView = z.infer<typeof CommentView>

const Thread = z.object({
  items: z.array(CommentView),
  may: z.object({ comment: z.boolean(), commentInUnit: z.boolean() }),
})
const NewComment = z.object({
  element: z.string().max(50).default(''),
  audience: z.enum(commentAudiences),
  body: z.string().trim().min(1).max(2000),
})
const Resolution = z.object({ resolved: z.boolean() })

/** What is said about a report or a record while it is filled in and judged. */
export const commentContract = {
  comments: {
    method: 'GET',
    path: '/api/v1/reports/:instrumentId/comments',
    summary: 'The comments on a report that the reader may see, oldest first',
    access: 'instrument.read_unpublished',
    params: InstrumentParams,
    reply: { status: 200, body: Thread },
  },
  comment: {
    method: 'POST',
    path: '/api/v1/reports/:instrumentId/comments',
    summary: 'Comment on a report or on one element of it; a comment is never deleted',
    access: 'report.comment',
    params: InstrumentParams,
    body: NewComment,
    reply: { status: 204 },
    refuses: ['reporting.comment_not_of_unit'],
  },
  resolveComment: {
    method: 'PUT',
    path: '/api/v1/reports/:instrumentId/comments/:commentId/resolution',
    summary: 'Mark a comment as settled, or open it again',
    access: 'report.comment',
    params: InstrumentParams.extend({ commentId: z.coerce.number().int() }),
    body: Resolution,
    reply: { status: 204 },
  },
  recordComments: {
    method: 'GET',
    path: '/api/v1/resource-records/:resourceId/comments',
    summary: 'The comments on a record that the reader may see, oldest first',
    access: 'instrument.read_unpublished',
    params: RecordParams,
    reply: { status: 200, body: Thread },
  },
  commentRecord: {
    method: 'POST',
    path: '/api/v1/resource-records/:resourceId/comments',
    summary: 'Comment on a record or on one element of it; a comment is never deleted',
    access: 'report.comment',
    params: RecordParams,
    body: NewComment,
    reply: { status: 204 },
    refuses: ['reporting.comment_not_of_unit'],
  },
  resolveRecordComment: {
    method: 'PUT',
    path: '/api/v1/resource-records/:resourceId/comments/:commentId/resolution',
    summary: 'Mark a comment as settled, or open it again',
    access: 'report.comment',
    params: RecordParams.extend({ commentId: z.coerce.number().int() }),
    body: Resolution,
    reply: { status: 204 },
  },
} as const
