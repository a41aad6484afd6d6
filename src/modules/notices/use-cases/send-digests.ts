import { dateIn, zoned } from '#kernel/time.ts'
import { type Addressee, addressees } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import { queueMails } from '#platform/mail/mail-outbox.ts'
import type { Deps } from '#platform/module/module.ts'
import { type DigestNotice, digestsDue, takeDigest } from '../data/digest-repository.ts'
import { queueMessages, webhooksFor } from '../data/webhook-repository.ts'
import { mailWords, wordsOf } from './notice-words.ts'

type D = Pick<Deps, 'db' | 'clock' | 'config' | 'jobs' | 'words'>

const zone = 'Asia/Shanghai'

/** The notices of a day as one message. */
function digestWords(deps: D, reader: Addressee, notices: readonly DigestNotice[]) {
  const { locale } = reader
  const title = deps.words.say(locale, 'notices.digest.title', { count: notices.length })
  const text = notices
    .map((notice) => `· ${wordsOf(deps, locale, notice).title}\n  ${deps.config.publicUrl}/app${notice.link}`)
    .join('\n')
  return { title, text }
}

async function sendTo(tx: Tx, deps: D, reader: Addressee, today: string): Promise<void> {
  const taken = await takeDigest(tx, reader.accountId, today)
  const now = deps.clock.now()
  const key = `digest ${reader.accountId} ${taken[0]?.id ?? 0}`
  const byMail = taken.filter(({ channel }) => channel === 'mail')
  const byWebhook = taken.filter(({ channel }) => channel === 'webhook')
  if (byMail.length > 0 && reader.email !== undefined && deps.config.mail !== undefined) {
    const said = digestWords(deps, reader, byMail)
    const body = mailWords(deps, reader.locale, { ...said, link: '/notices' })
    await queueMails(tx, [{ onceKey: key, to: reader.email, subject: said.title, body }], now)
    await deps.jobs.enqueue(tx, 'notices.send-mail', {}, { key: 'send' })
  }
  const [hook] = await webhooksFor(tx, { accountIds: [reader.accountId], unitIds: [] })
  if (byWebhook.length > 0 && hook !== undefined) {
    const { title, text } = digestWords(deps, reader, byWebhook)
    const message = { webhookId: hook.id, onceKey: key, topic: 'digest', title, body: text, link: '/notices' }
    await queueMessages(tx, [message], now)
    await deps.jobs.enqueue(tx, 'notices.send-webhooks', {}, { key: 'send' })
  }
}

/** Sends each person whose hour has come one message with all that waits; answers how many people. */
export async function sendDigests(deps: D): Promise<number> {
  const now = deps.clock.now()
  const today = dateIn(now, zone)
  const due = await digestsDue(deps.db, today, zoned(now, zone).hour)
  for (const reader of await addressees(deps.db, due))
    await inTransaction(deps.db, (tx) => sendTo(tx, deps, reader, today))
  return due.length
}
