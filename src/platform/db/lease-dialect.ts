import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type { Lease, LeasePool } from './lease-pool.ts'

const counted = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

class LeasedConnection implements DatabaseConnection {
  readonly lease: Lease
  constructor(lease: Lease) {
    this.lease = lease
  }
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.lease.unsafe<R[] & object[]>(sql, [...parameters] as never[], { prepare: true })
    const rows = [...result] as R[]
    return counted.has(result.command) ? { rows, numAffectedRows: BigInt(result.count) } : { rows }
  }
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are not streamed through Kysely; use the driver’s cursor')
  }
}

class LeaseDriver implements Driver {
  readonly #pool: LeasePool
  constructor(pool: LeasePool) {
    this.#pool = pool
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<LeasedConnection> {
    return new LeasedConnection(await this.#pool.reserve())
  }
  async beginTransaction(
    connection: LeasedConnection,
    { isolationLevel }: TransactionSettings,
  ): Promise<void> {
    const begin = isolationLevel === undefined ? 'begin' : `begin isolation level ${isolationLevel}`
    await connection.executeQuery(CompiledQuery.raw(begin))
  }
  async commitTransaction(connection: LeasedConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }
  /** A lost connection has rolled back already; what went wrong before is what the caller must hear. */
  async rollbackTransaction(connection: LeasedConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined)
  }
  async releaseConnection(connection: LeasedConnection): Promise<void> {
    connection.lease.release()
  }
  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}

/** Kysely over leased connections of postgres.js. */
export const leaseDialect = (pool: LeasePool): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new LeaseDriver(pool),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
})
