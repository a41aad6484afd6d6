import type { GeneratedAlways } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'

export type PortalTables = {
  notice: {
    id: GeneratedAlways<number>
    title: string
    title_en: string
    body: string
    body_en: string
    source: string
    source_en: string
    published_at: Instant | string
    valid_until: Instant | string | null
    created_by: number | null
  }
  site_setting: { key: string; value: unknown }
}

/** The database with this module's tables and the site's settings. */
export const tables = (db: Db) => db.$extendTables<PortalTables>()
