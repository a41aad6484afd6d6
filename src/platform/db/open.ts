import { postgres } from './driver.ts'
import type { Config } from '../config/config.ts'
import { applicationName, type Sql } from './connect.ts'
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts'

export interface Server {
  readonly url: string
  readonly embedded: EmbeddedPostgres | undefined
}

/** Creates the database when the server does not have it yet. */
export async function ensureDatabase(urlOf: (database: string) => string, name: string): Promise<void> {
  const sql = postgres(urlOf('postgres'), { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql`select 1 from pg_database where datname = ${name}`
    if (row === undefined) await sql.unsafe(`create database "${name.replaceAll('"', '')}"`)
  } finally {
    await sql.end()
  }
}

/** Says plainly when a server is too old or sorts Chinese wrongly (stack.md §1). */
export async function checkServer(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [row] = await sql<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`
    if (row !== undefined && row.version < 160_000)
      throw new Error(
        `PostgreSQL 16 or newer is needed; DATABASE_URL points at ${Math.floor(row.version / 10_000)}`,
      )
    if (row !== undefined && row.encoding !== 'UTF8')
      throw new Error(`The database must be encoded in UTF8, not ${row.encoding}`)
  } finally {
    await sql.end()
  }
}

/** Whether another process of this program works on the same database; each names its connections after its pid. */
export async function othersConnected(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ others: boolean }[]>`select exists (
    select 1 from pg_stat_activity where datname = current_database()
      and application_name like 'gongyi %' and application_name <> ${applicationName}) as others`
  return row?.others ?? false
}

/** The PostgreSQL this process works with: the operator's own, or the embedded one. */
export async function openServer(config: Config): Promise<Server> {
  if (config.databaseUrl !== undefined) {
    await checkServer(config.databaseUrl)
    return { url: config.databaseUrl, embedded: undefined }
  }
  const embedded = await startEmbedded(config.varDir)
  await ensureDatabase(embedded.urlOf, 'gongyi')
  return { url: embedded.url, embedded }
}
