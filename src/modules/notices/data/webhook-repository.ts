import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { RobotFormat } from '#platform/webhook/robot-message.ts'

export interface Webhook {
  readonly id: number
  readonly accountId: number | null
  readonly unitId: number | null
  readonly name: string
  readonly format: RobotFormat
  readonly address: string
  readonly signSecret: string
  readonly topics: readonly string[]
}
/** A webhook in its owner's list, with how its messages fare. */
export interface WebhookLine extends Webhook {
  readonly unitName: string | null
  readonly waiting: number
  readonly failed: number
  readonly lastSentAt: Instant | null
  readonly lastError: string | null
  readonly lastErrorAt: Instant | null
}

const columns = sql`w.id, w.account_id as "accountId", w.unit_id as "unitId", w.name, w.format, w.address,
  w.sign_secret as "signSecret", w.topics`

/** The webhooks of a person and of units. */
export async function webhooksOf(
  db: Db,
  of: { readonly accountId: number; readonly unitIds: readonly number[] },
): Promise<WebhookLine[]> {
  const { rows } = await sql<WebhookLine>`
    select ${columns}, u.name as "unitName", count(*) filter (where o.state in ('waiting', 'sending')) as waiting,
      count(*) filter (where o.state in ('failed', 'uncertain')) as failed, max(o.sent_at) as "lastSentAt",
      (array_agg(o.last_error order by o.id desc) filter (where o.last_error is not null))[1] as "lastError",
      (array_agg(coalesce(o.claimed_at, o.created_at) order by o.id desc) filter (where o.last_error is not null))[1] as "lastErrorAt"
    from webhook w left join unit u on u.id = w.unit_id left join webhook_outbox o on o.webhook_id = w.id
    where w.account_id = ${of.accountId} or w.unit_id = any(${[...of.unitIds]}::bigint[])
    group by w.id, u.name order by w.account_id is null, w.id`.execute(db)
  return rows
}

export async function webhookById(db: Db, id: number): Promise<Webhook | undefined> {
  const { rows } = await sql<Webhook>`select ${columns} from webhook w where w.id = ${id}`.execute(db)
  return rows[0]
}

/** Keeps a webhook; a person's only one is replaced. */
export async function saveWebhook(
  tx: Tx,
  hook: Omit<Webhook, 'id'>,
  by: number,
  now: Instant,
): Promise<number> {
  if (hook.accountId !== null) await sql`delete from webhook where account_id = ${hook.accountId}`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    insert into webhook (account_id, unit_id, name, format, address, sign_secret, topics, created_by, created_at)
    values (${hook.accountId}, ${hook.unitId}, ${hook.name}, ${hook.format}, ${hook.address}, ${hook.signSecret},
      ${[...hook.topics]}::text[], ${by}, ${now}) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function deleteWebhook(tx: Tx, id: number): Promise<void> {
  await sql`delete from webhook where id = ${id}`.execute(tx)
}

/** Webhooks a message may go to: those of persons, and those of units that want the topic. */
export async function webhooksFor(
  db: Db,
  of: { readonly accountIds: readonly number[]; readonly unitIds: readonly number[] },
): Promise<Webhook[]> {
  const { rows } = await sql<Webhook>`select ${columns} from webhook w
    where w.account_id = any(${[...of.accountIds]}::bigint[]) or w.unit_id = any(${[...of.unitIds]}::bigint[])`.execute(
    db,
  )
  return rows
}

export interface NewMessage {
  readonly webhookId: number
  readonly onceKey: string
  readonly topic: string
  readonly title: string
  readonly body: string
  readonly link: string
}

/** Writes messages in the caller's transaction, each once under its key. */
export async function queueMessages(tx: Tx, messages: readonly NewMessage[], now: Instant): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ webhookId, onceKey, ...rest }) => ({
    webhook_id: webhookId,
    once_key: onceKey,
    ...rest,
  }))
  await sql`insert into webhook_outbox (webhook_id, once_key, topic, title, body, link, due_at, created_at)
    select webhook_id, once_key, topic, title, body, link, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (webhook_id bigint, once_key text, topic text, title text, body text, link text)
    order by once_key on conflict (once_key) do nothing`.execute(tx)
}

export interface WaitingMessage extends Omit<NewMessage, 'onceKey'> {
  readonly id: number
  readonly attempts: number
  readonly format: RobotFormat
  readonly address: string
  readonly signSecret: string
}

/** The next message that is due, claimed for this process alone. */
export async function claimMessage(db: Db, now: Instant): Promise<WaitingMessage | undefined> {
  const { rows } = await sql<WaitingMessage>`
    update webhook_outbox o set state = 'sending', attempts = attempts + 1, claimed_at = ${now}::timestamptz
    from webhook w where w.id = o.webhook_id and o.id = (select id from webhook_outbox
      where state = 'waiting' and due_at <= ${now}::timestamptz order by due_at, id limit 1 for update skip locked)
    returning o.id, o.webhook_id as "webhookId", o.topic, o.title, o.body, o.link, o.attempts, w.format, w.address,
      w.sign_secret as "signSecret"`.execute(db)
  return rows[0]
}

export async function settleMessage(
  db: Db,
  id: number,
  state: 'sent' | 'failed',
  now: Instant,
  error: string | null,
) {
  await sql`update webhook_outbox set state = ${state}, last_error = ${error},
    sent_at = case when ${state} = 'sent' then ${now}::timestamptz end where id = ${id}`.execute(db)
}

/** Puts a message that was not taken back, and lets the others of its webhook wait as long. */
export async function postponeMessages(
  db: Db,
  message: { readonly id: number; readonly webhookId: number },
  dueAt: Instant,
  error: string,
): Promise<void> {
  await sql`update webhook_outbox set state = 'waiting', due_at = ${dueAt}::timestamptz,
      last_error = case when id = ${message.id} then ${error} else last_error end
    where webhook_id = ${message.webhookId}
      and (id = ${message.id} or state = 'waiting' and due_at < ${dueAt}::timestamptz)`.execute(db)
}

/** Messages whose process died while sending: perhaps taken, so they are not sent again. */
export async function settleLeftMessages(db: Db, before: Instant): Promise<number> {
  const result = await sql`update webhook_outbox set state = 'uncertain',
      last_error = 'the process ended while the message was handed over'
    where state = 'sending' and claimed_at < ${before}::timestamptz`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

export async function forgetMessages(db: Db, before: Instant): Promise<void> {
  await sql`delete from webhook_outbox where state <> 'waiting' and created_at < ${before}::timestamptz`.execute(
    db,
  )
}
