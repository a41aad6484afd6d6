import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, slotOn } from '../../../tests/support/booking.ts'

interface Problem {
  readonly refusals: readonly { readonly code: string; readonly message: string }[]
}
interface Certificates {
  readonly items: readonly { readonly id: number; readonly version: number; readonly standing: string }[]
}

let app: TestApplication
let unitId: number
let otherUnit: number
let lead: Person
let otherLead: Person
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  otherUnit = await makeUnit(app)
  lead = await makeLead(app, unitId)
  otherLead = await makeLead(app, otherUnit)
})
afterAll(() => app.close())

const codes = (answer: Answer) => (answer.body as Problem).refusals.map(({ code }) => code)
const night = { nightFrom: '22:00', nightUntil: '07:00' }
const ask = (who: Person, instrumentId: number, levels: object, version = 0) =>
  who.call('PUT', `/api/v1/instruments/${instrumentId}/qualification`, { version, ...night, ...levels })
const certify = (who: Person, instrumentId: number, login: string, more: object = {}) =>
  who.call<{ id: number }>('POST', `/api/v1/units/${unitId}/certificates`, {
    ...{ covers: 'instruments', instrumentIds: [instrumentId], who: login, level: 'independent' },
    ...more,
  })
const morning = slotOn('2026-11-26', '09:00', '10:00')
const book = (who: Person, instrumentId: number, slot = morning, more: object = {}) =>
  who.call<{ id: number; status: string }>('POST', `/api/v1/instruments/${instrumentId}/bookings`, {
    ...{ ...slot, purpose: 'Thin films' },
    ...more,
  })

async function strictInstrument(rules: object = {}): Promise<number> {
  const instrumentId = await makeInstrument(app, unitId, rules)
  expect((await ask(lead, instrumentId, { byDay: 'independent', atNight: 'night' })).status).toBe(200)
  return instrumentId
}
const stranger = (login: string) => app.person({ login, unitId: otherUnit })

describe('An instrument that asks for a level', () => {
  test('is not booked without a certificate and is booked with one', async () => {
    const instrumentId = await strictInstrument()
    const user = await stranger('ming')
    const refused = await book(user, instrumentId)
    expect(codes(refused)).toEqual(['qualification.needed'])
    expect(JSON.stringify(refused.body)).toContain('Independent use')
    const check = await user.call('POST', `/api/v1/instruments/${instrumentId}/booking-checks`, morning)
    expect(codes(check)).toEqual(['qualification.needed'])
    expect((await certify(lead, instrumentId, 'ming')).status).toBe(201)
    expect((await book(user, instrumentId)).status).toBe(201)
    expect(codes(await book(user, instrumentId, slotOn('2026-11-26', '21:00', '23:00')))).toContain(
      'qualification.needed',
    )
  })

  test('lets people use it with a guide, and its lead without a certificate', async () => {
    const instrumentId = await strictInstrument()
    const guided = await book(await stranger('hua'), instrumentId, morning, { serviceWay: 'guided' })
    expect(guided.status).toBe(201)
    expect((await book(lead, instrumentId, slotOn('2026-11-26', '11:00', '12:00'))).status).toBe(201)
  })

  test('stays where it is until a certificate reaches the new time', async () => {
    const instrumentId = await strictInstrument({ cancellationLimitMinutes: 60 })
    const user = await stranger('lan')
    await certify(lead, instrumentId, 'lan', { validFrom: '2026-01-01', validUntil: '2026-11-26' })
    const { body } = await book(user, instrumentId)
    const move = (slot: object) =>
      user.call('PUT', `/api/v1/bookings/${body.id}/slot`, { ...slot, version: 1 })
    expect(codes(await move(slotOn('2026-11-27', '09:00', '10:00')))).toEqual([
      'qualification.expires_before_slot',
    ])
    expect((await move(slotOn('2026-11-26', '14:00', '15:00'))).status).toBe(200)
  })

  test('is not granted to somebody whose certificate was suspended meanwhile', async () => {
    const instrumentId = await strictInstrument({ approval: 'lead' })
    const user = await stranger('wei')
    const { body: made } = await certify(lead, instrumentId, 'wei')
    const { body } = await book(user, instrumentId)
    expect(body.status).toBe('pending')
    const change = (who: Person, act: string, version: number, reason = 'The door was left open') =>
      who.call('POST', `/api/v1/certificates/${made.id}/standing`, { act, reason, version })
    const grant = () =>
      lead.call('POST', `/api/v1/bookings/${body.id}/decision`, { approve: true, note: '', version: 1 })
    expect(codes(await change(lead, 'suspend', 1, ''))).toEqual(['qualification.reason_needed'])
    expect((await change(otherLead, 'suspend', 1)).status).toBe(404)
    expect((await change(lead, 'suspend', 1)).status).toBe(204)
    expect(codes(await change(lead, 'suspend', 2))).toEqual(['qualification.certificate_not_so'])
    expect(codes(await grant())).toEqual(['qualification.suspended'])
    expect((await change(lead, 'restore', 2)).status).toBe(204)
    expect((await grant()).status).toBe(200)
    const { body: own } = await user.call<Certificates>('GET', '/api/v1/account/certificates')
    expect(own.items).toMatchObject([{ id: made.id, standing: 'valid', version: 3 }])
  })

  test('asks for nothing again by a later version, and a version seen too long ago is refused', async () => {
    const instrumentId = await strictInstrument()
    expect(codes(await ask(lead, instrumentId, {}, 0))).toEqual(['changed_meanwhile'])
    expect((await ask(lead, instrumentId, {}, 1)).status).toBe(200)
    expect((await book(await stranger('qiu'), instrumentId)).status).toBe(201)
  })

  test('is ruled by its own unit alone', async () => {
    const instrumentId = await strictInstrument()
    expect((await ask(otherLead, instrumentId, {}, 1)).status).toBe(403)
    await stranger('zhou')
    expect((await certify(otherLead, instrumentId, 'zhou')).status).toBe(403)
    const { body } = await otherLead.call<Certificates>('GET', '/api/v1/certificates')
    expect(body.items).toEqual([])
  })
})

describe('A certificate', () => {
  test('replaces an earlier one of the same instruments and no higher level', async () => {
    const instrumentId = await strictInstrument()
    const user = await stranger('tao')
    await certify(lead, instrumentId, 'tao', { level: 'night' })
    await certify(lead, instrumentId, 'tao')
    await certify(lead, instrumentId, 'tao')
    const { body } = await user.call<Certificates>('GET', '/api/v1/account/certificates')
    expect(body.items.map(({ standing }) => standing).toSorted()).toEqual(['replaced', 'valid', 'valid'])
  })

  test('is not issued to nobody, at no level, or backwards', async () => {
    const instrumentId = await strictInstrument()
    const wish = { level: 'master', validFrom: '2026-12-01', validUntil: '2026-11-01' }
    expect(codes(await certify(lead, instrumentId, 'nobody-at-all', wish))).toEqual([
      ...['qualification.person_unknown', 'qualification.level_unknown', 'qualification.dates_crossed'],
    ])
  })
})
