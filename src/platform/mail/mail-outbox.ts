import { sql } from 'kysely'
import { type Instant, minute, plus } from '#kernel/time.ts'
import type { Db, Tx } from '../db/connect.ts'

/** States of a mail on its way; the database's check lists the same. */
export const mailStates = ['waiting', 'sending', 'sent', 'uncertain', 'failed'] as const

export interface NewMail {
  /** What makes it the same mail: written once under this key, whatever is repeated. */
  readonly onceKey: string
  readonly to: string
  readonly subject: string
  readonly body: string
  /** What the reader's calendar takes from it (RFC 6047). */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly text: string } | undefined
}
export interface WaitingMail extends Omit<NewMail, 'onceKey'> {
  readonly id: number
  readonly attempts: number
}

/** Writes mails in the caller's transaction; they leave if, and only if, it commits. */
export async function queueMails(tx: Tx, mails: readonly NewMail[], now: Instant): Promise<void> {
  if (mails.length === 0) return
  const rows = mails.map(({ onceKey, to, subject, body, calendar }) => ({
    once_key: onceKey,
    to_address: to,
    subject,
    body,
    calendar: calendar?.text ?? null,
    calendar_method: calendar?.method ?? null,
  }))
  await sql`insert into mail_outbox (once_key, to_address, subject, body, calendar, calendar_method, due_at, created_at)
    select once_key, to_address, subject, body, calendar, calendar_method, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (once_key text, to_address text, subject text, body text, calendar text, calendar_method text)
    on conflict (once_key) do nothing`.execute(tx)
}

/** The next mail that is due, claimed for this process alone; undefined when none is. */
export async function claimMail(db: Db, now: Instant): Promise<WaitingMail | undefined> {
  const { rows } = await sql<WaitingMail>`
    update mail_outbox set state = 'sending', attempts = attempts + 1, claimed_at = ${now}::timestamptz
    where id = (select id from mail_outbox where state = 'waiting' and due_at <= ${now}::timestamptz
      order by due_at, id limit 1 for update skip locked)
    returning id, to_address as "to", subject, body, attempts,
      case when calendar is not null then jsonb_build_object('method', calendar_method, 'text', calendar) end as calendar`.execute(
    db,
  )
  return rows[0]
}

export async function markSent(db: Db, id: number, now: Instant): Promise<void> {
  await sql`update mail_outbox set state = 'sent', sent_at = ${now}::timestamptz, last_error = null
    where id = ${id}`.execute(db)
}

export async function markFailed(db: Db, id: number, error: string): Promise<void> {
  await sql`update mail_outbox set state = 'failed', last_error = ${error} where id = ${id}`.execute(db)
}

/** Puts a mail that was certainly not taken back into the queue. */
export async function putBack(db: Db, id: number, dueAt: Instant, error: string): Promise<void> {
  await sql`update mail_outbox set state = 'waiting', due_at = ${dueAt}::timestamptz, last_error = ${error}
    where id = ${id}`.execute(db)
}

/** A claim lives longer than any timeout of the handing over; what is older was left by a process that died. */
const claimLife = 10 * minute

/** Mails whose process died while handing them over: perhaps sent, so they are not sent again. */
export async function settleLeftClaims(db: Db, now: Instant): Promise<number> {
  const result = await sql`update mail_outbox set state = 'uncertain',
      last_error = 'the process ended while the mail was handed over'
    where state = 'sending' and claimed_at < ${plus(now, -claimLife)}::timestamptz`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** Forgets what was sent before the instant. */
export async function forgetSent(db: Db, before: Instant): Promise<void> {
  await sql`delete from mail_outbox where state = 'sent' and sent_at < ${before}::timestamptz`.execute(db)
}
