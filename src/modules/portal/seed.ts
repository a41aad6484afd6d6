import type { Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedNotice {
  readonly id: number
  readonly title: string
  readonly titleEn: string
  readonly body: string
  readonly bodyEn: string
  readonly source: string
  readonly sourceEn: string
  readonly publishedAt: Instant
  readonly createdBy: number
}

export async function seedNotices(sql: Sql, notices: readonly SeedNotice[]): Promise<void> {
  await copyRows(
    sql,
    'notice',
    ['id', 'title', 'title_en', 'body', 'body_en', 'source', 'source_en', 'published_at', 'created_by'],
    rowsOf(notices, (one) => [
      one.id,
      one.title,
      one.titleEn,
      one.body,
      one.bodyEn,
      one.source,
      one.sourceEn,
      timeCell(one.publishedAt),
      one.createdBy,
    ]),
  )
  await moveSequence(sql, 'notice')
}
