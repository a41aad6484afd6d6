import type { FastifyInstance } from 'fastify'
import type { Grant, Role } from '#kernel/permissions.ts'
import { readConfig } from '#platform/config/config.ts'
import { silentLog } from '#platform/log/log.ts'
import type { Deps } from '#platform/module/module.ts'
import { drainOutbox } from '#platform/outbox/outbox.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'
import { allJobs, allSubscriptions, type Application, openApplication } from '../../src/main/application.ts'
import { type StillClock, stillClock } from './clock.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export interface Answer<T = unknown> {
  readonly status: number
  readonly body: T
  readonly headers: Readonly<Record<string, unknown>>
}

/** Somebody signed in: calls the API in memory with their session. */
export interface Person {
  readonly accountId: number
  readonly cookie: string
  call<T = unknown>(
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>
}

export interface TestApplication {
  readonly application: Application
  readonly deps: Deps
  readonly clock: StillClock
  readonly database: TestDatabase
  readonly server: FastifyInstance
  /** Makes an account with grants and a session, without the cost of a password. */
  person(options?: {
    login?: string
    name?: string
    unitId?: number
    grants?: readonly Grant[]
  }): Promise<Person>
  /** A unit that manages instruments. */
  unit(name: string): Promise<number>
  /** A member of a unit with roles over it. */
  member(unitId: number, ...roles: readonly Role[]): Promise<Person>
  readonly visitor: Person
  /** Delivers every waiting event and runs every waiting job. */
  settle(): Promise<void>
  close(): Promise<void>
}

function caller(server: FastifyInstance, accountId: number, cookie: string): Person {
  return {
    accountId,
    cookie,
    async call<T>(method: string, url: string, body?: unknown, headers?: Record<string, string>) {
      const binary = body instanceof Uint8Array
      const response = await server.inject({
        method: method as 'GET',
        url,
        headers: {
          ...(cookie === '' ? {} : { cookie }),
          ...(body === undefined
            ? {}
            : { 'content-type': binary ? 'application/octet-stream' : 'application/json' }),
          'accept-language': 'en',
          ...headers,
        },
        ...(body === undefined ? {} : { payload: binary ? Buffer.from(body) : JSON.stringify(body) }),
      })
      const json = (response.headers['content-type'] ?? '').includes('json')
      return {
        status: response.statusCode,
        headers: response.headers,
        body: (json ? response.json() : response.body) as T,
      }
    },
  }
}

let numbered = 0

/** The whole program on a database of its own with a clock that stands still. */
export async function testApplication(
  options: { now?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<TestApplication> {
  const database = await testDatabase()
  const clock = stillClock(options.now)
  const config = readConfig({ GONGYI_VAR: 'var/test', LOG_LEVEL: 'silent', ...options.environment })
  const application = await openApplication({ database, config, clock, log: silentLog, supervise: false })
  const server = await application.openWeb()
  const { deps } = application
  const person: TestApplication['person'] = async ({ login, name, unitId, grants } = {}) => {
    const made = login ?? `person-${++numbered}`
    const [row] = await database.sql<
      { id: number }[]
    >`insert into account (login, display_name, unit_id, password_hash)
      values (${made}, ${name ?? made}, ${unitId ?? null}, 'none') returning id`
    const id = row?.id ?? 0
    for (const grant of grants ?? [])
      await database.sql`insert into role_grant (account_id, role, scope, scope_id) values (${id}, ${grant.role}, ${grant.scope}, ${grant.scopeId})`
    const token = newToken()
    await database.sql`insert into session (token_sha256, account_id, created_at, last_seen_at, expires_at)
      values (${tokenDigest(token)}, ${id}, ${clock.now()}, ${clock.now()}, '2100-01-01')`
    return caller(server, id, `gongyi_session=${token}`)
  }

  return {
    application,
    deps,
    clock,
    database,
    server,
    visitor: caller(server, 0, ''),
    person,
    async unit(name) {
      const [row] = await database.sql<{ id: number }[]>`insert into unit (name, kind, managing)
        values (${name}, 'university', true) returning id`
      return row?.id ?? 0
    },
    member(unitId, ...roles) {
      const scope = { scope: 'unit', scopeId: String(unitId) } as const
      return person({ unitId, grants: roles.map((role) => ({ role, ...scope })) })
    },
    async settle() {
      for (let round = 0; round < 5; round++) {
        await drainOutbox(deps.db, allSubscriptions, deps, silentLog)
        await application.jobs.drain(allJobs, deps)
      }
    },
    async close() {
      await server.close()
      await application.jobs.stop()
      await database.close()
    },
  }
}
