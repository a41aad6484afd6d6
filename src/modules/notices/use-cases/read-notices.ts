import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { addressees } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { choicesOf, markRead, noticesOf, saveChoices, unreadCount } from '../data/notice-repository.ts'
import type { InboxNotice } from '../domain/notice.ts'
import { allChoices, type NoticeChoice } from '../domain/notice-topics.ts'

type Reading = Pick<Deps, 'db' | 'clock' | 'config'>

/** The reader's own notices, newest first. */
export const readNotices = (
  deps: Reading,
  actor: Actor,
  filter: { readonly unread: boolean; readonly before: number | undefined; readonly limit: number },
): Promise<InboxNotice[]> => noticesOf(deps.db, requireSignedIn(actor).accountId, filter)

/** How many of the reader's notices are unread. */
export const countUnread = (deps: Reading, actor: Actor): Promise<number> =>
  unreadCount(deps.db, requireSignedIn(actor).accountId)

/** Marks the reader's own notices as read: those named, or all; answers how many are left unread. */
export function markNoticesRead(
  deps: Reading,
  actor: Actor,
  ids: readonly number[] | undefined,
): Promise<number> {
  const { accountId } = requireSignedIn(actor)
  return inTransaction(deps.db, async (tx) => {
    await markRead(tx, accountId, ids, deps.clock.now())
    return unreadCount(tx, accountId)
  })
}

/** How a person is told of each topic, and where mail would go. */
export interface NoticeChoices {
  readonly choices: readonly NoticeChoice[]
  readonly email: string | undefined
  readonly siteSendsMail: boolean
}

export async function readChoices(deps: Reading, actor: Actor): Promise<NoticeChoices> {
  const { accountId } = requireSignedIn(actor)
  const [reader] = await addressees(deps.db, [accountId])
  return {
    choices: allChoices(await choicesOf(deps.db, [accountId])),
    email: reader?.email,
    siteSendsMail: deps.config.mail !== undefined,
  }
}

/** Keeps the person's choices for the topics named. */
export async function chooseNotices(
  deps: Reading,
  actor: Actor,
  choices: readonly NoticeChoice[],
): Promise<NoticeChoices> {
  const { accountId } = requireSignedIn(actor)
  await inTransaction(deps.db, (tx) => saveChoices(tx, accountId, choices))
  return readChoices(deps, actor)
}
