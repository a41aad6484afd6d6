import { fork } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instant } from '#kernel/time.ts'
import { silentLog } from '#platform/log/log.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { type Person, testApplication, type TestApplication } from '../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, overlapsIn } from '../../../tests/support/booking.ts'
import { openApplication } from '../../main/application.ts'

const callers = 16
const rounds = 30
const day = 86_400_000
const halfHour = 1_800_000

interface Made {
  readonly id: number
  readonly status: string
}
interface Shown {
  readonly version: number
}
type Call = (
  person: Person,
  method: string,
  url: string,
  body?: unknown,
) => Promise<{ status: number; body: unknown }>

let app: TestApplication
let unitId: number
let users: Person[]
let lead: Person
let logins: ReadonlyMap<Person, string>
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  users = await Promise.all(
    Array.from({ length: callers }, (_, i) => app.person({ unitId, login: `racer-${i}` })),
  )
  logins = new Map(users.map((user, i) => [user, `racer-${i}`]))
  lead = await makeLead(app, unitId)
})
afterAll(async () => {
  expect(await overlapsIn(app)).toBe(0)
  await app.close()
})

const mediaTypeOf = (body: unknown) =>
  body instanceof Uint8Array ? 'application/octet-stream' : 'application/json'
const inMemory: Call = (person, method, url, body) => person.call(method, url, body)
const at = (epochMs: number) => new Date(epochMs).toISOString()
/** An hour of its own for every round, a day or more ahead. */
const hourOf = (round: number, from = app.clock.now()) => {
  const start = Math.ceil((from + 2 * day) / halfHour) * halfHour + round * 4 * halfHour
  return { start, end: start + 2 * halfHour }
}
const asBody = ({ start, end }: { start: number; end: number }) => ({
  start: at(start),
  end: at(end),
  purpose: 'Race',
})
const codesOf = (answer: { body: unknown }) =>
  (answer.body as { refusals: { code: string }[] }).refusals.map((refusal) => refusal.code)

async function holders(instrumentId: number, of: { start: number; end: number }): Promise<number> {
  const [row] = await app.database.sql<{ n: number }[]>`select count(*) as n from booking
    where instrument_id = ${instrumentId} and status in ('offered', 'pending', 'confirmed', 'in_use', 'completed')
      and starts_at < ${at(of.end)} and ends_at > ${at(of.start)}`
  return row?.n ?? -1
}

/** Everybody asks for the same hour, some shifted by half of it, so that all of them overlap in the middle. */
async function raceToCreate(instrumentId: number, call: Call, from?: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const hour = hourOf(round, from === undefined ? undefined : instant(from))
    const answers = await Promise.all(
      users.map((user, i) => {
        const shift = i % 2 === 0 ? 0 : halfHour
        const wish = { start: hour.start + shift, end: hour.end + shift }
        return call(user, 'POST', `/api/v1/instruments/${instrumentId}/bookings`, asBody(wish))
      }),
    )
    const won = answers.filter((answer) => answer.status === 201)
    expect(won).toHaveLength(1)
    for (const lost of answers.filter((answer) => answer.status !== 201)) {
      expect(lost.status).toBe(409)
      expect(codesOf(lost)).toEqual(['booking.slot_taken'])
    }
    expect(
      await holders(instrumentId, { start: hour.start + halfHour, end: hour.start + 2 * halfHour }),
    ).toBe(1)
  }
}

/** A sheet with one row that asks for an hour for somebody. */
const sheetFor = (instrumentId: number, who: Person, hour: { start: number; end: number }) =>
  new TextEncoder().encode(
    [
      'instrument,start,end,account,purpose',
      [instrumentId, at(hour.start), at(hour.end), logins.get(who), 'Race'].join(','),
    ].join('\n'),
  )

/** Half of them book, for the other half the lead brings a sheet along, shifted so that all overlap in the middle. */
async function raceToImport(instrumentId: number, call: Call, from?: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const hour = hourOf(round, from === undefined ? undefined : instant(from))
    const answers = await Promise.all(
      users.map(async (user, i) => {
        const shift = i % 4 < 2 ? 0 : halfHour
        const wish = { start: hour.start + shift, end: hour.end + shift }
        if (i % 2 === 0) {
          const booked = await call(
            user,
            'POST',
            `/api/v1/instruments/${instrumentId}/bookings`,
            asBody(wish),
          )
          return booked.status === 201 ? [] : codesOf(booked)
        }
        const sent = await call(
          lead,
          'POST',
          '/api/v1/booking-imports?name=x.csv',
          sheetFor(instrumentId, user, wish),
        )
        expect(sent.status).toBe(200)
        const { rows } = sent.body as { rows: { state: string; reasons: { code: string }[] }[] }
        expect(rows).toHaveLength(1)
        return rows.flatMap((row) => (row.state === 'new' ? [] : row.reasons.map(({ code }) => code)))
      }),
    )
    const won = answers.filter((reasons) => reasons.length === 0)
    expect(won).toHaveLength(1)
    expect(new Set(answers.flat())).toEqual(new Set(['booking.slot_taken']))
    expect(
      await holders(instrumentId, { start: hour.start + halfHour, end: hour.start + 2 * halfHour }),
    ).toBe(1)
  }
}

describe('Sixteen users asking for one hour, thirty rounds: exactly one gets it', () => {
  test('when they book', async () => {
    await raceToCreate(await makeInstrument(app, unitId), inMemory)
  })

  test('when their bookings wait for approval', async () => {
    await raceToCreate(await makeInstrument(app, unitId, { approval: 'lead' }), inMemory)
  })

  test('when sheets are imported for half of them', async () => {
    await raceToImport(await makeInstrument(app, unitId), inMemory)
  })

  test('when they book through two web processes with pools of their own', async () => {
    const database = openDatabase(app.database.url, { connections: 10 })
    const second = await openApplication({
      database,
      config: app.deps.config,
      clock: app.clock,
      log: silentLog,
      supervise: false,
    })
    const server = await second.openWeb()
    const servers = [app.server, server]
    let turn = 0
    const call: Call = async (person, method, url, body) => {
      const answer = await (servers[turn++ % 2] ?? server).inject({
        method: method as 'POST',
        url,
        headers: { cookie: person.cookie, 'content-type': mediaTypeOf(body) },
        payload: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
      })
      return { status: answer.statusCode, body: answer.json<unknown>() }
    }
    await raceToCreate(await makeInstrument(app, unitId), call)
    await raceToImport(await makeInstrument(app, unitId), call)
    await server.close()
    await second.jobs.stop()
    await database.close()
  })

  test('when each moves a booking of their own there', async () => {
    const target = await makeInstrument(app, unitId, { horizonDays: 200, cancellationLimitMinutes: 0 })
    const versions = new Map<number, { id: number; version: number }>()
    for (const [i, user] of users.entries()) {
      const start = hourOf(0).start + 90 * day + i * 4 * halfHour
      const made = await user.call<Made>(
        'POST',
        `/api/v1/instruments/${target}/bookings`,
        asBody({ start, end: start + halfHour }),
      )
      versions.set(i, { id: made.body.id, version: 1 })
    }
    for (let round = 0; round < rounds; round++) {
      const hour = hourOf(round)
      const answers = await Promise.all(
        users.map(async (user, i) => {
          const own = versions.get(i) ?? { id: 0, version: 0 }
          const answer = await user.call<Shown>('PUT', `/api/v1/bookings/${own.id}/slot`, {
            ...asBody(hour),
            version: own.version,
          })
          if (answer.status === 200) versions.set(i, { id: own.id, version: answer.body.version })
          return answer
        }),
      )
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
      expect(await holders(target, hour)).toBe(1)
    }
  })

  test('when sixteen leads decide about one request, of which half would reject it', async () => {
    const instrumentId = await makeInstrument(app, unitId, { approval: 'lead' })
    const leads = await Promise.all(Array.from({ length: callers }, () => makeLead(app, unitId)))
    for (let round = 0; round < rounds; round++) {
      const hour = hourOf(round)
      const made = await users[0]?.call<Made>(
        'POST',
        `/api/v1/instruments/${instrumentId}/bookings`,
        asBody(hour),
      )
      const id = made?.body.id ?? 0
      const answers = await Promise.all(
        leads.map((one, i) =>
          one.call('POST', `/api/v1/bookings/${id}/decision`, {
            approve: i % 2 === 0,
            note: 'Decided',
            version: 1,
          }),
        ),
      )
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
      const [stored] = await app.database.sql<
        { status: string; version: number }[]
      >`select status, version from booking where id = ${id}`
      expect(stored).toMatchObject({ version: 2 })
      expect(['confirmed', 'rejected']).toContain(stored?.status)
    }
  })

  test('with a gap to the next where the rules ask for one, which no constraint knows', async () => {
    const instrumentId = await makeInstrument(app, unitId, { bufferMinutes: 60 })
    for (let round = 0; round < rounds; round++) {
      const start = hourOf(0).start + round * 24 * halfHour
      const answers = await Promise.all(
        users.map((user, i) => {
          const own = start + (i % 2) * 2 * halfHour
          return user.call(
            'POST',
            `/api/v1/instruments/${instrumentId}/bookings`,
            asBody({ start: own, end: own + 2 * halfHour }),
          )
        }),
      )
      expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
    }
  })
})

describe('A booking and a closure made at the same moment', () => {
  test('never both stand unless the closure has seen the booking', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    for (let round = 0; round < rounds; round++) {
      const hour = hourOf(round)
      const [booked, closed] = await Promise.all([
        (users[round % callers] ?? lead).call<Made>(
          'POST',
          `/api/v1/instruments/${instrumentId}/bookings`,
          asBody(hour),
        ),
        lead.call('POST', `/api/v1/instruments/${instrumentId}/closures`, {
          ...asBody(hour),
          kind: 'maintenance',
        }),
      ])
      expect([booked.status, closed.status].filter((status) => status === 201)).toHaveLength(1)
    }
  })
})

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

describe('Two server processes on one database', () => {
  test('give one slot to one of sixteen users, whether they book or a sheet is imported for them', async () => {
    const ports = [await freePort(), await freePort()]
    const children = ports.map((port) =>
      fork(join(import.meta.dirname, '../../main/serve.ts'), ['--roles=web'], {
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          DATABASE_URL: app.database.url,
          PORT: String(port),
          LOG_LEVEL: 'silent',
        },
        execArgv: [],
        stdio: 'ignore',
      }),
    )
    await Promise.all(children.map((child) => new Promise((ready) => child.once('message', ready))))
    try {
      // These processes live by the real clock, and so must the sessions they see.
      await app.database.sql`update session set last_seen_at = now()`
      const instrumentId = await makeInstrument(app, unitId, { horizonDays: 366 })
      let turn = 0
      const call: Call = async (person, method, url, body) => {
        const answer = await fetch(`http://127.0.0.1:${ports[turn++ % 2] ?? 0}${url}`, {
          method,
          headers: { cookie: person.cookie, 'content-type': mediaTypeOf(body) },
          body: body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
        })
        return { status: answer.status, body: await answer.json() }
      }
      await raceToCreate(instrumentId, call, Date.now())
      await raceToImport(await makeInstrument(app, unitId), call, Date.now())
    } finally {
      for (const child of children) child.kill('SIGTERM')
      await Promise.all(children.map((child) => new Promise((gone) => child.once('exit', gone))))
    }
  }, 120_000)
})
