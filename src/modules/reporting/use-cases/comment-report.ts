import { type Actor, actorMay, requireAbility, requireSignedIn } from '#kernel/actor.ts'
import type { Place } from '#kernel/permissions.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { notify, type Notifying, type Recipient } from '#modules/notices/index.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { commentsOf, insertComment, type ReportComment, setResolved } from '../data/comment-repository.ts'
import { type CommentAudience, isOfTheUnit, mayRead } from '../domain/comment-access.ts'
import { authorOf } from './note-reopened.ts'
import { lockedVisibleReport, visibleReport } from './visible-report.ts'

const grantsOf = (actor: Actor) => (actor.kind === 'account' ? actor.grants : [])

/** The comments on a report that the actor may read. */
export async function readableComments(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  instrument: Instrument,
): Promise<ReportComment[]> {
  const all = await commentsOf(deps.db, instrument.unitId, instrument.id)
  return all.filter((one) => mayRead(grantsOf(actor), one.audience, instrument.place))
}

/** The thread of a report, oldest first. */
export async function listComments(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  instrumentId: number,
): Promise<ReportComment[]> {
  return readableComments(deps, actor, await visibleReport(deps.db, actor, instrumentId))
}

/** Whether the actor may comment on a report, and to the unit's own people alone. */
export async function mayComment(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  instrumentId: number,
): Promise<{ comment: boolean; commentInUnit: boolean }> {
  const { place } = await visibleReport(deps.db, actor, instrumentId)
  return commentRights(actor, place)
}

/** The same for a report that was read already. */
export const commentRights = (actor: Actor, place: Place) => ({
  comment: actorMay(actor, 'report.comment', place),
  commentInUnit: isOfTheUnit(grantsOf(actor), 'report.comment', place),
})

export interface CommentWish {
  readonly instrumentId: number
  readonly element: string
  readonly audience: CommentAudience
  readonly body: string
}

/** Who is told of a comment: from outside the unit's people, from the unit whoever is judging; inside it, the unit. */
function othersThan(ofTheUnit: boolean, audience: CommentAudience, instrument: Instrument): Recipient[] {
  const unit = { scope: 'unit', scopeId: String(instrument.unitId) } as const
  const inUnit: Recipient[] = [
    { role: 'unit_reporter', ...unit },
    { role: 'unit_reviewer', ...unit },
  ]
  if (audience === 'unit' || !ofTheUnit) return inUnit
  if (instrument.state === 'unit_review') return [{ role: 'unit_reviewer', ...unit }]
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
    const instrument = await lockedVisibleReport(tx, actor, wish.instrumentId)
    requireAbility(actor, 'report.comment', instrument.place)
    const ofTheUnit = isOfTheUnit(grantsOf(actor), 'report.comment', instrument.place)
    if (wish.audience === 'unit' && !ofTheUnit) refuse('conflict', { code: 'reporting.comment_not_of_unit' })
    const { unitId, version } = instrument
    const commentId = await insertComment(tx, { ...wish, unitId, version }, authorOf(actor), now)
    await writeAudit(tx, actor, now, [
      {
        action: 'report.commented',
        subject: 'instrument',
        subjectId: instrument.id,
        unitId,
        changes: { commentId, element: wish.element, audience: wish.audience },
      },
    ])
    await notify(tx, deps, [
      {
        to: othersThan(ofTheUnit, wish.audience, instrument),
        topic: 'report',
        code: wish.audience === 'unit' ? 'reporting.comment_in_unit' : 'reporting.comment_written',
        details: {
          name: instrument.name || instrument.innerId,
          author: authorOf(actor).name,
          body: wish.body,
        },
        link: `/reports/${instrument.id}?tab=comments`,
        onceKey: `comment ${unitId} ${commentId}`,
      },
    ])
  })
}

/** Marks a comment as settled, or opens it again. */
export function resolveComment(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: { readonly instrumentId: number; readonly commentId: number; readonly resolved: boolean },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { displayName } = requireSignedIn(actor)
    const instrument = await lockedVisibleReport(tx, actor, wish.instrumentId)
    requireAbility(actor, 'report.comment', instrument.place)
    const readable = await readableComments({ db: tx }, actor, instrument)
    const comment = found(
      readable.find((one) => one.id === wish.commentId),
      'comment',
    )
    const { unitId, id } = instrument
    await setResolved(tx, { unitId, id: comment.id }, wish.resolved ? displayName : undefined, now)
    const changes = { commentId: comment.id, resolved: wish.resolved }
    await writeAudit(tx, actor, now, [
      { action: 'report.comment_resolved', subject: 'instrument', subjectId: id, unitId, changes },
    ])
  })
}
