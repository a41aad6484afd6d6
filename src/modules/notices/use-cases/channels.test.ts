import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day, hour, minute } from '#kernel/time.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { makeInstrument, makeUnit, slotOn } from '../../../../tests/support/booking.ts'
import { type MailServer, mailServer } from '../../../../tests/support/mail-server.ts'
import type { WebhookView } from '../contract/webhooks.ts'

let app: TestApplication
let mail: MailServer
let robot: Server
let address: string
let mood: 'answers' | 'silent' | 'redirects' | 'refuses' = 'answers'
const taken: { id: number; title: string }[] = []
const held: ServerResponse[] = []
let unitId: number
let instrumentId: number
let user: Person
let admin: Person

const receive = async (chunks: AsyncIterable<Buffer>) => {
  const parts: Buffer[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return JSON.parse(Buffer.concat(parts).toString()) as { id: number; title: string }
}
beforeAll(async () => {
  robot = createServer((request, response) => {
    void receive(request).then((message) => {
      if (mood === 'silent') return held.push(response)
      if (mood === 'redirects') return response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
      if (mood === 'refuses') return response.writeHead(410).end()
      taken.push(message)
      return response.end('{}')
    })
  })
  await new Promise<void>((up) => robot.listen(0, '127.0.0.1', up))
  const host = `127.0.0.1:${(robot.address() as AddressInfo).port}`
  address = `http://${host}/hook?key=secret-1234`
  mail = await mailServer()
  app = await testApplication({
    environment: { SMTP_URL: mail.url, WEBHOOK_PRIVATE_HOSTS: host, PUBLIC_URL: 'https://gy.test' },
  })
  unitId = await makeUnit(app)
  admin = await app.member(unitId, 'unit_administrator')
  instrumentId = await makeInstrument(app, unitId)
})
beforeEach(async () => {
  mood = 'answers'
  taken.length = 0
  user = await app.person({ unitId })
  await app.database
    .sql`update account set email = ${`u${user.accountId}@example.org`} where id = ${user.accountId}`
})
afterAll(async () => {
  for (const response of held) response.destroy()
  robot.close()
  await app.close()
})

const keep = (who: Person, more: object = {}) =>
  who.call<{ id: number }>('POST', '/api/v1/inbox/webhooks', {
    name: 'Robot',
    format: 'json',
    address,
    ...more,
  })
const choose = (channel: string, more: object = {}) =>
  user.call('PUT', '/api/v1/inbox/choices', { choices: [{ topic: 'booking', channel }], ...more })
let date = Temporal.PlainDate.from('2026-11-25')
const book = async () => {
  date = date.add({ days: 1 })
  const slot = slotOn(date.toString(), '09:00', '10:00')
  return (await user.call('POST', `/api/v1/instruments/${instrumentId}/bookings`, { ...slot, purpose: 'x' }))
    .status
}
const hooks = async (who: Person) =>
  (await who.call<{ items: WebhookView[] }>('GET', '/api/v1/inbox/webhooks')).body.items

describe('A webhook', () => {
  test('is kept only where messages may go, and shown without its secret', async () => {
    const refused = await keep(user, { address: 'https://10.0.0.1/x' })
    expect(refused).toMatchObject({ status: 422, body: { refusals: [{ code: 'notices.webhook_address' }] } })
    expect((await keep(user, { address: 'http://example.org/x' })).status).toBe(422)
    expect((await keep(user, { unitId })).status).toBe(403)
    await keep(user)
    expect(await hooks(user)).toMatchObject([
      { address: expect.stringMatching(/\/…1234$/) as string, failed: 0 },
    ])
    expect(JSON.stringify(await hooks(user))).not.toContain('secret')
    const [hook] = await hooks(user)
    expect((await admin.call('DELETE', `/api/v1/inbox/webhooks/${hook?.id}`)).status).toBe(404)
  })

  test('that is slow, and a dead mail server, stop no booking; each notice leaves once afterwards', async () => {
    expect(await book()).toBe(201)
    await app.settle()
    await keep(user)
    await choose('webhook')
    mood = 'silent'
    expect(await book()).toBe(201)
    await app.settle()
    expect(await book()).toBe(201)
    await app.settle()
    expect(taken).toEqual([])
    expect((await hooks(user))[0]).toMatchObject({ waiting: 2, lastError: 'no answer in five seconds' })
    mood = 'answers'
    expect(mail.taken).toEqual([])
    await mail.up()
    app.clock.advance(5 * minute)
    await app.deps.jobs.enqueue(app.deps.db as never, 'notices.send-mail', {})
    await app.deps.jobs.enqueue(app.deps.db as never, 'notices.send-webhooks', {})
    await app.settle()
    await app.settle()
    expect(taken).toHaveLength(2)
    expect(new Set(taken.map(({ id }) => id)).size).toBe(2)
    expect(mail.taken).toHaveLength(1)
    await mail.down()
    expect((await hooks(user))[0]).toMatchObject({ waiting: 0, failed: 0 })
  }, 60_000)

  test('is not sent again what a killed process was sending, and its owner sees it', async () => {
    await keep(user)
    await choose('webhook')
    await book()
    mood = 'silent'
    await app.settle()
    await app.database.sql`update webhook_outbox set state = 'sending' where state = 'waiting'`
    mood = 'answers'
    app.clock.advance(11 * minute)
    await app.deps.jobs.enqueue(app.deps.db as never, 'notices.send-webhooks', {})
    await app.settle()
    expect(taken).toEqual([])
    expect((await hooks(user))[0]).toMatchObject({ failed: 1, waiting: 0 })
  }, 60_000)

  test('is neither followed elsewhere nor asked again when it is gone', async () => {
    await keep(user)
    await choose('webhook')
    for (const how of ['redirects', 'refuses'] as const) {
      mood = how
      await book()
      await app.settle()
    }
    expect((await hooks(user))[0]).toMatchObject({ failed: 2, lastError: 'answered 410' })
    expect(taken).toEqual([])
  })
})

describe('A person', () => {
  test('who wants none is not told at all', async () => {
    await choose('none')
    await book()
    await app.settle()
    const inbox = await user.call<{ items: unknown[] }>('GET', '/api/v1/inbox')
    expect(inbox.body.items).toEqual([])
  })
})

describe('A digest', () => {
  test('holds what was told since, once a day at the hour chosen', async () => {
    await keep(user)
    await choose('webhook', { digestHour: 8 })
    await app.database
      .sql`insert into inbox_notice (account_id, once_key, topic, code, details, link, created_at, digest)
      values (${user.accountId}, 'a', 'report', 'not_found', '{}', '/reports', ${app.clock.now()}, 'webhook'),
        (${user.accountId}, 'b', 'report', 'not_found', '{}', '/reports', ${app.clock.now()}, 'webhook')`
    const run = async () => {
      await app.deps.jobs.enqueue(app.deps.db as never, 'notices.send-digests', {})
      await app.settle()
    }
    app.clock.set('2026-11-25T07:59:00+08:00')
    await run()
    expect(taken).toEqual([])
    app.clock.advance(hour)
    await run()
    await run()
    expect(taken).toMatchObject([{ title: '2 条消息' }])
    app.clock.advance(day)
    await run()
    expect(taken).toHaveLength(1)
  })
})
