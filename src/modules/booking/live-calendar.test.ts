import type { FastifyInstance } from 'fastify'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readConfig } from '#platform/config/config.ts'
import { type Database, openDatabase } from '#platform/db/connect.ts'
import { silentLog } from '#platform/log/log.ts'
import { type Person, testApplication, type TestApplication } from '../../../tests/support/application.ts'
import { makeInstrument, makeUnit, slotOn } from '../../../tests/support/booking.ts'
import { type Application, openApplication } from '../../main/application.ts'
import { openStreams, startCalendarStreams } from './use-cases/calendar-hub.ts'

let app: TestApplication
let user: Person
let unitId: number
let instrumentId: number
/** A second server on the same database, with sockets; the first is called in memory. */
let second: { application: Application; database: Database; server: FastifyInstance; base: string }
const perAddress = 220
beforeAll(async () => {
  app = await testApplication({ now: '2026-11-24T00:00:00Z' })
  unitId = await makeUnit(app)
  user = await app.person({ unitId, name: '读者的名字' })
  instrumentId = await makeInstrument(app, unitId)
  const database = openDatabase(app.database.url, { connections: 4 })
  const config = readConfig({
    GONGYI_VAR: 'var/test',
    LOG_LEVEL: 'silent',
    STREAMS_PER_ADDRESS: String(perAddress),
  })
  const application = await openApplication({
    database,
    config,
    clock: app.clock,
    log: silentLog,
    supervise: false,
  })
  const server = await application.openWeb()
  await server.listen({ host: '127.0.0.1', port: 0 })
  const base = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  second = { application, database, server, base }
})
afterAll(async () => {
  await second.server.close()
  await second.application.jobs.stop()
  await second.database.close()
  await app.close()
})

interface Stream {
  readonly status: number
  /** Reads until the text is there; all that was read. */
  until(text: string): Promise<string>
  leave(): void
}
async function stream(path: string, cookie = ''): Promise<Stream> {
  const caller = new AbortController()
  const reply = await fetch(second.base + path, { signal: caller.signal, headers: { cookie } })
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  let all = ''
  return {
    status: reply.status,
    async until(text) {
      while (!all.includes(text)) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
        if (done) break
        all += value ?? ''
      }
      return all
    },
    leave: () => caller.abort(),
  }
}
const here = () => openStreams(second.application.deps.db)
const eventsOf = (id: number) => `/api/v1/instruments/${id}/calendar-events`
const book = (id: number, from: string, to: string, who = user) =>
  who.call<{ id: number }>('POST', `/api/v1/instruments/${id}/bookings`, {
    ...slotOn('2026-11-26', from, to),
    purpose: '断口观察',
  })

describe('A calendar that is looked at', () => {
  test('hears within two seconds of a booking made on another server, without a name', async () => {
    const open = await stream(eventsOf(instrumentId))
    await open.until('event: open')
    const start = performance.now()
    expect((await book(instrumentId, '09:00', '10:00')).status).toBe(201)
    const text = await open.until('event: changed')
    expect(performance.now() - start).toBeLessThan(2_000)
    expect(text).toContain(`data: {"instrumentIds":[${instrumentId}]}`)
    expect(text).not.toContain('读者的名字')
    open.leave()
  })

  test('hears nothing of other instruments, but of each of those it follows', async () => {
    const [other, another] = [await makeInstrument(app, unitId), await makeInstrument(app, unitId)]
    const open = await stream(`/api/v1/calendar-events?ids=${instrumentId},${other}`)
    await open.until('event: open')
    await book(another, '09:00', '10:00')
    await book(other, '09:00', '10:00')
    expect(await open.until(`${other}]`)).not.toContain(String(another))
    open.leave()
  })

  test('is one’s own: it hears of instruments one has booked, not of others', async () => {
    const [mine, foreign] = [await makeInstrument(app, unitId), await makeInstrument(app, unitId)]
    const stranger = await app.person({ unitId })
    const open = await stream('/api/v1/account/calendar-events', user.cookie)
    await open.until('event: open')
    await book(foreign, '09:00', '10:00', stranger)
    await book(mine, '11:00', '12:00')
    const heard = await open.until(`${mine}]`)
    expect(heard).toMatch(new RegExp(`\\b${mine}\\]`))
    expect(heard).not.toMatch(new RegExp(`[\\[,]${foreign}[,\\]]`))
    open.leave()
  })

  test('of an instrument that is not public tells a visitor nothing', async () => {
    const hidden = await makeInstrument(app, unitId, {}, { accepted: false })
    expect((await stream(eventsOf(hidden))).status).toBe(404)
  })

  test('leaves nothing behind when two hundred readers have come and gone', async () => {
    await vi.waitFor(() => expect(here()).toBe(0), 5_000)
    const readers = await Promise.all(Array.from({ length: 200 }, () => stream(eventsOf(instrumentId))))
    await Promise.all(readers.map((reader) => reader.until('event: open')))
    expect(here()).toBe(200)
    for (const reader of readers) reader.leave()
    await vi.waitFor(() => expect(here()).toBe(0), 10_000)
  })

  test('is refused to an address that has too many open already', async () => {
    const readers = await Promise.all(
      Array.from({ length: perAddress }, () => stream(eventsOf(instrumentId))),
    )
    const refused = await stream(eventsOf(instrumentId))
    expect(refused.status).toBe(429)
    expect(await refused.until('booking.too_many_streams')).toContain('booking.too_many_streams')
    for (const reader of readers) reader.leave()
    await vi.waitFor(() => expect(here()).toBe(0), 10_000)
  })

  test('ends when the process stops', async () => {
    const stopping = new AbortController()
    await startCalendarStreams(second.application.deps, stopping.signal)
    const open = await stream(eventsOf(instrumentId))
    await open.until('event: open')
    stopping.abort()
    expect(await open.until('nothing more comes')).toContain('event: open')
    expect(here()).toBe(0)
  })
})

describe('One’s own calendar', () => {
  test('holds the bookings of the days asked for, of all instruments, and nobody else’s', async () => {
    const person = await app.person({ unitId })
    const made = await book(await makeInstrument(app, unitId), '14:00', '15:00', person)
    const asked = (who: Person, from: string, to: string) =>
      who.call<{ items: { id: number }[] }>('GET', `/api/v1/account/calendar?from=${from}&to=${to}`)
    expect((await asked(person, '2026-11-23', '2026-11-30')).body.items.map(({ id }) => id)).toEqual([
      made.body.id,
    ])
    expect((await asked(person, '2026-12-01', '2026-12-07')).body.items).toEqual([])
    expect((await asked(await app.person({ unitId }), '2026-11-23', '2026-11-30')).body.items).toEqual([])
    expect((await asked(person, '2026-11-23', '2027-11-30')).status).toBe(422)
  })
})
