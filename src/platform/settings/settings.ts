import type { Sql } from '#platform/db/connect.ts'

/** Sets one of the site's settings; the value is kept as JSON. */
export async function writeSetting(sql: Sql, key: string, value: object): Promise<void> {
  await sql`insert into site_setting (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)
    on conflict (key) do update set value = excluded.value, updated_at = now()`
}
