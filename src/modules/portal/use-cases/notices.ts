import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { deleteNotice, insertNotice, noticeById, publishedNotices } from '../data/notice-repository.ts'
import type { Notice } from '../domain/notice.ts'

type Reading = Pick<Deps, 'db' | 'clock'>

/** Notices in force, newest first. */
export const currentNotices = (deps: Reading, limit: number): Promise<Notice[]> =>
  publishedNotices(deps.db, deps.clock.now(), { limit })

/** A page of all notices ever published, newest first. */
export const allNotices = (deps: Reading, offset: number, limit: number): Promise<Notice[]> =>
  publishedNotices(deps.db, deps.clock.now(), { offset, limit, over: true })

/** A published notice; refuses with `not_found`. */
export async function readNotice(deps: Reading, id: number): Promise<Notice> {
  const notice = await noticeById(deps.db, id)
  return found(notice !== undefined && notice.publishedAt <= deps.clock.now() ? notice : undefined, 'notice')
}

/** Publishes a notice at once or at the time given. */
export async function publishNotice(
  deps: Reading,
  actor: Actor,
  notice: Omit<Notice, 'id' | 'publishedAt'> & { readonly publishedAt: Instant | undefined },
): Promise<number> {
  requireAbility(actor, 'portal.manage', {})
  const now = deps.clock.now()
  const publishedAt = notice.publishedAt ?? now
  refuseIfAny(
    notice.validUntil !== undefined && notice.validUntil <= publishedAt
      ? [{ code: 'portal.notice_over_before_it_begins' }]
      : [],
    'invalid',
  )
  return inTransaction(deps.db, async (tx) => {
    const createdBy = actor.kind === 'account' ? actor.accountId : undefined
    const id = await insertNotice(tx, { ...notice, publishedAt }, createdBy)
    await writeAudit(tx, actor, now, [
      {
        action: 'notice.publish',
        subject: 'notice',
        subjectId: String(id),
        changes: { title: [null, notice.title] },
      },
    ])
    return id
  })
}

/** Takes a notice away. */
export async function withdrawNotice(deps: Reading, actor: Actor, id: number): Promise<void> {
  requireAbility(actor, 'portal.manage', {})
  await inTransaction(deps.db, async (tx) => {
    const notice = found(await noticeById(tx, id), 'notice')
    await deleteNotice(tx, id)
    await writeAudit(tx, actor, deps.clock.now(), [
      {
        action: 'notice.withdraw',
        subject: 'notice',
        subjectId: String(id),
        changes: { title: [notice.title, null] },
      },
    ])
  })
}
