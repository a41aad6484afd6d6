import type { Locale } from '#kernel/locale.ts'
import type { Addressee } from '#modules/identity/index.ts'
import { calendarText } from '#platform/calendar/calendar-text.ts'
import type { NewMail } from '#platform/mail/mail-outbox.ts'
import type { Deps } from '#platform/module/module.ts'
import type { NewNotice } from '../domain/notice.ts'
import { mailWords, wordsOf } from './notice-words.ts'

type D = Pick<Deps, 'config' | 'words'>

/** `noreply@example.org` of `共仪 <noreply@example.org>`. */
const bareAddress = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from

/** The part of a mail that calendars take, from the site to this reader. */
function calendarFor(deps: D, { invitation }: NewNotice, to: string, locale: Locale): NewMail['calendar'] {
  if (invitation === undefined || deps.config.mail === undefined) return undefined
  const method = invitation.status === 'CANCELLED' ? 'CANCEL' : 'REQUEST'
  const organizer = {
    name: deps.words.say(locale, 'notices.mail.organizer'),
    email: bareAddress(deps.config.mail.from),
  }
  const attendee = { name: to, email: to }
  return { method, text: calendarText({ method, events: [{ ...invitation, organizer, attendee }] }) }
}

/** The mail that tells a reader of a notice; none for a reader without an address. */
export function mailFor(
  deps: D,
  line: { readonly accountId: number; readonly notice: NewNotice },
  { email, locale }: Addressee,
): NewMail[] {
  if (email === undefined) return []
  const { accountId, notice } = line
  const said = wordsOf(deps, locale, notice)
  return [
    {
      onceKey: `notice ${accountId} ${notice.onceKey}`,
      to: email,
      subject: said.title,
      body: mailWords(deps, locale, { ...said, link: notice.link }),
      calendar: calendarFor(deps, notice, email, locale),
    },
  ]
}
