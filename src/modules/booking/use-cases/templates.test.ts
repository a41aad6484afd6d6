import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../../tests/support/application.ts'
import { makeInstrument, makeUnit, slotOn } from '../../../../tests/support/booking.ts'
import { openRules } from '../../../../tests/support/open-rules.ts'

let app: TestApplication
let unitId: number
let centreId: number
let centre: Person
let stranger: Person
let user: Person
const inCentre = async (unit: number, id: number) =>
  (
    await app.database.sql<
      { id: number }[]
    >`update instrument set centre_id = ${id} where id = ${await makeInstrument(app, unit)} returning id`
  )[0]?.id ?? 0
const makeCentre = async (unit: number, name: string) =>
  (
    await app.database.sql<
      { id: number }[]
    >`insert into centre (unit_id, name) values (${unit}, ${name}) returning id`
  )[0]?.id ?? 0

beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  centreId = await makeCentre(unitId, 'Centre')
  const manages = (scopeId: number) => [
    { role: 'centre_manager' as const, scope: 'centre' as const, scopeId: String(scopeId) },
  ]
  centre = await app.person({ unitId, grants: manages(centreId) })
  const other = await makeUnit(app)
  stranger = await app.person({ unitId: other, grants: manages(await makeCentre(other, 'Other')) })
  user = await app.person({ unitId })
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.database.sql`delete from booking`
})

const create = (who: Person, name: string, more: object = {}) =>
  who.call<{ id: number }>('POST', '/api/v1/booking-templates', {
    unitId,
    centreId,
    name,
    rules: openRules,
    ...more,
  })
const code = (answer: Answer) => (answer.body as { refusals: { code: string }[] }).refusals[0]?.code
const told = (who: Person) =>
  app.database.sql<
    { code: string; link: string }[]
  >`select code, link from inbox_notice where account_id = ${who.accountId}`

describe('A template of a centre', () => {
  test('is applied to instruments as a dated version each, a look shows what it touches, owners are told', async () => {
    const [one, two] = [await inCentre(unitId, centreId), await inCentre(unitId, centreId)]
    const { body } = await create(centre, 'Short runs', { rules: { ...openRules, longestMinutes: 60 } })
    await user.call('POST', `/api/v1/instruments/${one}/bookings`, {
      ...slotOn('2026-11-26', '09:00', '12:00'),
      purpose: 'x',
    })
    const apply = (dryRun: boolean) =>
      centre.call<{ applied: { instrumentId: number; version: number; touched: { reasons: string[] }[] }[] }>(
        'POST',
        `/api/v1/booking-templates/${body.id}/applications`,
        { instrumentIds: [two, one], dryRun },
      )
    const look = await apply(true)
    expect(look.body.applied.map(({ instrumentId, version }) => [instrumentId, version])).toEqual([
      [one, 1],
      [two, 1],
    ])
    expect(look.body.applied[0]?.touched[0]?.reasons).toEqual(['booking.too_long'])
    expect(await told(user)).toEqual([])
    expect((await apply(false)).body.applied.map(({ version }) => version)).toEqual([2, 2])
    expect(await told(user)).toEqual([
      { code: 'booking.rules_touch_yours', link: expect.stringMatching(/^\/bookings\?about=\d+$/) as string },
    ])
    const list = await centre.call<{ items: { instruments: number }[] }>('GET', '/api/v1/booking-templates')
    expect(list.body.items[0]?.instruments).toBe(2)
  })

  test('leaves what an instrument set for itself, and shows it as a difference', async () => {
    const instrument = await inCentre(unitId, centreId)
    const { body } = await create(centre, 'Usual')
    const apply = (keepOwn: boolean) =>
      centre.call('POST', `/api/v1/booking-templates/${body.id}/applications`, {
        instrumentIds: [instrument],
        keepOwn,
      })
    const rulesNow = async () =>
      (
        await centre.call<{
          version: number
          rules: { longestMinutes: number; shortestMinutes: number }
          template?: { name: string; ownParts: string[] }
        }>('GET', `/api/v1/instruments/${instrument}/booking-rules`)
      ).body
    await apply(true)
    const own = { version: 2, bookable: true, rules: { ...openRules, longestMinutes: 600 } }
    await centre.call('PUT', `/api/v1/instruments/${instrument}/booking-rules`, own)
    expect((await rulesNow()).template).toMatchObject({ name: 'Usual', ownParts: ['longestMinutes'] })
    const changed = { version: 1, name: 'Usual', rules: { ...openRules, shortestMinutes: 60 } }
    expect((await centre.call('PUT', `/api/v1/booking-templates/${body.id}`, changed)).status).toBe(204)
    expect((await centre.call('PUT', `/api/v1/booking-templates/${body.id}`, changed)).status).toBe(409)
    await apply(true)
    expect(await rulesNow()).toMatchObject({
      rules: { longestMinutes: 600, shortestMinutes: 60 },
      template: { ownParts: ['longestMinutes'] },
    })
    await apply(false)
    expect(await rulesNow()).toMatchObject({ rules: { longestMinutes: 480 }, template: { ownParts: [] } })
    expect((await centre.call('DELETE', `/api/v1/booking-templates/${body.id}`)).status).toBe(204)
    expect((await rulesNow()).template).toBeUndefined()
  })

  test('belongs to its centre: others neither see nor use it, nor keep one there, and it reaches no instrument elsewhere', async () => {
    const { body } = await create(centre, 'Ours')
    expect(code(await create(centre, 'Ours'))).toBe('booking.template_name_taken')
    const instrument = await inCentre(unitId, centreId)
    const elsewhere = await makeInstrument(app, unitId)
    const apply = (who: Person, id: number) =>
      who.call('POST', `/api/v1/booking-templates/${body.id}/applications`, { instrumentIds: [id] })
    expect((await apply(stranger, instrument)).status).toBe(404)
    expect((await stranger.call('GET', `/api/v1/booking-templates/${body.id}`)).status).toBe(404)
    expect((await stranger.call('DELETE', `/api/v1/booking-templates/${body.id}`)).status).toBe(404)
    expect((await create(stranger, 'Theirs')).status).toBe(403)
    expect((await create(centre, 'Elsewhere', { unitId: await makeUnit(app) })).status).toBe(404)
    expect((await create(user, 'Mine')).status).toBe(403)
    expect((await apply(centre, elsewhere)).status).toBe(404)
    const wrong = await create(centre, 'Wrong', { rules: { ...openRules, nightNeeds: ['attended'] } })
    expect(code(wrong)).toBe('booking.rules_night_incomplete')
  })
})

describe('A fault', () => {
  test('closes at once without asking about bookings, whose owners are told', async () => {
    const instrument = await inCentre(unitId, centreId)
    await app.database.sql`delete from inbox_notice`
    await user.call('POST', `/api/v1/instruments/${instrument}/bookings`, {
      ...slotOn('2026-11-26', '09:00', '12:00'),
      purpose: 'x',
    })
    const close = (kind: string, more: object = {}) =>
      centre.call<{ told: number; cancelled: number[] }>(
        'POST',
        `/api/v1/instruments/${instrument}/closures`,
        {
          ...slotOn('2026-11-26', '08:00', '18:00'),
          kind,
          reason: 'Leak',
          ...more,
        },
      )
    expect((await close('maintenance')).status).toBe(409)
    expect((await close('fault')).body).toMatchObject({ told: 1, cancelled: [] })
    expect((await close('fault', { cancelTouched: true })).body.cancelled).toHaveLength(1)
    expect((await told(user)).map((each) => each.code)).toEqual([
      'booking.closure_touches_yours',
      'booking.closure_cancelled_yours',
    ])
  })
})
