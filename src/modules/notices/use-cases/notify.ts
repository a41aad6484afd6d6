import type { Locale } from '#kernel/locale.ts'
import { type Addressee, addressees, holdersOf } from '#modules/identity/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { queueMails } from '#platform/mail/mail-outbox.ts'
import type { Deps } from '#platform/module/module.ts'
import { digestHours, markForDigest } from '../data/digest-repository.ts'
import { choicesOf, insertNotices } from '../data/notice-repository.ts'
import { type NewMessage, queueMessages, type Webhook, webhooksFor } from '../data/webhook-repository.ts'
import { grantsNamed, linesFor, type NewNotice } from '../domain/notice.ts'
import { defaultChannel, type NoticeChannel } from '../domain/notice-topics.ts'
import { mailFor } from './notice-mail.ts'
import { wordsOf } from './notice-words.ts'

export type Notifying = Pick<Deps, 'clock' | 'config' | 'jobs' | 'words'>
type Line = ReturnType<typeof linesFor>[number]
/** A line with who reads it and by which way they want it. */
interface Way extends Line {
  readonly reader: Addressee
  readonly channel: NoticeChannel
}

/** The lines whose readers are active and want to hear of their topic at all. */
async function waysOf(tx: Tx, lines: readonly Line[]): Promise<Way[]> {
  const ids = [...new Set(lines.map(({ accountId }) => accountId))]
  const readers = new Map((await addressees(tx, ids)).map((reader) => [reader.accountId, reader]))
  const chosen = new Map(
    (await choicesOf(tx, ids)).map(({ accountId, topic, channel }) => [`${accountId} ${topic}`, channel]),
  )
  return lines.flatMap((line) => {
    const reader = readers.get(line.accountId)
    const channel = chosen.get(`${line.accountId} ${line.notice.topic}`) ?? defaultChannel
    return reader === undefined || channel === 'none' ? [] : [{ ...line, reader, channel }]
  })
}

function messageFor(deps: Notifying, hook: Webhook, notice: NewNotice, locale: Locale): NewMessage {
  const { title, text } = wordsOf(deps, locale, notice)
  const onceKey = `webhook ${hook.id} ${notice.onceKey}`
  return { webhookId: hook.id, onceKey, topic: notice.topic, title, body: text, link: notice.link }
}

const unitsNamed = ({ to }: NewNotice): number[] =>
  to.flatMap((one) => ('role' in one && one.scope === 'unit' ? [Number(one.scopeId)] : []))

/** Messages to persons who chose their webhook, and to group robots of units whose people are told. */
async function messagesFor(
  tx: Tx,
  deps: Notifying,
  ways: readonly Way[],
  notices: readonly NewNotice[],
): Promise<NewMessage[]> {
  const accountIds = [...new Set(ways.filter((way) => way.channel === 'webhook').map((way) => way.accountId))]
  const unitIds = [...new Set(notices.flatMap(unitsNamed))]
  if (accountIds.length === 0 && unitIds.length === 0) return []
  const hooks = await webhooksFor(tx, { accountIds, unitIds })
  return hooks.flatMap((hook) => {
    if (hook.unitId === null)
      return ways
        .filter(({ accountId, channel }) => accountId === hook.accountId && channel === 'webhook')
        .map(({ notice, reader }) => messageFor(deps, hook, notice, reader.locale))
    return notices
      .filter((notice) => hook.topics.includes(notice.topic) && unitsNamed(notice).includes(hook.unitId ?? 0))
      .map((notice) => messageFor(deps, hook, notice, 'zh-CN'))
  })
}

async function deliver(tx: Tx, deps: Notifying, fresh: readonly Way[], notices: readonly NewNotice[]) {
  const now = deps.clock.now()
  const digests = await digestHours(tx, [...new Set(fresh.map(({ accountId }) => accountId))])
  const later = fresh.flatMap(({ accountId, notice, channel }) =>
    digests.has(accountId) && (channel === 'mail' || channel === 'webhook') && notice.invitation === undefined
      ? [{ accountId, onceKey: notice.onceKey, channel }]
      : [],
  )
  await markForDigest(tx, later)
  const waiting = new Set(later.map(({ accountId, onceKey }) => `${accountId} ${onceKey}`))
  const atOnce = fresh.filter(({ accountId, notice }) => !waiting.has(`${accountId} ${notice.onceKey}`))
  const mails = atOnce.flatMap((way) => (way.channel === 'mail' ? mailFor(deps, way, way.reader) : []))
  if (deps.config.mail !== undefined && mails.length > 0) {
    await queueMails(tx, mails, now)
    await deps.jobs.enqueue(tx, 'notices.send-mail', {}, { key: 'send' })
  }
  const messages = await messagesFor(tx, deps, atOnce, notices)
  if (messages.length === 0) return
  await queueMessages(tx, messages, now)
  await deps.jobs.enqueue(tx, 'notices.send-webhooks', {}, { key: 'send' })
}

/**
 * Tells people, in the caller's transaction: a line in each one's list, and a mail or message for those who want one.
 * Whoever was told under the same key before is left out, so a repetition changes nothing. Answers how many people were told.
 */
export async function notify(tx: Tx, deps: Notifying, notices: readonly NewNotice[]): Promise<number> {
  const wanted = linesFor(notices, await holdersOf(tx, grantsNamed(notices)))
  const ways = await waysOf(tx, wanted)
  const written = new Set(
    (await insertNotices(tx, ways, deps.clock.now())).map(
      ({ accountId, onceKey }) => `${accountId} ${onceKey}`,
    ),
  )
  const fresh = ways.filter(({ accountId, notice }) => written.has(`${accountId} ${notice.onceKey}`))
  await deliver(tx, deps, fresh, notices)
  return fresh.length
}
