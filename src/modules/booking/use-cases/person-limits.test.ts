import { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { leaseDialect } from '#platform/db/lease-dialect.ts'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, slotOn } from '../../../../tests/support/booking.ts'
import { liftLimits, limitPersons } from '../../../../tests/support/open-rules.ts'
import { bookInstrument } from './book-instrument.ts'

interface Made {
  readonly id: number
}
interface Problem {
  readonly refusals: readonly { readonly code: string; readonly message: string }[]
}

let app: TestApplication
let unitId: number
let lead: Person
let first: number
let second: number
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  lead = await makeLead(app, unitId)
  first = await makeInstrument(app, unitId)
  second = await makeInstrument(app, unitId)
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.database.sql`delete from booking`
  await liftLimits(app.deps)
})

const codes = (answer: Answer) => (answer.body as Problem).refusals.map(({ code }) => code)
const book = (who: Person, instrumentId: number, slot: object) =>
  who.call<Made>('POST', `/api/v1/instruments/${instrumentId}/bookings`, { ...slot, purpose: 'Limits' })
const held = async (who: Person) =>
  (
    await app.database.sql<{ n: number }[]>`select count(*) as n from booking
      where account_id = ${who.accountId} and status in ('pending', 'confirmed')`
  )[0]?.n

describe('A person under limits', () => {
  test('has so many bookings open over all instruments, and room again when one is given back', async () => {
    await limitPersons(app.deps, { maxOpenBookingsPerUser: 2 })
    const user = await app.person({ unitId })
    const one = await book(user, first, slotOn('2026-11-24', '09:00', '10:00'))
    await book(user, second, slotOn('2026-11-25', '09:00', '10:00'))
    const refused = await book(user, second, slotOn('2026-11-26', '09:00', '10:00'))
    expect(refused.status).toBe(409)
    expect(JSON.stringify(refused.body)).toContain(
      '2 bookings are open already and 2 is the most; there is room again at 2026-11-24 10:00',
    )
    await user.call('POST', `/api/v1/bookings/${one.body.id}/cancellation`, { reason: '', version: 1 })
    expect((await book(user, second, slotOn('2026-11-26', '09:00', '10:00'))).status).toBe(201)
  })

  test('hears limits together with everything else, before booking too, and is shown no time that would not do', async () => {
    await limitPersons(app.deps, {
      maxOpenBookingsPerUser: 9,
      maxHoursPerDayPerUser: 3,
      maxHoursPerWeekPerUser: 4,
    })
    const user = await app.person({ unitId })
    await book(user, first, slotOn('2026-11-24', '09:00', '12:00'))
    const wish = slotOn('2026-11-24', '12:15', '14:15')
    const refused = ['booking.off_grid', 'booking.too_many_hours_a_day', 'booking.too_many_hours_a_week']
    expect(codes(await book(user, second, wish))).toEqual(refused)
    const check = await user.call<{ alternatives: { start: string }[] }>(
      'POST',
      `/api/v1/instruments/${second}/booking-checks`,
      wish,
    )
    expect(codes(check)).toEqual(refused)
    expect(check.body.alternatives[0]?.start).toBe('2026-11-30T00:00:00+08:00')
  })

  test('is judged when moving, without the booking that moves', async () => {
    await limitPersons(app.deps, { maxOpenBookingsPerUser: 2, maxHoursPerWeekPerUser: 4 })
    const user = await app.person({ unitId })
    const made = await book(user, first, slotOn('2026-11-26', '09:00', '11:00'))
    await book(user, second, slotOn('2026-12-01', '09:00', '12:00'))
    const move = (slot: object, version: number) =>
      user.call('PUT', `/api/v1/bookings/${made.body.id}/slot`, { ...slot, version })
    expect(codes(await move(slotOn('2026-12-02', '09:00', '11:00'), 1))).toEqual([
      'booking.too_many_hours_a_week',
    ])
    expect((await move(slotOn('2026-12-02', '09:00', '10:00'), 1)).status).toBe(200)
  })

  test('is judged again when a request is granted, and the request can still be turned down', async () => {
    const asked = await makeInstrument(app, unitId, { approval: 'lead' })
    const user = await app.person({ unitId })
    const request = await book(user, asked, slotOn('2026-11-26', '09:00', '11:00'))
    await book(user, first, slotOn('2026-11-27', '09:00', '11:00'))
    await limitPersons(app.deps, { maxOpenBookingsPerUser: 1 })
    const decide = (approve: boolean) =>
      lead.call('POST', `/api/v1/bookings/${request.body.id}/decision`, {
        approve,
        note: 'Too much',
        version: 1,
      })
    expect(codes(await decide(true))).toEqual(['booking.too_many_open'])
    expect((await decide(false)).status).toBe(200)
  })

  test('passes over them, with a reason, only at instruments they answer for', async () => {
    await limitPersons(app.deps, { maxOpenBookingsPerUser: 0 })
    const wish = {
      ...slotOn('2026-11-26', '09:00', '11:00'),
      override: { codes: ['booking.too_many_open'], reason: 'Maintenance run' },
    }
    expect((await book(lead, first, wish)).status).toBe(201)
    const elsewhere = await makeInstrument(app, await makeUnit(app))
    expect(codes(await book(lead, elsewhere, wish))).toEqual([
      'booking.too_many_open',
      'booking.override_not_yours',
    ])
  })

  test('who asks for sixteen instruments at once, thirty times, never has more than the limit', async () => {
    await limitPersons(app.deps, { maxOpenBookingsPerUser: 3, maxHoursPerWeekPerUser: 100 })
    const instruments = await Promise.all(Array.from({ length: 16 }, () => makeInstrument(app, unitId)))
    const user = await app.person({ unitId })
    for (let round = 0; round < 30; round++) {
      const slot = slotOn('2026-11-26', '09:00', '10:00')
      const answers = await Promise.all(instruments.map((id) => book(user, id, slot)))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
      for (const lost of answers.filter(({ status }) => status !== 201))
        expect(codes(lost)).toEqual(['booking.too_many_open'])
      expect(await held(user)).toBe(3)
      await app.database.sql`delete from booking`
    }
  })

  test('who moves and books at once never has more hours than the limit', async () => {
    await limitPersons(app.deps, { maxHoursPerWeekPerUser: 3 })
    for (let round = 0; round < 30; round++) {
      const user = await app.person({ unitId })
      const made = await book(user, first, slotOn('2026-12-07', '09:00', '11:00'))
      const [moved, booked] = await Promise.all([
        user.call('PUT', `/api/v1/bookings/${made.body.id}/slot`, {
          ...slotOn('2026-12-01', '09:00', '11:00'),
          version: 1,
        }),
        book(user, second, slotOn('2026-12-02', '09:00', '11:00')),
      ])
      expect([moved.status, booked.status].filter((status) => status < 300)).toHaveLength(1)
      await app.database.sql`delete from booking`
    }
  })
})

test('Limits cost no further question to the database, set or not', async () => {
  const user = await app.person({ unitId })
  const statements: string[] = []
  const db = new Kysely<object>({
    dialect: leaseDialect({
      reserve: async () => (await app.database.sql.reserve()) as never,
      end: async () => {},
    }),
    log: (event) => void statements.push(event.query.sql),
  })
  const actor = {
    kind: 'account',
    accountId: user.accountId,
    displayName: 'Counted',
    unitId,
    grants: [],
  } as const
  const asked = async (from: string, to: string) => {
    statements.length = 0
    const { start, end } = slotOn('2026-11-26', from, to)
    const slot = { start: Date.parse(start) as never, end: Date.parse(end) as never }
    await bookInstrument({ db, clock: app.clock }, actor, first, {
      ...{ slot, purpose: 'Counted', project: '', serviceWay: 'self' },
    })
    return statements.filter((statement) => !statement.includes('reference_version')).length
  }
  // Ground, qualification, standing, and the booking itself.
  expect(await asked('09:00', '10:00')).toBe(4)
  expect(statements.join('\n')).not.toContain('booking_person')
  await limitPersons(app.deps, { maxOpenBookingsPerUser: 9 })
  expect(await asked('10:00', '11:00')).toBe(4)
  expect(statements.join('\n')).toContain('booking_person')
})
