import { type Actor, actorMay, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import type { Place } from '#kernel/permissions.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { notify, type Notifying, type Recipient } from '#modules/notices/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { commentsOf, insertComment, type ReportComment, setResolved } from '../data/comment-repository.ts'
import { type CommentAudience, isOfTheUnit, mayRead } from '../domain/comment-access.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { authorOf } from './note-reopened.ts'
import { auditedAs, lockedVisibleSubject, pageOf, type Reviewed, visibleSubject } from './review-subjects.ts'

const grantsOf = (actor: Actor) => (actor.kind === 'account' ? actor.grants : [])

/** The comments on a report that the actor may read. */
export async function readableComments(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  of: ReviewSubject,
  subject: Pick<Reviewed, 'unitId' | 'id' | 'place'>,
): Promise<ReportComment[]> {
  const all = await commentsOf(deps.db, of, subject.unitId, subject.id)
  return all.filter((one) => mayRead(grantsOf(actor), one.audience, subject.place))
}

/** The thread of a report, oldest first. */
export async function listComments(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  of: ReviewSubject,
  subjectId: number,
): Promise<ReportComment[]> {
  return readableComments(deps, actor, of, await visibleSubject(deps.db, actor, of, subjectId))
}

/** Whether the actor may comment on a report, and to the unit's own people alone. */
export async function mayComment(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  of: ReviewSubject,
  subjectId: number,
): Promise<{ comment: boolean; commentInUnit: boolean }> {
  const { place } = await visibleSubject(deps.db, actor, of, subjectId)
  return commentRights(actor, place)
}

/** The same for a report that was read already. */
export const commentRights = (actor: Actor, place: Place) => ({
  comment: actorMay(actor, 'report.comment', place),
  commentInUnit: isOfTheUnit(grantsOf(actor), 'report.comment', place),
})

export interface CommentWish {
  readonly of: ReviewSubject
  readonly subjectId: number
  readonly element: string
  readonly audience: CommentAudience
  readonly body: string
}

/** Who is told of a comment: from outside the unit's people, from the unit whoever is judging; inside it, the unit. */
function othersThan(ofTheUnit: boolean, audience: CommentAudience, subject: Reviewed): Recipient[] {
  const unit = { scope: 'unit', scopeId: String(subject.unitId) } as const
  const inUnit: Recipient[] = [
    { role: 'unit_reporter', ...unit },
    { role: 'unit_reviewer', ...unit },
  ]
  if (audience === 'unit' || !ofTheUnit) return inUnit
  if (subject.state === 'unit_review') return [{ role: 'unit_reviewer', ...unit }]
  return [{ role: 'province_operator', scope: 'site', scopeId: '' }]
}

/** Writes a comment on a report or one element of it; it stays for good. */
export function commentReport(
  deps: Pick<Deps, 'db'> & Notifying,
  actor: Actor,
  wish: CommentWish,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const subject = await lockedVisibleSubject(tx, actor, wish.of, wish.subjectId)
    requireAbility(actor, 'report.comment', subject.place)
    const ofTheUnit = isOfTheUnit(grantsOf(actor), 'report.comment', subject.place)
    if (wish.audience === 'unit' && !ofTheUnit) refuse('conflict', { code: 'reporting.comment_not_of_unit' })
    const { unitId, version } = subject
    const commentId = await insertComment(tx, { ...wish, unitId, version }, authorOf(actor), now)
    await writeAudit(tx, actor, now, [
      {
        action: 'report.commented',
        subject: auditedAs[wish.of],
        subjectId: subject.id,
        unitId,
        changes: { commentId, element: wish.element, audience: wish.audience },
      },
    ])
    await notify(tx, deps, [
      {
        except: authorOf(actor).accountId,
        to: othersThan(ofTheUnit, wish.audience, subject),
        topic: 'report',
        code: wish.audience === 'unit' ? 'reporting.comment_in_unit' : 'reporting.comment_written',
        details: {
          name: subject.name || subject.innerId,
          author: authorOf(actor).name,
          body: wish.body,
        },
        link: `${pageOf(wish.of, subject.id)}?tab=comments`,
        onceKey: `comment ${unitId} ${commentId}`,
      },
    ])
  })
}

/** Marks a comment as settled, or opens it again. */
export function resolveComment(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: {
    readonly of: ReviewSubject
    readonly subjectId: number
    readonly commentId: number
    readonly resolved: boolean
  },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { displayName } = requireSignedIn(actor)
    const subject = await lockedVisibleSubject(tx, actor, wish.of, wish.subjectId)
    requireAbility(actor, 'report.comment', subject.place)
    const readable = await readableComments({ db: tx }, actor, wish.of, subject)
    const comment = found(
      readable.find((one) => one.id === wish.commentId),
      'comment',
    )
    const { unitId, id } = subject
    await setResolved(tx, { unitId, id: comment.id }, wish.resolved ? displayName : undefined, now)
    const changes = { commentId: comment.id, resolved: wish.resolved }
    await writeAudit(tx, actor, now, [
      { action: 'report.comment_resolved', subject: auditedAs[wish.of], subjectId: id, unitId, changes },
    ])
  })
}
