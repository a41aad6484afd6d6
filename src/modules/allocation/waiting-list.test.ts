import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hour } from '#kernel/time.ts'
import { silentLog } from '#platform/log/log.ts'
import { drainOutbox } from '#platform/outbox/outbox.ts'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../tests/support/application.ts'
import { allSubscriptions } from '../../main/application.ts'
import { endOverdue } from './use-cases/end-offers.ts'
import { makeInstrument, makeLead, makeUnit, overlapsIn, slotOn } from '../../../tests/support/booking.ts'

interface Mine {
  readonly items: readonly {
    readonly id: number
    readonly state: string
    readonly ahead: number
    readonly offer?: { readonly id: number; readonly bookingId: number; readonly start: string }
  }[]
}

let app: TestApplication
let unitId: number
let lead: Person
let ann: Person
let bob: Person
let eve: Person
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  lead = await makeLead(app, unitId)
  ann = await app.person({ unitId, name: 'Ann' })
  bob = await app.person({ unitId, name: 'Bob' })
  eve = await app.person({ unitId, name: 'Eve' })
})
afterAll(async () => {
  expect(await overlapsIn(app)).toBe(0)
  await app.close()
})

const codes = (answer: Answer) =>
  ((answer.body as { refusals?: readonly { code: string }[] }).refusals ?? []).map(({ code }) => code)
const slot = slotOn('2026-11-26', '09:00', '10:00')
const book = (who: Person, instrumentId: number, of = slot) =>
  who.call<{ id: number }>('POST', `/api/v1/instruments/${instrumentId}/bookings`, {
    ...of,
    purpose: 'Films',
  })
const wait = (who: Person, instrumentId: number, more: object = {}) =>
  who.call<{ id: number }>('POST', '/api/v1/waiting-entries', {
    ...{ kind: 'slot', instrumentIds: [instrumentId], from: slot.start, until: slot.end, purpose: 'Powder' },
    ...more,
  })
const cancel = (who: Person, id: number, version = 1) =>
  who.call('POST', `/api/v1/bookings/${id}/cancellation`, { reason: 'Ill', version })
const mine = async (who: Person, entryId: number) => {
  const { body } = await who.call<Mine>('GET', '/api/v1/account/waiting-entries')
  const entry = body.items.find(({ id }) => id === entryId)
  if (entry === undefined) throw new Error('No such entry')
  return entry
}
const answer = (who: Person, offerId: number | undefined, accept: boolean) =>
  who.call<{ bookingId: number; status: string }>('POST', `/api/v1/waiting-offers/${offerId ?? 0}/answer`, {
    accept,
  })
const deliver = () => drainOutbox(app.deps.db, allSubscriptions, app.deps, silentLog)
const lapse = async (hours: number) => {
  app.clock.advance(hours * hour)
  await app.database.sql`update session set last_seen_at = ${app.clock.now()}`
  await endOverdue(app.deps)
}

describe('A slot that somebody gives back', () => {
  test('is offered to who joined first, and is theirs when they take it', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const { body: taken } = await book(ann, instrumentId)
    const first = (await wait(bob, instrumentId)).body.id
    const second = (await wait(eve, instrumentId)).body.id
    expect(await mine(bob, first)).toMatchObject({ state: 'waiting', ahead: 0 })
    expect(await mine(eve, second)).toMatchObject({ state: 'waiting', ahead: 1 })
    expect((await cancel(ann, taken.id)).status).toBe(200)
    expect(codes(await book(ann, instrumentId))).toEqual(['booking.kept_for_waiting'])
    await deliver()
    expect(codes(await book(ann, instrumentId))).toEqual(['booking.slot_taken'])
    const { offer } = await mine(bob, first)
    expect(codes(await answer(eve, offer?.id, true))).toEqual(['not_found'])
    expect((await answer(bob, offer?.id, true)).body.status).toBe('confirmed')
    expect(await mine(bob, first)).toMatchObject({ state: 'taken' })
    expect(await mine(eve, second)).toMatchObject({ state: 'waiting', ahead: 0 })
    expect(codes(await answer(bob, offer?.id, false))).toEqual(['allocation.offer_over'])
  })

  test('goes to the next when it is let go, left, or not taken in time', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const { body: taken } = await book(ann, instrumentId)
    const [one, two] = [(await wait(bob, instrumentId)).body.id, (await wait(eve, instrumentId)).body.id]
    const three = (await wait(lead, instrumentId)).body.id
    await cancel(ann, taken.id)
    await deliver()
    expect((await answer(bob, (await mine(bob, one)).offer?.id, false)).status).toBe(200)
    expect(await mine(bob, one)).toMatchObject({ state: 'declined' })
    expect(await mine(eve, two)).toMatchObject({ state: 'offered' })
    await lapse(5)
    expect(await mine(eve, two)).toMatchObject({ state: 'unanswered' })
    expect(await mine(lead, three)).toMatchObject({ state: 'offered' })
    expect((await lead.call('DELETE', `/api/v1/waiting-entries/${three}`)).status).toBe(204)
    expect((await book(ann, instrumentId)).status).toBe(201)
  })

  test('is not offered to somebody the rules are against, but to the one behind', async () => {
    const instrumentId = await makeInstrument(app, unitId, { openPerPerson: 1 })
    const { body: taken } = await book(ann, instrumentId)
    const blocked = (await wait(bob, instrumentId)).body.id
    const next = (await wait(eve, instrumentId)).body.id
    expect((await book(bob, instrumentId, slotOn('2026-11-27', '09:00', '10:00'))).status).toBe(201)
    await cancel(ann, taken.id)
    await deliver()
    expect(await mine(bob, blocked)).toMatchObject({ state: 'waiting' })
    expect(await mine(eve, next)).toMatchObject({ state: 'offered' })
  })
})

describe('Joining', () => {
  test('is refused for time that is free, twice, or that no freed time would help against', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    expect(codes(await wait(bob, instrumentId))).toEqual(['allocation.free_now'])
    await book(ann, instrumentId)
    expect((await wait(bob, instrumentId)).status).toBe(201)
    expect(codes(await wait(bob, instrumentId))).toEqual(['allocation.waits_already'])
    const odd = slotOn('2026-11-26', '09:07', '09:37')
    expect(codes(await wait(eve, instrumentId, { from: odd.start, until: odd.end }))).toEqual([
      'booking.off_grid',
    ])
    expect((await wait(app.visitor, instrumentId)).status).toBe(401)
    const at = `/api/v1/instruments/${instrumentId}/waiting?from=${slot.start}&until=${slot.end}`
    const { body } = await app.visitor.call<{ items: object[] }>('GET', at)
    expect(body.items).toMatchObject([{ waiting: 1 }])
  })
})

describe('A wish for any time of a length', () => {
  test('gets the first that fits its days and hours, on either of its instruments', async () => {
    const [one, two] = [await makeInstrument(app, unitId), await makeInstrument(app, unitId)]
    const whole = slotOn('2026-11-27', '09:00', '17:00')
    const held = [(await book(ann, one, whole)).body.id, (await book(ann, two, whole)).body.id]
    const wish = { kind: 'wish', instrumentIds: [one, two], minutes: 120, weekdays: [5] }
    const day = slotOn('2026-11-26', '00:00', '24:00')
    const span = { from: day.start, until: slotOn('2026-11-28', '00:00', '24:00').end }
    const hours = { dayFrom: '09:00', dayUntil: '17:00' }
    const entry = (await wait(bob, one, { ...wish, ...span, ...hours })).body.id
    await cancel(ann, held[1] ?? 0)
    await deliver()
    const first = await mine(bob, entry)
    expect(first).toMatchObject({ state: 'offered', offer: { start: '2026-11-27T09:00:00+08:00' } })
    await cancel(ann, held[0] ?? 0)
    await deliver()
    await answer(bob, first.offer?.id, false)
    await app.settle()
    const second = await mine(bob, entry)
    expect(second).toMatchObject({ state: 'offered' })
    expect(second.offer?.bookingId).not.toBe(first.offer?.bookingId)
    expect((await answer(bob, second.offer?.id, true)).body.status).toBe('confirmed')
  })
})

describe('Races', () => {
  const rounds = 5
  test('sixteen answers to one offer at once are one booking', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    for (let round = 0; round < rounds; round++) {
      const { body: taken } = await book(ann, instrumentId)
      const entry = (await wait(bob, instrumentId)).body.id
      await cancel(ann, taken.id)
      await deliver()
      const { offer } = await mine(bob, entry)
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, i) => answer(bob, offer?.id, i % 4 !== 3)),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const [won] = answers.filter(({ status }) => status === 200)
      if (won?.body.status === 'confirmed') await cancel(bob, won.body.bookingId, 2)
      await deliver()
    }
  })

  test('a slot given back while sixteen join is offered to one of them or told to be free', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const people = await Promise.all(Array.from({ length: 16 }, () => app.person({ unitId })))
    const { body: taken } = await book(ann, instrumentId)
    const [, ...joined] = await Promise.all([
      cancel(ann, taken.id),
      ...people.map((who) => wait(who, instrumentId)),
    ])
    await deliver()
    const waiting = joined.filter(({ status }) => status === 201)
    const [row] = await app.database.sql<{ n: number }[]>`select count(*) as n from booking
      where instrument_id = ${instrumentId} and status = 'offered'`
    expect(row?.n).toBe(waiting.length > 0 ? 1 : 0)
    for (const { status, body } of joined)
      if (status !== 201) expect(codes({ status, body, headers: {} })).toEqual(['allocation.free_now'])
  })

  test('an offer that ends and is taken at the same moment has one outcome', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const { body: taken } = await book(ann, instrumentId)
    const [one, two] = [(await wait(bob, instrumentId)).body.id, (await wait(eve, instrumentId)).body.id]
    await cancel(ann, taken.id)
    await deliver()
    const { offer } = await mine(bob, one)
    const [accepted] = await Promise.all([answer(bob, offer?.id, true), lapse(5)])
    const [after, next] = [await mine(bob, one), await mine(eve, two)]
    expect(after.state).toBe(accepted.status === 200 ? 'taken' : 'unanswered')
    expect(next.state).toBe(accepted.status === 200 ? 'waiting' : 'offered')
  })
})
