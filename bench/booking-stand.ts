import { fork } from 'node:child_process'
import { createServer } from 'node:net'
import { cpus } from 'node:os'
import { join, resolve } from 'node:path'
import { type Database, openDatabase } from '#platform/db/connect.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { ensureDatabase } from '#platform/db/open.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'

/** A bar as `npm run bench` prints it. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly limit: string
  readonly ok: boolean
}
export interface BenchResult {
  readonly bench: string
  readonly machine: string
  readonly metrics: Readonly<Record<string, number>>
  readonly bars: readonly Bar[]
}
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`

export const atLeast = (name: string, value: number, unit: string, limit: number): Bar => ({
  name,
  value: Math.round(value * 100) / 100,
  unit,
  limit: `≥ ${limit}`,
  ok: value >= limit,
})
export const atMost = (name: string, value: number, unit: string, limit: number): Bar => ({
  name,
  value: Math.round(value * 100) / 100,
  unit,
  limit: `≤ ${limit}`,
  ok: value <= limit,
})

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function startWeb(databaseUrl: string): Promise<{ base: string; stop(): void }> {
  const port = await freePort()
  const child = fork(join(import.meta.dirname, '../src/main/serve.ts'), ['--roles=web'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await new Promise<void>((ready, fail) => {
    child.once('message', () => ready())
    child.once('exit', (code) => fail(new Error(`The server ended with ${String(code)}`)))
  })
  return { base: `http://127.0.0.1:${port}`, stop: () => child.kill('SIGTERM') }
}

/** An empty migrated database and, once it is filled, a web process on it. */
export interface Stand {
  readonly url: string
  readonly database: Database
  /** Cookies of so many people with sessions, users of unit 1. */
  people(count: number): Promise<string[]>
  /** Instruments of unit 1, all accepted and open round the clock; returns the first id, the rest follow. */
  instruments(count: number): Promise<number>
  serve(): Promise<string>
  close(): Promise<void>
}

const rules = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  observesHolidays: false,
  granularityMinutes: 30,
  shortestMinutes: 30,
  longestMinutes: 480,
  noticeMinutes: 0,
  horizonDays: 366,
  cancellationLimitMinutes: 1440,
  approval: 'none',
  pendingHolds: true,
  openTo: ['own_unit', 'university', 'institute', 'company', 'society', 'individual'],
}

/** Uses the server of DATABASE_URL, or an embedded one under var/bench with its usual (durable) settings. */
export async function openStand(name: string): Promise<Stand> {
  const given = process.env['DATABASE_URL']
  const embedded = given === undefined ? await startEmbedded(resolve('var/bench')) : undefined
  const urlOf = embedded?.urlOf ?? ((of: string) => (given ?? '').replace(/\/[^/?]*(\?|$)/, `/${of}$1`))
  const admin = openDatabase(urlOf('postgres'), { connections: 1 })
  await admin.sql.unsafe(`drop database if exists "${name}" with (force)`)
  await ensureDatabase(urlOf, name)
  const url = urlOf(name)
  const database = openDatabase(url, { connections: 8, statementTimeoutMs: 600_000 })
  const { sql } = database
  await migrate(sql)
  await sql`insert into unit (name, kind, managing, city_code) values ('Example bench unit', 'university', true, '440100')`
  let web: { stop(): void } | undefined
  return {
    url,
    database,
    async people(count) {
      const cookies: string[] = []
      for (let i = 0; i < count; i++) {
        const token = newToken()
        await sql`with made as (insert into account (login, display_name, unit_id, password_hash)
            values (${`bench-${i}`}, ${`Bench ${i}`}, 1, 'none') returning id)
          insert into session (token_sha256, account_id, created_at, last_seen_at, expires_at)
          select ${tokenDigest(token)}, id, now(), now(), now() + interval '1 day' from made`
        cookies.push(`gongyi_session=${token}`)
      }
      return cookies
    },
    async instruments(count) {
      const [row] = await sql<{ first: number }[]>`with made as (
          insert into instrument (unit_id, inner_id, dictionary, elements, state, accepted_version, name, created_at, updated_at)
          select 1, 'B-' || n, 'g2', '{}', 'accepted', 1, 'Bench microscope ' || n, now(), now()
          from generate_series(1, ${count}::int) n returning id),
        opened as (
          insert into booking_rules (unit_id, instrument_id, version, effective_from, bookable, rules, changed_at)
          select 1, id, 1, '2020-01-01', true, ${JSON.stringify(rules)}::jsonb, now() from made)
        select min(id) as first from made`
      return row?.first ?? 0
    },
    async serve() {
      await sql`analyze`
      const started = await startWeb(url)
      web = started
      return started.base
    },
    async close() {
      web?.stop()
      await database.close()
      await admin.close()
      await embedded?.stop()
    },
  }
}
