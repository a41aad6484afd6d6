import type { Actor } from '#kernel/actor.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { commentContract } from '../contract/comments.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { commentReport, listComments, mayComment, resolveComment } from '../use-cases/comment-report.ts'
import { commentView } from './reviewing-views.ts'

async function thread(deps: Deps, actor: Actor, of: ReviewSubject, id: number) {
  const items = await listComments(deps, actor, of, id)
  return { items: items.map(commentView), may: await mayComment(deps, actor, of, id) }
}

/** Answers for what is said about reports and records. */
export const commentHandlers: Handlers<typeof commentContract, Deps> = {
  comments: ({ actor, params }, deps) => thread(deps, actor, 'instrument', params.instrumentId),
  async comment({ actor, params, body }, deps) {
    await commentReport(deps, actor, { of: 'instrument', subjectId: params.instrumentId, ...body })
    return undefined
  },
  async resolveComment({ actor, params, body }, deps) {
    const { instrumentId: subjectId, commentId } = params
    await resolveComment(deps, actor, { of: 'instrument', subjectId, commentId, ...body })
    return undefined
  },
  recordComments: ({ actor, params }, deps) => thread(deps, actor, 'record', params.resourceId),
  async commentRecord({ actor, params, body }, deps) {
    await commentReport(deps, actor, { of: 'record', subjectId: params.resourceId, ...body })
    return undefined
  },
  async resolveRecordComment({ actor, params, body }, deps) {
    const { resourceId: subjectId, commentId } = params
    await resolveComment(deps, actor, { of: 'record', subjectId, commentId, ...body })
    return undefined
  },
}
