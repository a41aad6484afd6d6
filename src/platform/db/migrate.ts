import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql } from './connect.ts'

export const migrationsDir = join(import.meta.dirname, '../../../db/migrations')

export interface Migration {
  readonly name: string
  readonly text: string
  readonly checksum: string
}

/** The numbered SQL files in order, with their checksums. */
export async function readMigrations(dir = migrationsDir): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(dir, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

const lockKey = 7_206_311
/** Applies what is missing, each file in its own transaction; throws when an applied file was edited. Returns the names applied. */
export async function migrate(sql: Sql, migrations?: readonly Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations())
  const connection = await sql.reserve()
  try {
    await connection`select pg_advisory_lock(${lockKey})`
    await connection`create table if not exists schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`
    const rows = await connection<
      { name: string; checksum: string }[]
    >`select name, checksum from schema_migration`
    const done = new Map(rows.map((row) => [row.name, row.checksum]))
    const applied: string[] = []
    for (const { name, text, checksum } of wanted) {
      const before = done.get(name)
      if (before === checksum) continue
      if (before !== undefined) throw new Error(`Migration ${name} was edited after it had been applied`)
      await connection.unsafe(
        `begin; set local statement_timeout = 0; ${text}\n; insert into schema_migration (name, checksum) values ('${name}', '${checksum}'); commit`,
      )
      applied.push(name)
    }
    return applied
  } finally {
    await connection`select pg_advisory_unlock(${lockKey})`.catch(() => undefined)
    connection.release()
  }
}
