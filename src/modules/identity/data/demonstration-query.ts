import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'

/** Settings of the site under these keys, as they were written. */
export async function siteSettings(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { rows } = await sql<{ key: string; value: unknown }>`
    select key, value from site_setting where key = any(${keys}::text[])`.execute(db)
  return new Map(rows.map(({ key, value }) => [key, value]))
}
