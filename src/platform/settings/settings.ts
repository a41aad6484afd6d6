import { sql } from 'kysely'
import type { Db, Sql } from '#platform/db/connect.ts'

/** Settings of the site under these keys, as they were written. */
export async function readSettings(db: Db, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const { rows } = await sql<{ key: string; value: unknown }>`
    select key, value from site_setting where key = any(${keys}::text[])`.execute(db)
  return new Map(rows.map(({ key, value }) => [key, value]))
}

/** Sets one of the site's settings; the value is kept as JSON. */
export async function writeSetting(sql: Sql, key: string, value: object): Promise<void> {
  await sql`insert into site_setting (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)
    on conflict (key) do update set value = excluded.value, updated_at = now()`
}
