import type { Sql } from './connect.ts'

/** Throws away every row of the site except what is named; tables and their migrations stay. */
export async function emptyTables(sql: Sql, kept: readonly string[]): Promise<void> {
  const rows = await sql<{ tablename: string }[]>`
    select tablename from pg_tables where schemaname = 'public' order by tablename`
  const names = rows
    .map((row) => row.tablename)
    .filter((name) => ![...kept, 'schema_migration'].includes(name))
  if (names.length === 0) return
  await sql.unsafe(`truncate ${names.map((name) => `"${name}"`).join(', ')} restart identity cascade`)
}
