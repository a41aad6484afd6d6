import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus, totalmem } from 'node:os'
import { resolve } from 'node:path'
import { type Database, openDatabase } from '#platform/db/connect.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { ensureDatabase } from '#platform/db/open.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'
import { type ServerProcess, startServer } from '../tests/support/server-process.ts'

/** A limit a benchmark must keep; `limit` reads `≥ 500` or `≤ 60`. */
export interface Bar {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly limit: string
  readonly ok: boolean
}
/** What every bench/<name>.ts exports as `run`. */
export interface BenchResult {
  readonly metrics: Readonly<Record<string, unknown>>
  readonly bars: readonly Bar[]
}

const rounded = (value: number) => Math.round(value * 100) / 100
export const atLeast = (name: string, value: number, unit: string, limit: number): Bar => ({
  name,
  value: rounded(value),
  unit,
  limit: `≥ ${limit}`,
  ok: value >= limit,
})
export const atMost = (name: string, value: number, unit: string, limit: number): Bar => ({
  name,
  value: rounded(value),
  unit,
  limit: `≤ ${limit}`,
  ok: value <= limit,
})

/** `2 × Some CPU, 7.8 GiB, Node v26.10.0` */
export const machine = (): string =>
  `${cpus().length} × ${(cpus()[0]?.model ?? 'unknown').trim()}, ${(totalmem() / 2 ** 30).toFixed(1)} GiB, Node ${process.version}`

/** Tells whoever watches; results go to stdout, this to stderr. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** A migrated database without rows and the server processes on it. */
export interface Stand {
  readonly url: string
  readonly database: Database
  /** Starts a server; the first one listens on HOST and PORT when these are set. */
  serve(roles?: string): Promise<ServerProcess>
  close(): Promise<void>
}

const rootOf = (url: string) => (name: string) => {
  const at = new URL(url)
  at.pathname = `/${name}`
  return at.href
}

/**
 * A fresh database on the server of DATABASE_URL, or on an embedded one under var/bench with its usual settings: writes
 * are as durable as in production.
 */
export async function openStand(name: string): Promise<Stand> {
  const given = process.env['DATABASE_URL']
  const embedded = given === undefined ? await startEmbedded(resolve('var/bench')) : undefined
  const urlOf = embedded?.urlOf ?? rootOf(given ?? '')
  const admin = openDatabase(urlOf('postgres'), { connections: 1 })
  await admin.sql.unsafe(`drop database if exists "${name}" with (force)`)
  await ensureDatabase(urlOf, name)
  const url = urlOf(name)
  const database = openDatabase(url, { connections: 8, statementTimeoutMs: 0 })
  await migrate(database.sql)
  const servers: ServerProcess[] = []
  return {
    url,
    database,
    async serve(roles = 'web') {
      await database.sql`analyze`
      const { HOST, PORT } = process.env
      const given_ = servers.length === 0 && PORT !== undefined ? { port: Number(PORT) } : {}
      const server = await startServer({
        databaseUrl: url,
        roles,
        ...(HOST === undefined ? {} : { host: HOST }),
        ...given_,
      })
      servers.push(server)
      return server
    },
    async close() {
      for (const server of servers) await server.end()
      await database.close()
      await admin.sql.unsafe(`drop database if exists "${name}" with (force)`)
      await admin.close()
      if (embedded?.adopted === false) await embedded.stop()
    },
  }
}

/** Gives existing accounts a session each; returns their cookies in the order asked. */
export async function sessionsOf(database: Database, accountIds: readonly number[]): Promise<string[]> {
  const cookies: string[] = []
  for (const id of accountIds) {
    const token = newToken()
    await database.sql`insert into session (token_sha256, account_id, created_at, last_seen_at, expires_at)
      values (${tokenDigest(token)}, ${id}, now(), now(), now() + interval '1 day')`
    cookies.push(`gongyi_session=${token}`)
  }
  return cookies
}

export interface Shot {
  readonly path: string
  readonly method?: string
  readonly cookie?: string
  readonly body?: unknown
}
export interface Answer {
  readonly status: number
  readonly bytes: number
  readonly milliseconds: number
  readonly text: string
}

/** One request over a kept-alive connection. */
export function shoot(agent: Agent, base: string, shot: Shot): Promise<Answer> {
  const body = shot.body === undefined ? undefined : JSON.stringify(shot.body)
  const start = performance.now()
  return new Promise((done, fail) => {
    const sent = request(
      new URL(shot.path, base),
      {
        agent,
        method: shot.method ?? 'GET',
        headers: {
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...(shot.cookie === undefined ? {} : { cookie: shot.cookie }),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.once('error', fail)
        response.once('end', () => {
          const bytes = Buffer.concat(chunks)
          const milliseconds = performance.now() - start
          done({
            status: response.statusCode ?? 0,
            bytes: bytes.length,
            milliseconds,
            text: bytes.toString('utf8'),
          })
        })
      },
    )
    sent.once('error', fail)
    sent.end(body)
  })
}

export interface LoadReport {
  readonly requests: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Answers by status. */
  readonly statuses: Readonly<Record<number, number>>
}

/** The value below which the share of the (sorted) values lies. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Keeps `concurrency` requests under way for so long; `next` says what the n-th one is. */
export async function load(
  base: string,
  options: { readonly concurrency: number; readonly seconds: number; readonly next: (n: number) => Shot },
): Promise<LoadReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.concurrency })
  const times: number[] = []
  const statuses: Record<number, number> = {}
  let n = 0
  const start = performance.now()
  const until = start + options.seconds * 1_000
  const lane = async () => {
    while (performance.now() < until) {
      const answer = await shoot(agent, base, options.next(n++))
      times.push(answer.milliseconds)
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, lane))
  agent.destroy()
  const seconds = (performance.now() - start) / 1_000
  const sorted = times.toSorted((a, b) => a - b)
  return {
    requests: times.length,
    perSecond: rounded(times.length / seconds),
    p50: rounded(percentile(sorted, 0.5)),
    p95: rounded(percentile(sorted, 0.95)),
    p99: rounded(percentile(sorted, 0.99)),
    statuses,
  }
}

/** MiB of memory a process holds now; Linux only. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes ?? 0) / 1024
}

/** Watches a process until stopped; says the greatest amount of memory (MiB) it held. */
export function watchMemory(pid: number): { stop(): number } {
  let peak = memoryOf(pid)
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid))
  }, 50)
  return {
    stop() {
      clearInterval(timer)
      return Math.max(peak, memoryOf(pid))
    },
  }
}
