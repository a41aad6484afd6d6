import { type Instant, isoOf } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Notice } from '../domain/notice.ts'
import { tables } from './tables.ts'

interface Row {
  id: number
  title: string
  title_en: string
  body: string
  body_en: string
  source: string
  source_en: string
  published_at: Instant | string
  valid_until: Instant | string | null
}

const noticeOf = (row: Row): Notice => ({
  id: row.id,
  title: row.title,
  titleEn: row.title_en,
  body: row.body,
  bodyEn: row.body_en,
  source: row.source,
  sourceEn: row.source_en,
  publishedAt: row.published_at as Instant,
  validUntil: (row.valid_until ?? undefined) as Instant | undefined,
})

/** Notices published by now, newest first; over ones are left out unless asked for. */
export async function publishedNotices(
  db: Db,
  now: Instant,
  options: { limit: number; offset?: number; over?: boolean },
): Promise<Notice[]> {
  const at = isoOf(now)
  let select = tables(db).selectFrom('notice').selectAll().where('published_at', '<=', at)
  if (options.over !== true)
    select = select.where((e) => e.or([e('valid_until', 'is', null), e('valid_until', '>', at)]))
  const rows = await select
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(options.limit)
    .offset(options.offset ?? 0)
    .execute()
  return rows.map(noticeOf)
}

export async function noticeById(db: Db, id: number): Promise<Notice | undefined> {
  const row = await tables(db).selectFrom('notice').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : noticeOf(row)
}

export async function insertNotice(
  tx: Tx,
  notice: Omit<Notice, 'id'>,
  createdBy: number | undefined,
): Promise<number> {
  const row = await tables(tx)
    .insertInto('notice')
    .values({
      title: notice.title,
      title_en: notice.titleEn,
      body: notice.body,
      body_en: notice.bodyEn,
      source: notice.source,
      source_en: notice.sourceEn,
      published_at: isoOf(notice.publishedAt),
      valid_until: notice.validUntil === undefined ? null : isoOf(notice.validUntil),
      created_by: createdBy ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function deleteNotice(tx: Tx, id: number): Promise<void> {
  await tables(tx).deleteFrom('notice').where('id', '=', id).execute()
}
