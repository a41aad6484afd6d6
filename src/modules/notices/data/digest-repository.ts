import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { InboxNotice } from '../domain/notice.ts'

/** At which hour each of these people wants their digest; who wants none is not there. */
export async function digestHours(db: Db, accountIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ accountId: number; hour: number }>`select account_id as "accountId", hour
    from notice_digest where account_id = any(${[...accountIds]}::bigint[])`.execute(db)
  return new Map(rows.map(({ accountId, hour }) => [accountId, hour]))
}

export async function saveDigestHour(tx: Tx, accountId: number, hour: number | undefined): Promise<void> {
  if (hour === undefined) await sql`delete from notice_digest where account_id = ${accountId}`.execute(tx)
  else
    await sql`insert into notice_digest (account_id, hour) values (${accountId}, ${hour})
      on conflict (account_id) do update set hour = excluded.hour`.execute(tx)
}

/** People whose notices wait for a digest that is due: today's hour has come, or they want none any more. */
export async function digestsDue(db: Db, today: string, hour: number): Promise<number[]> {
  const { rows } = await sql<{ accountId: number }>`
    select distinct n.account_id as "accountId" from inbox_notice n left join notice_digest d using (account_id)
    where n.digest is not null and (d.account_id is null
      or d.hour <= ${hour} and coalesce(d.last_on < ${today}::date, true)) limit 5000`.execute(db)
  return rows.map((row) => row.accountId)
}

export interface DigestNotice extends InboxNotice {
  readonly channel: 'mail' | 'webhook'
}

/** Takes what waits for the digest of a person, so that nothing is in two of them. */
export async function takeDigest(tx: Tx, accountId: number, today: string): Promise<DigestNotice[]> {
  await sql`update notice_digest set last_on = ${today}::date where account_id = ${accountId}`.execute(tx)
  const { rows } = await sql<DigestNotice & { readAt: Instant | null }>`
    with waiting as (select account_id, id, digest from inbox_notice
      where account_id = ${accountId} and digest is not null for update)
    update inbox_notice n set digest = null from waiting w where n.account_id = w.account_id and n.id = w.id
    returning n.id, n.topic, n.code, n.details, n.link, n.created_at as "createdAt", w.digest as channel`.execute(
    tx,
  )
  return rows.toSorted((a, b) => a.id - b.id)
}

/** Lets notices wait for the digest of their readers. */
export async function markForDigest(
  tx: Tx,
  lines: readonly {
    readonly accountId: number
    readonly onceKey: string
    readonly channel: 'mail' | 'webhook'
  }[],
): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(({ accountId, onceKey, channel }) => ({
    account_id: accountId,
    once_key: onceKey,
    channel,
  }))
  await sql`update inbox_notice n set digest = row.channel
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (account_id bigint, once_key text, channel text)
    where n.account_id = row.account_id and n.once_key = row.once_key`.execute(tx)
}
