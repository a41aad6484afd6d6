import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/db/connect.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, slotOn } from '../../../../tests/support/booking.ts'

interface Shown {
  readonly id: number
  readonly status: string
  readonly cancelCode?: string
  readonly cancelledLate: boolean
  readonly version: number
}

let app: TestApplication
let unitId: number
let user: Person
let lead: Person
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  user = await app.person({ unitId })
  lead = await makeLead(app, unitId)
})
afterAll(() => app.close())
/** Another time of day, at which everybody is still signed in. */
async function atTime(now: string) {
  app.clock.set(now)
  await app.database.sql`update session set last_seen_at = ${app.clock.now()}`
}

const book = async (instrumentId: number, date: string) =>
  (
    await user.call<Shown>('POST', `/api/v1/instruments/${instrumentId}/bookings`, {
      ...slotOn(date, '09:00', '10:00'),
      purpose: 'Before it goes',
    })
  ).body.id
const shown = async (id: number) => (await user.call<Shown>('GET', `/api/v1/bookings/${id}`)).body
async function leave(instrumentId: number, how: 'withdrawn' | 'disposed', settle = true) {
  const day = how === 'disposed' ? '2026-11-23' : null
  await app.database
    .sql`update instrument set accepted_version = null, disposed_on = ${day}::date where id = ${instrumentId}`
  await inTransaction(app.deps.db, (tx) =>
    appendEvent(tx, { type: 'registry.instrument_withdrawn', unitId, payload: { instrumentId } }),
  )
  if (settle) await app.settle()
}

describe('An instrument that leaves public sight', () => {
  test.each([
    ['withdrawn', 'none', 'confirmed'],
    ['disposed', 'lead', 'pending'],
  ] as const)(
    'because it was %s loses its bookings ahead, once, with the reason',
    async (how, approval, before) => {
      const instrumentId = await makeInstrument(app, unitId, { approval })
      const ids = [await book(instrumentId, '2026-11-25'), await book(instrumentId, '2026-11-26')]
      expect((await shown(ids[0] ?? 0)).status).toBe(before)
      await leave(instrumentId, how)
      for (const id of ids)
        expect(await shown(id)).toMatchObject({
          ...{ status: 'cancelled', cancelCode: `instrument_${how}`, cancelledLate: false, version: 2 },
        })
      await leave(instrumentId, how)
      expect(await shown(ids[0] ?? 0)).toMatchObject({ version: 2 })
      const audit = await app.database.sql`select actor_name, changes from audit_entry
      where action = 'booking.cancel' and subject_id = ${String(ids[0])}`
      expect(audit).toMatchObject([{ changes: { because: `instrument_${how}` } }])
    },
  )

  test('keeps what has begun and what is over, and takes nothing new', async () => {
    const instrumentId = await makeInstrument(app, unitId, { noticeMinutes: 0 })
    const running = await book(instrumentId, '2026-11-24')
    await atTime('2026-11-24T09:30:00+08:00')
    const ahead = await book(instrumentId, '2026-11-26')
    await leave(instrumentId, 'withdrawn')
    expect(await shown(running)).toMatchObject({ status: 'confirmed' })
    expect(await shown(ahead)).toMatchObject({ status: 'cancelled' })
    const refused = await lead.call('POST', `/api/v1/instruments/${instrumentId}/bookings`, {
      ...slotOn('2026-11-27', '09:00', '10:00'),
      purpose: 'Too late',
    })
    expect(refused).toMatchObject({ status: 409, body: { refusals: [{ code: 'booking.not_open' }] } })
    await atTime('2026-11-23T14:30:00+08:00')
  })

  test('keeps its bookings when it is public again before the news arrives', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const id = await book(instrumentId, '2026-11-25')
    await leave(instrumentId, 'withdrawn', false)
    await app.database.sql`update instrument set accepted_version = 1 where id = ${instrumentId}`
    await app.settle()
    expect(await shown(id)).toMatchObject({ status: 'confirmed' })
  })

  test('grants no request any more, even before the news arrives', async () => {
    const instrumentId = await makeInstrument(app, unitId, { approval: 'lead' })
    const id = await book(instrumentId, '2026-11-25')
    await leave(instrumentId, 'withdrawn', false)
    const decision = await lead.call('POST', `/api/v1/bookings/${id}/decision`, {
      ...{ approve: true, note: '', version: 1 },
    })
    expect(decision).toMatchObject({ status: 409, body: { refusals: [{ code: 'booking.not_open' }] } })
    await app.settle()
  })

  test('never keeps a booking that was made at the same moment', async () => {
    for (let round = 0; round < 15; round++) {
      const instrumentId = await makeInstrument(app, unitId)
      await Promise.all([
        ...Array.from({ length: 6 }, (_, i) =>
          user.call('POST', `/api/v1/instruments/${instrumentId}/bookings`, {
            ...slotOn(`2026-11-${25 + i}`, '09:00', '10:00'),
            purpose: 'Meanwhile',
          }),
        ),
        leave(instrumentId, 'withdrawn'),
      ])
      const [left] = await app.database.sql<{ n: number }[]>`select count(*) as n from booking
        where instrument_id = ${instrumentId} and status <> 'cancelled'`
      expect(left?.n).toBe(0)
    }
  })
})
