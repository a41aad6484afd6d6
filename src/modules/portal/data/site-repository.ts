import type { Db } from '#platform/db/connect.ts'
import { tables } from './tables.ts'

/** The site's settings by key; missing ones are undefined. */
export async function settings(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const rows = await tables(db)
    .selectFrom('site_setting')
    .select(['key', 'value'])
    .where('key', 'in', keys)
    .execute()
  return new Map(rows.map((row) => [row.key, row.value]))
}
