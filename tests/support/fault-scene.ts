import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import { instantOf } from '#kernel/time.ts'
import { type Database, openDatabase } from '#platform/db/connect.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { placeFor, passwordOf, preparedHome } from '#platform/db/embedded-place.ts'
import { migrate } from '#platform/db/migrate.ts'
import { ensureDatabase } from '#platform/db/open.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'
import { seedDemonstration } from '../../src/main/demonstration/seed-demonstration.ts'
import { liftLimits, openRulesForAYear } from './open-rules.ts'
import { freePort, type ServerProcess, startServer } from './server-process.ts'

/** A small province on a PostgreSQL of its own, durable as in production, and real processes to kill. */
export interface FaultScene {
  /** Instruments open round the clock, booked at once. */
  readonly instruments: readonly number[]
  /** Cookies of people who book. */
  readonly users: readonly string[]
  readonly reporter: { readonly cookie: string; readonly unitId: number }
  /** Starts a process; the one with the role `web` is always found at the same place. */
  start(roles: string, environment?: Readonly<Record<string, string>>): Promise<ServerProcess>
  /** Puts a job into the queue as the timetable would. */
  enqueue(job: string): Promise<void>
  readonly base: string
  /** Kills PostgreSQL as a power cut would. */
  killPostgres(): void
  /** A fresh connection, waited for while PostgreSQL comes back. */
  query<T extends object>(text: string): Promise<T[]>
  /** Lets the time pass after which the queue gives up a dead worker's jobs. */
  giveUpDeadWorkers(): Promise<void>
  close(): Promise<void>
}

const varDir = resolve('var/faults')
const zone = { GONGYI_VAR: varDir }

async function session(database: Database, accountId: number): Promise<string> {
  const token = newToken()
  await database.sql`insert into session (token_sha256, account_id, created_at, last_seen_at, expires_at)
    values (${tokenDigest(token)}, ${accountId}, now(), now(), now() + interval '1 day')`
  return `gongyi_session=${token}`
}

/** The people, instruments and rules of the scene, in a database made anew. */
async function prepare(database: Database) {
  const { sql } = database
  await migrate(sql)
  await seedDemonstration(
    { database, clock: { now: () => instantOf(new Date().toISOString()) } },
    { instruments: 90, users: 300 },
  )
  const found = await sql<{ id: number; unit: number }[]>`
    select id, unit_id as unit from instrument where accepted_version is not null and disposed_on is null order by id limit 20`
  await liftLimits(database)
  await sql`delete from booking_rules`
  await sql`delete from closure`
  await sql`insert into booking_rules (unit_id, instrument_id, version, effective_from, bookable, rules, changed_at)
    select unit_id, id, 1, '2020-01-01', true, ${JSON.stringify(openRulesForAYear)}::jsonb, now() from instrument`
  const people = await sql<{ id: number }[]>`
    select id from account a where not exists (select from role_grant g where g.account_id = a.id) order by id limit 8`
  const [reporter] = await sql<
    { id: number; unit: number }[]
  >`select id, unit_id as unit from account where login = 'reporter'`
  const users = await Promise.all(people.map(({ id }) => session(database, id)))
  return {
    instruments: found.map(({ id }) => id),
    users,
    reporter: { cookie: await session(database, reporter?.id ?? 0), unitId: reporter?.unit ?? 0 },
  }
}

interface Postmaster {
  readonly pid: number
  readonly url: string
}
function postmaster(): Postmaster | undefined {
  const place = placeFor(varDir)
  const file = resolve(preparedHome(place), 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number)
  const password = passwordOf(place.home)
  return { pid: pid ?? 0, url: `postgres://gongyi:${password}@127.0.0.1:${port ?? 0}/gongyi` }
}

/** Asks until there is an answer: PostgreSQL may be on its way back. */
async function patiently<T>(work: (database: Database) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const url = postmaster()?.url
    const database = url === undefined ? undefined : openDatabase(url, { connections: 2 })
    try {
      if (database === undefined) throw new Error('PostgreSQL is not there')
      return await work(database)
    } catch (error) {
      if (attempt >= 150) throw error
      await pause(100)
    } finally {
      await database?.close()
    }
  }
}

/** The queue as an outsider, for as long as the work takes. */
async function withQueue({ sql }: Database, work: (boss: PgBoss) => Promise<unknown>): Promise<void> {
  const boss = new PgBoss({
    db: {
      async executeSql(text, values) {
        if (values !== undefined && values.length > 0)
          return { rows: [...(await sql.unsafe(text, values as never[]))] }
        // Scripts carry a transaction of their own, so they get a connection to themselves.
        const connection = await sql.reserve()
        try {
          const result = await connection.unsafe<object[]>(text).simple()
          return { rows: Array.isArray(result[0]) ? result.flat() : [...result] }
        } finally {
          connection.release()
        }
      },
    },
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => undefined)
  await boss.start()
  await work(boss)
  await boss.stop({ graceful: false, close: false })
}

async function superviseNow(database: Database): Promise<void> {
  const { sql } = database
  await sql`update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`
  await sql`update pgboss.queue set monitor_on = null, monitor_claim_on = null`
  await withQueue(database, (boss) => boss.supervise())
}

export async function faultScene(): Promise<FaultScene> {
  const embedded = await startEmbedded(varDir)
  const admin = openDatabase(embedded.urlOf('postgres'), { connections: 1 })
  await admin.sql.unsafe('drop database if exists gongyi with (force)')
  await admin.close()
  await ensureDatabase(embedded.urlOf, 'gongyi')
  const database = openDatabase(embedded.url, { connections: 3, statementTimeoutMs: 0 })
  const prepared = await prepare(database)
  await database.close()
  // From here on PostgreSQL belongs to the processes under test, as with `npm start`.
  await embedded.stop()
  const port = await freePort()
  const processes: ServerProcess[] = []
  return {
    ...prepared,
    base: `http://127.0.0.1:${port}`,
    async start(roles, environment = {}) {
      const started = await startServer({
        roles,
        environment: { ...zone, ...environment },
        ...(roles.includes('web') ? { port } : {}),
      })
      processes.push(started)
      return started
    },
    killPostgres() {
      const pid = postmaster()?.pid
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    },
    query: (text) => patiently(async ({ sql }) => [...(await sql.unsafe<never[]>(text))]),
    enqueue: (job) => patiently((database) => withQueue(database, (boss) => boss.send(job, {}))),
    giveUpDeadWorkers: () => patiently(superviseNow),
    async close() {
      for (const one of processes) await one.end('SIGKILL')
      const left = await startEmbedded(varDir)
      await left.stop()
    },
  }
}
