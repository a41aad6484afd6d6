import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { addressees } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { digestHours, saveDigestHour } from '../data/digest-repository.ts'
import { webhooksFor } from '../data/webhook-repository.ts'
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
  readonly hasWebhook: boolean
  /** Hour of the day of the digest; undefined: told one by one. */
  readonly digestHour: number | undefined
}

export async function readChoices(deps: Reading, actor: Actor): Promise<NoticeChoices> {
  const { accountId } = requireSignedIn(actor)
  const [reader] = await addressees(deps.db, [accountId])
  return {
    choices: allChoices(await choicesOf(deps.db, [accountId])),
    email: reader?.email,
    siteSendsMail: deps.config.mail !== undefined,
    hasWebhook: (await webhooksFor(deps.db, { accountIds: [accountId], unitIds: [] })).length > 0,
    digestHour: (await digestHours(deps.db, [accountId])).get(accountId),
  }
}

/** Keeps the person's choices for the topics named, and the hour of the digest when one is given (null: none). */
export async function chooseNotices(
  deps: Reading,
  actor: Actor,
  choices: readonly NoticeChoice[],
  digestHour?: number | null,
): Promise<NoticeChoices> {
  const { accountId } = requireSignedIn(actor)
  await inTransaction(deps.db, async (tx) => {
    await saveChoices(tx, accountId, choices)
    if (digestHour !== undefined) await saveDigestHour(tx, accountId, digestHour ?? undefined)
  })
  return readChoices(deps, actor)
}
