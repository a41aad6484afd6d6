import { Kysely, type Transaction } from 'kysely'
import { postgres } from './driver.ts'
import { leaseDialect } from './lease-dialect.ts'
import { leasePool } from './lease-pool.ts'
import type { Sql } from './sql.ts'
import { instant, type Instant } from '#kernel/time.ts'

/** The database without any table known; a module adds its own with `$extendTables`. */
export type Db = Kysely<object>
export type Tx = Transaction<object>
export type { Sql }

export interface Database {
  readonly db: Db
  /** The driver itself, for COPY, cursors and statements Kysely does not know; only `data/` and `platform/db` use it. */
  readonly sql: Sql
  close(): Promise<void>
}

const timestamptz = {
  to: 1184,
  from: [1184],
  serialize: (at: unknown) => (at instanceof Date ? at : new Date(at as number | string)).toISOString(),
  parse: (text: string): Instant => instant(Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)),
}
const number = { to: 20, from: [20, 1700], serialize: String, parse: Number }
const date = { to: 1082, from: [1082], serialize: String, parse: String }
/** A string given for a json parameter is JSON already; everything else is serialised here. */
const json = {
  to: 3802,
  from: [114, 3802],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
}

/** How this process's connections are called on the server. */
export const applicationName = `gongyi ${process.pid}`

/** Connections for single statements beside the leased ones: the queue, health, settings. */
const singleStatementConnections = 4

/** Opens a pool. timestamptz arrives as `Instant`, bigint and numeric as number, date as `YYYY-MM-DD`. */
export function openDatabase(
  url: string,
  options: { connections: number; statementTimeoutMs?: number },
): Database {
  const open = (max: number, onclose?: () => void): Sql =>
    postgres(url, {
      max,
      ...(onclose === undefined ? {} : { onclose }),
      onnotice: () => {},
      types: { timestamptz, number, date, json } as never,
      connection: {
        TimeZone: 'UTC',
        application_name: applicationName,
        statement_timeout: options.statementTimeoutMs ?? 30_000,
        idle_in_transaction_session_timeout: 60_000,
      },
    })
  const pool = leasePool((onLost) => open(1, onLost), options.connections)
  const single = open(Math.min(options.connections, singleStatementConnections))
  const sql = Object.assign(single, { reserve: pool.reserve }) as unknown as Sql
  const db = new Kysely<object>({ dialect: leaseDialect(pool) })
  return {
    db,
    sql,
    async close() {
      await Promise.all([pool.end(), single.end({ timeout: 5 })])
    },
  }
}

const retryable = new Set(['40001', '40P01'])
/** SQLSTATE of a database error, if it is one. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Runs the work in one transaction; deadlocks and serialisation failures are tried again up to five times. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (attempt >= 5 || !retryable.has(sqlState(error) ?? '')) throw error
    }
  }
}
