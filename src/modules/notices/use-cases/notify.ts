import type { Locale } from '#kernel/locale.ts'
import { type Addressee, addressees, holdersOf } from '#modules/identity/index.ts'
import { calendarText } from '#platform/calendar/calendar-text.ts'
import type { Tx } from '#platform/db/connect.ts'
import { type NewMail, queueMails } from '#platform/mail/mail-outbox.ts'
import type { Deps } from '#platform/module/module.ts'
import { choicesOf, insertNotices } from '../data/notice-repository.ts'
import { grantsNamed, linesFor, type NewNotice } from '../domain/notice.ts'
import { mailWords, wordsOf } from './notice-words.ts'

export type Notifying = Pick<Deps, 'clock' | 'config' | 'jobs' | 'words'>
type Line = ReturnType<typeof linesFor>[number]

/** `noreply@example.org` of `共仪 <noreply@example.org>`. */
const bareAddress = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from

/** The part of a mail that calendars take, from the site to this reader. */
function calendarFor(deps: Notifying, { notice }: Line, to: string, locale: Locale): NewMail['calendar'] {
  const { invitation } = notice
  if (invitation === undefined || deps.config.mail === undefined) return undefined
  const method = invitation.status === 'CANCELLED' ? 'CANCEL' : 'REQUEST'
  const organizer = {
    name: deps.words.say(locale, 'notices.mail.organizer'),
    email: bareAddress(deps.config.mail.from),
  }
  const attendee = { name: to, email: to }
  return { method, text: calendarText({ method, events: [{ ...invitation, organizer, attendee }] }) }
}

function mailFor(deps: Notifying, line: Line, to: string, locale: Locale): NewMail {
  const { accountId, notice } = line
  const said = wordsOf(deps, locale, notice)
  return {
    onceKey: `notice ${accountId} ${notice.onceKey}`,
    to,
    subject: said.title,
    body: mailWords(deps, locale, { ...said, link: notice.link }),
    calendar: calendarFor(deps, line, to, locale),
  }
}

/** The mails of the lines whose reader has an address and did not decline mail for the topic. */
async function mailsFor(tx: Tx, deps: Notifying, lines: readonly Line[], readers: readonly Addressee[]) {
  const ids = [...new Set(lines.map(({ accountId }) => accountId))]
  const declined = new Set(
    (await choicesOf(tx, ids))
      .filter(({ byMail }) => !byMail)
      .map(({ accountId, topic }) => `${accountId} ${topic}`),
  )
  const byId = new Map(readers.map((reader) => [reader.accountId, reader]))
  return lines.flatMap((line) => {
    const reader = byId.get(line.accountId)
    if (reader?.email === undefined || declined.has(`${line.accountId} ${line.notice.topic}`)) return []
    return [mailFor(deps, line, reader.email, reader.locale)]
  })
}

/**
 * Tells people, in the caller's transaction: a line in each one's list, and a mail for those who want one. Whoever was
 * told under the same key before is left out, so a repetition changes nothing. Answers how many people were told.
 */
export async function notify(tx: Tx, deps: Notifying, notices: readonly NewNotice[]): Promise<number> {
  const now = deps.clock.now()
  const wanted = linesFor(notices, await holdersOf(tx, grantsNamed(notices)))
  const readers = await addressees(tx, [...new Set(wanted.map(({ accountId }) => accountId))])
  const active = new Set(readers.map(({ accountId }) => accountId))
  const lines = wanted.filter(({ accountId }) => active.has(accountId))
  const written = new Set(
    (await insertNotices(tx, lines, now)).map(({ accountId, onceKey }) => `${accountId} ${onceKey}`),
  )
  const fresh = lines.filter(({ accountId, notice }) => written.has(`${accountId} ${notice.onceKey}`))
  if (deps.config.mail !== undefined && fresh.length > 0) {
    await queueMails(tx, await mailsFor(tx, deps, fresh, readers), now)
    await deps.jobs.enqueue(tx, 'notices.send-mail', {}, { key: 'send' })
  }
  return fresh.length
}
