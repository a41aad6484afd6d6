import type { GeneratedAlways } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { NoticeChannel } from '../domain/notice-topics.ts'
import type { Db } from '#platform/db/connect.ts'

export type NoticesTables = {
  inbox_notice: {
    account_id: number
    id: GeneratedAlways<number>
    once_key: string
    topic: string
    code: string
    details: Record<string, string | number>
    link: string
    created_at: Instant
    read_at: Instant | null
  }
  notice_choice: { account_id: number; topic: string; channel: NoticeChannel }
}

/** The database with this module's tables, and only these. */
export const tables = (db: Db) => db.$extendTables<NoticesTables>()
