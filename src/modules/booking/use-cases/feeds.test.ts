import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/time.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, slotOn } from '../../../../tests/support/booking.ts'
import { type MailServer, mailServer } from '../../../../tests/support/mail-server.ts'
import type { CalendarFeedView } from '../contract/feeds.ts'

let app: TestApplication
let mail: MailServer
let instrumentId: number
let user: Person
let lead: Person
let other: Person
beforeAll(async () => {
  mail = await mailServer()
  await mail.up()
  app = await testApplication({
    environment: {
      SMTP_URL: mail.url,
      MAIL_FROM: '共仪 <noreply@example.org>',
      PUBLIC_URL: 'https://gy.test',
    },
  })
  const unitId = await makeUnit(app)
  user = await app.person({ name: '王小明', unitId: await makeUnit(app) })
  await app.database.sql`update account set email = 'w@example.org' where id = ${user.accountId}`
  lead = await makeLead(app, unitId)
  other = await makeLead(app, await makeUnit(app))
  instrumentId = await makeInstrument(app, unitId)
})
afterAll(async () => {
  await mail.down()
  await app.close()
})

const open = async (who: Person, body: unknown) =>
  (await who.call<{ id: number; address: string }>('POST', '/api/v1/calendar-feeds', body)).body
const path = (address: string) => new URL(address).pathname
const read = (address: string, headers: Record<string, string> = {}) =>
  app.visitor.call<string>('GET', path(address), undefined, headers)
const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((vevent) => ({
    uid: vevent.getFirstPropertyValue('uid'),
    sequence: vevent.getFirstPropertyValue('sequence'),
    status: vevent.getFirstPropertyValue('status'),
    summary: String(vevent.getFirstPropertyValue('summary')),
    start: new ICAL.Event(vevent).startDate.toJSDate().toISOString(),
  }))
const feed = async (address: string) => events((await read(address)).body)
const book = async (date: string) => {
  const made = await user.call<{ id: number }>('POST', `/api/v1/instruments/${instrumentId}/bookings`, {
    ...slotOn(date, '09:00', '11:00'),
    purpose: 'Thin films; secret, maybe',
  })
  expect(made.status).toBe(201)
  return made.body.id
}
const cancel = (id: number, version: number) =>
  user.call('POST', `/api/v1/bookings/${id}/cancellation`, { reason: 'ill', version })
const list = async (who: Person) =>
  (await who.call<{ items: CalendarFeedView[] }>('GET', '/api/v1/calendar-feeds')).body.items

describe('A calendar feed', () => {
  test('shows a booking to its user, its lead and, as taken time only, to others; cancelled ones for 30 days', async () => {
    const [mine, managed, taken] = [
      await open(user, { kind: 'mine' }),
      await open(lead, { kind: 'managed' }),
      await open(other, { kind: 'instrument', instrumentId }),
    ]
    const notTheirs = await open(other, { kind: 'managed' })
    const id = await book('2026-11-26')
    expect(await feed(mine.address)).toMatchObject([
      {
        uid: `booking-${id}@gy.test`,
        sequence: 1,
        status: 'CONFIRMED',
        start: '2026-11-26T01:00:00.000Z',
      },
    ])
    expect((await feed(managed.address))[0]?.summary).toMatch(/^Example microscope.* – 王小明$/)
    expect(await feed(notTheirs.address)).toEqual([])
    const public_ = (await read(taken.address)).body
    expect(events(public_)).toMatchObject([{ uid: `taken-${id}@gy.test`, summary: '已占用' }])
    expect(public_).not.toContain('王小明')
    expect(public_).not.toContain('Thin films')

    await cancel(id, 1)
    expect(await feed(mine.address)).toMatchObject([
      { uid: `booking-${id}@gy.test`, sequence: 2, status: 'CANCELLED' },
    ])
    app.clock.advance(31 * day)
    expect(await feed(mine.address)).toEqual([])
    app.clock.advance(-31 * day)
  })

  test('is answered with 304 while nothing changed, and is for its reader alone', async () => {
    const { address } = await open(await app.person(), { kind: 'mine' })
    const first = await read(address)
    expect(first.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=300',
    })
    const again = await read(address, { 'if-none-match': String(first.headers['etag']) })
    expect(again).toMatchObject({ status: 304, body: '' })
  })

  test('gets a new address, and is revoked, by its owner alone', async () => {
    const person = await app.person()
    const { id, address } = await open(person, { kind: 'mine' })
    expect((await person.call('POST', '/api/v1/calendar-feeds', { kind: 'mine' })).status).toBe(409)
    expect((await other.call('DELETE', `/api/v1/calendar-feeds/${id}`)).status).toBe(404)
    const renewed = await person.call<{ address: string }>('POST', `/api/v1/calendar-feeds/${id}/address`)
    expect((await read(address)).status).toBe(404)
    expect((await read(renewed.body.address)).status).toBe(200)
    expect((await list(person))[0]?.lastReadAt).toBeDefined()
    expect((await person.call('DELETE', `/api/v1/calendar-feeds/${id}`)).status).toBe(204)
    expect((await read(renewed.body.address)).status).toBe(404)
    expect((await list(person))[0]?.revokedAt).toBeDefined()
  })

  test('of an instrument that is not in public, or of a locked account, there is none', async () => {
    const draft = await makeInstrument(app, await makeUnit(app), {}, { accepted: false })
    const answer = await user.call('POST', '/api/v1/calendar-feeds', {
      kind: 'instrument',
      instrumentId: draft,
    })
    expect(answer.status).toBe(404)
    const person = await app.person()
    const { address } = await open(person, { kind: 'mine' })
    await app.database.sql`update account set status = 'locked' where id = ${person.accountId}`
    expect((await read(address)).status).toBe(404)
  })
})

describe('The owner of a booking', () => {
  test('is told by mail with an invitation, and with a cancellation of the same event', async () => {
    await app.settle()
    mail.taken.length = 0
    const id = await book('2026-11-27')
    await app.settle()
    await cancel(id, 1)
    await app.settle()
    const parts = mail.taken.map(({ text }) => text)
    expect(parts).toHaveLength(2)
    const invited = parts.map((text) => ({
      method: /METHOD:(\w+)/.exec(text)?.[1],
      events: events(/BEGIN:VCALENDAR[^]*?END:VCALENDAR/.exec(text)?.[0] ?? ''),
    }))
    expect(invited).toMatchObject([
      { method: 'REQUEST', events: [{ uid: `booking-${id}@gy.test`, sequence: 1, status: 'CONFIRMED' }] },
      { method: 'CANCEL', events: [{ uid: `booking-${id}@gy.test`, sequence: 2, status: 'CANCELLED' }] },
    ])
  })
})
