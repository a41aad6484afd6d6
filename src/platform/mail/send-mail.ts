import { createTransport } from 'nodemailer'
import { type Clock, day, hour, minute, plus, second } from '#kernel/time.ts'
import type { MailSettings } from '../config/config.ts'
import type { Db } from '../db/connect.ts'
import type { Log } from '../log/log.ts'
import {
  claimMail,
  forgetSent,
  markFailed,
  markSent,
  putBack,
  settleLeftClaims,
  type WaitingMail,
} from './mail-outbox.ts'

interface Mailing {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
}

/** After this many attempts, about four days, a mail is given up. */
const mostAttempts = 20
const longestPause = 6 * hour
/** What was sent is kept this long, to answer questions. */
const keptFor = 90 * day

/** Milliseconds until the next attempt: one minute, doubled each time, at most six hours. */
export const pauseAfter = (attempts: number): number =>
  Math.min(longestPause, minute * 2 ** Math.min(attempts - 1, 12))

const openTransport = (settings: MailSettings) =>
  createTransport({
    url: settings.url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: 10 * second,
    greetingTimeout: 10 * second,
    socketTimeout: 30 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
type Transport = ReturnType<typeof openTransport>

type Outcome = 'sent' | 'refused' | 'unreachable'

/** The code the server answered with; undefined when it did not answer at all. */
function answerOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return undefined
  return typeof error.responseCode === 'number' ? error.responseCode : undefined
}

/** Puts a mail back for later, or gives it up when the server will never take it. */
async function keepForLater(deps: Mailing, mail: WaitingMail, error: unknown): Promise<Outcome> {
  const answer = answerOf(error)
  const said = String(error).slice(0, 500)
  deps.log.warn({ mail: mail.id, attempts: mail.attempts, err: error }, 'mail not taken')
  if ((answer ?? 0) >= 550 || mail.attempts >= mostAttempts) await markFailed(deps.db, mail.id, said)
  else await putBack(deps.db, mail.id, plus(deps.clock.now(), pauseAfter(mail.attempts)), said)
  return answer === undefined ? 'unreachable' : 'refused'
}

async function handOver(
  deps: Mailing,
  transport: Transport,
  from: string,
  mail: WaitingMail,
): Promise<Outcome> {
  try {
    const to = { name: '', address: mail.to }
    const { calendar } = mail
    await transport.sendMail({
      ...{ from, to, subject: mail.subject, text: mail.body },
      ...(calendar
        ? { icalEvent: { method: calendar.method, content: calendar.text, filename: 'invite.ics' } }
        : {}),
    })
  } catch (error) {
    return keepForLater(deps, mail, error)
  }
  await markSent(deps.db, mail.id, deps.clock.now())
  return 'sent'
}

/**
 * Sends what is due, one after the other, until nothing is left or the server does not answer. Several processes may do
 * this at once; each mail is claimed by one of them.
 */
export async function sendDueMail(
  deps: Mailing,
  settings: MailSettings,
  signal: AbortSignal,
): Promise<number> {
  const left = await settleLeftClaims(deps.db, deps.clock.now())
  if (left > 0) deps.log.warn({ mails: left }, 'mail perhaps sent, not sent again')
  await forgetSent(deps.db, plus(deps.clock.now(), -keptFor))
  const transport = openTransport(settings)
  let sent = 0
  try {
    while (!signal.aborted) {
      const mail = await claimMail(deps.db, deps.clock.now())
      const outcome = mail && (await handOver(deps, transport, settings.from, mail))
      if (outcome === undefined || outcome === 'unreachable') break
      if (outcome === 'sent') sent++
    }
  } finally {
    transport.close()
  }
  return sent
}
