import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#kernel/actor.ts'
import { instantOf } from '#kernel/time.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { type Person, testApplication, type TestApplication } from '../../../tests/support/application.ts'
import { makeInstrument, makeUnit, slotOn } from '../../../tests/support/booking.ts'
import {
  bookingById,
  bookingRulesOf,
  bookingsToday,
  lockedBooking,
  nextFreeSlots,
  openInstrumentShare,
  setBookingStatus,
} from './index.ts'

let app: TestApplication
let unitId: number
let user: Person
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  user = await app.person({ unitId })
})
afterAll(() => app.close())

test('Free slots across instruments come for each that can be booked and is open to the asker', async () => {
  const weekly = [{ weekday: 2, from: '09:00', to: '12:00' }]
  const open = await makeInstrument(app, unitId, { weekly })
  const own = await makeInstrument(app, unitId, { weekly, openTo: ['own_unit'] })
  await user.call('POST', `/api/v1/instruments/${open}/bookings`, {
    ...slotOn('2026-11-24', '09:00', '10:00'),
    purpose: 'Door',
  })
  const found = await nextFreeSlots(app.deps, {
    instrumentIds: [open, own],
    minutes: 120,
    count: 2,
    userKind: 'company',
  })
  expect(found).toEqual([
    {
      instrumentId: open,
      zone: 'Asia/Shanghai',
      minutes: 120,
      slots: [
        { start: instantOf('2026-11-24T10:00:00+08:00'), end: instantOf('2026-11-24T12:00:00+08:00') },
        { start: instantOf('2026-12-01T09:00:00+08:00'), end: instantOf('2026-12-01T11:00:00+08:00') },
      ],
    },
  ])
  const answer = await app.visitor.call<{ slots: object[] }>(
    'GET',
    `/api/v1/instruments/${open}/free-slots?minutes=60&count=3`,
  )
  expect(answer.body.slots).toHaveLength(3)
})

test('The share of instruments open for booking counts published ones only', async () => {
  const before = await openInstrumentShare(app.deps.db, app.clock.now())
  await makeInstrument(app, unitId)
  await makeInstrument(app, unitId, {}, { accepted: false })
  const after = await openInstrumentShare(app.deps.db, app.clock.now())
  expect(after).toEqual({ open: before.open + 1, published: before.published + 1 })
})

test('Rules of instruments are those in force now', async () => {
  const id = await makeInstrument(app, unitId, { horizonDays: 12 })
  const rules = await bookingRulesOf(app.deps.db, [id, 999_999], app.clock.now())
  expect([...rules.entries()]).toMatchObject([[id, { horizonDays: 12 }]])
})

test('Use takes a booking through its states, and only along the table', async () => {
  const id = await makeInstrument(app, unitId)
  const slot = slotOn('2026-11-24', '09:00', '10:00')
  const made = await user.call<{ id: number }>('POST', `/api/v1/instruments/${id}/bookings`, {
    ...slot,
    purpose: 'Door',
  })
  const day = { start: instantOf('2026-11-24T00:00:00+08:00'), end: instantOf('2026-11-25T00:00:00+08:00') }
  expect(await bookingsToday(app.deps.db, [id], day)).toMatchObject([
    { id: made.body.id, userUnitId: unitId },
  ])
  const act = (what: 'start' | 'complete' | 'miss') =>
    inTransaction(app.deps.db, async (tx) => {
      const booking = await lockedBooking(tx, made.body.id)
      if (booking === undefined) throw new Error('no booking')
      return setBookingStatus(tx, system, booking, what, app.clock.now())
    })
  await expect(act('complete')).rejects.toMatchObject({ refusals: [{ code: 'booking.not_in_state' }] })
  await act('start')
  await expect(act('miss')).rejects.toMatchObject({ refusals: [{ code: 'booking.not_in_state' }] })
  await act('complete')
  expect(await bookingById(app.deps.db, made.body.id)).toMatchObject({ status: 'completed', version: 3 })
})
