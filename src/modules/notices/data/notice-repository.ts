import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { InboxNotice, NewNotice } from '../domain/notice.ts'
import type { NoticeChannel, NoticeChoice } from '../domain/notice-topics.ts'
import { tables } from './tables.ts'

/** Writes one line for each person and occasion; answers only those that were not there before. */
export async function insertNotices(
  tx: Tx,
  lines: readonly { readonly accountId: number; readonly notice: NewNotice }[],
  now: Instant,
): Promise<{ accountId: number; onceKey: string }[]> {
  if (lines.length === 0) return []
  const rows = lines.map(({ accountId, notice }) => ({
    account_id: accountId,
    once_key: notice.onceKey,
    topic: notice.topic,
    code: notice.code,
    details: notice.details,
    link: notice.link,
  }))
  // One order for all writers, so that two of them never wait for each other.
  const { rows: written } = await sql<{ accountId: number; onceKey: string }>`
    insert into inbox_notice (account_id, once_key, topic, code, details, link, created_at)
    select account_id, once_key, topic, code, details, link, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (account_id bigint, once_key text, topic text, code text, details jsonb, link text)
    order by account_id, once_key
    on conflict (account_id, once_key) do nothing
    returning account_id as "accountId", once_key as "onceKey"`.execute(tx)
  return written
}

/** A person's notices, newest first, one more than the limit when there are more. */
export async function noticesOf(
  db: Db,
  accountId: number,
  filter: { readonly unread: boolean; readonly before: number | undefined; readonly limit: number },
): Promise<InboxNotice[]> {
  let select = tables(db)
    .selectFrom('inbox_notice')
    .select(['id', 'topic', 'code', 'details', 'link', 'created_at as createdAt', 'read_at as readAt'])
    .where('account_id', '=', accountId)
  if (filter.unread) select = select.where('read_at', 'is', null)
  if (filter.before !== undefined) select = select.where('id', '<', filter.before)
  const rows = await select
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute()
  return rows.map((row) => ({ ...row, readAt: row.readAt ?? undefined }))
}

export async function unreadCount(db: Db, accountId: number): Promise<number> {
  const row = await tables(db)
    .selectFrom('inbox_notice')
    .select((eb) => eb.fn.countAll<number>().as('unread'))
    .where('account_id', '=', accountId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.unread
}

/** Marks the person's own notices as read: those named, or all. */
export async function markRead(
  tx: Tx,
  accountId: number,
  ids: readonly number[] | undefined,
  now: Instant,
): Promise<void> {
  await sql`update inbox_notice set read_at = ${now}::timestamptz
    where account_id = ${accountId} and read_at is null
      and (${ids === undefined}::boolean or id = any(${[...(ids ?? [])]}::bigint[]))`.execute(tx)
}

/** What these people chose; who never chose has no row. */
export async function choicesOf(
  db: Db,
  accountIds: readonly number[],
): Promise<{ accountId: number; topic: string; channel: NoticeChannel }[]> {
  if (accountIds.length === 0) return []
  return tables(db)
    .selectFrom('notice_choice')
    .select(['account_id as accountId', 'topic', 'channel'])
    .where(sql<boolean>`account_id = any(${[...accountIds]}::bigint[])`)
    .execute()
}

export async function saveChoices(
  tx: Tx,
  accountId: number,
  choices: readonly NoticeChoice[],
): Promise<void> {
  if (choices.length === 0) return
  await tables(tx)
    .insertInto('notice_choice')
    .values(choices.map(({ topic, channel }) => ({ account_id: accountId, topic, channel })))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'topic'])
        .doUpdateSet((eb) => ({ channel: eb.ref('excluded.channel') })),
    )
    .execute()
}

/** Removes notices about pages that are gone, and the mails written for them; a link is meant with all below it. */
export async function forgetNotices(tx: Tx, links: readonly string[]): Promise<number> {
  const { rows } = await sql<{ key: string }>`delete from inbox_notice n
    using jsonb_array_elements_text(${JSON.stringify(links)}::jsonb) given (link)
    where n.link = given.link or n.link like given.link || '/%' or n.link like given.link || '?%' or n.link like given.link || '#%'
    returning 'notice ' || n.account_id || ' ' || n.once_key as key`.execute(tx)
  await sql`delete from mail_outbox where once_key in
    (select jsonb_array_elements_text(${JSON.stringify(rows.map((row) => row.key))}::jsonb))`.execute(tx)
  await sql`delete from webhook_outbox o
    using jsonb_array_elements_text(${JSON.stringify(links)}::jsonb) given (link)
    where o.link = given.link or o.link like given.link || '/%' or o.link like given.link || '?%' or o.link like given.link || '#%'`.execute(
    tx,
  )
  return rows.length
}
