import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, slotOn } from '../../../../tests/support/booking.ts'

interface Problem {
  readonly refusals: readonly { readonly code: string; readonly [detail: string]: unknown }[]
}
interface Made {
  readonly id: number
  readonly status: string
}
interface Shown extends Made {
  readonly version: number
  readonly start: string
  readonly cancelledLate: boolean
  readonly may: { move: boolean; cancel: boolean; decide: boolean }
}

let app: TestApplication
let unitId: number
let user: Person
let lead: Person
let otherLead: Person
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  const otherUnit = await makeUnit(app, { kind: 'company' })
  user = await app.person({ unitId: otherUnit })
  lead = await makeLead(app, unitId)
  otherLead = await makeLead(app, otherUnit)
})
afterAll(() => app.close())

const tomorrow = '2026-11-24'
const codes = (answer: Answer) => (answer.body as Problem).refusals.map((refusal) => refusal.code)
const book = (who: Person, instrumentId: number, slot: { start: string; end: string }) =>
  who.call<Made>('POST', `/api/v1/instruments/${instrumentId}/bookings`, { ...slot, purpose: 'Thin films' })
const shown = async (who: Person, id: number) => (await who.call<Shown>('GET', `/api/v1/bookings/${id}`)).body
const cancel = (who: Person, id: number, version: number, reason = '') =>
  who.call<Shown>('POST', `/api/v1/bookings/${id}/cancellation`, { reason, version })
const move = (who: Person, id: number, version: number, slot: { start: string; end: string }) =>
  who.call<Shown>('PUT', `/api/v1/bookings/${id}/slot`, { ...slot, version })
const decide = (who: Person, id: number, version: number, approve: boolean, note = '') =>
  who.call<Shown>('POST', `/api/v1/bookings/${id}/decision`, { approve, note, version })

describe('A user of another unit', () => {
  test('books a free time at once, and the booking is audited and announced', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const made = await book(user, instrumentId, slotOn('2026-11-26', '09:00', '11:00'))
    expect(made).toMatchObject({ status: 201, body: { status: 'confirmed' } })
    expect(await shown(user, made.body.id)).toMatchObject({
      start: '2026-11-26T09:00:00+08:00',
      status: 'confirmed',
      may: { move: true, cancel: true, decide: false },
    })
    const { sql } = app.database
    const audit =
      await sql`select action, actor_id from audit_entry where subject = 'booking' and subject_id = ${String(made.body.id)}`
    expect(audit).toMatchObject([{ action: 'booking.confirmed', actor_id: user.accountId }])
    const events =
      await sql`select type, payload from outbox_event where payload ->> 'bookingId' = ${String(made.body.id)}`
    expect(events).toMatchObject([{ type: 'booking.confirmed', payload: { instrumentId } }])
  })

  test('hears every reason at once, in words and with what would be allowed', async () => {
    const instrumentId = await makeInstrument(app, unitId, {
      weekly: [{ weekday: 2, from: '09:00', to: '17:00' }],
      shortestMinutes: 60,
      openTo: ['own_unit'],
    })
    const answer = await book(user, instrumentId, slotOn('2026-11-23', '14:45', '15:00'))
    expect(answer.status).toBe(409)
    expect(codes(answer)).toEqual([
      'booking.not_open_to_you',
      'booking.too_soon',
      'booking.too_short',
      'booking.off_grid',
      'booking.outside_opening_hours',
    ])
    expect(JSON.stringify(answer.body)).toContain('the earliest start is 2026-11-23 15:30')
    const check = await user.call<Problem & { status?: string }>(
      'POST',
      `/api/v1/instruments/${instrumentId}/booking-checks`,
      slotOn('2026-11-23', '14:45', '15:00'),
    )
    expect(check.status).toBe(200)
    expect(codes(check)).toEqual(codes(answer))
    expect(check.body.status).toBeUndefined()
  })

  test('cannot have a taken time, and is offered the next free ones', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    await book(lead, instrumentId, slotOn(tomorrow, '09:00', '12:00'))
    expect(codes(await book(user, instrumentId, slotOn(tomorrow, '11:30', '12:30')))).toEqual([
      'booking.slot_taken',
    ])
    const check = await user.call(
      'POST',
      `/api/v1/instruments/${instrumentId}/booking-checks`,
      slotOn(tomorrow, '11:30', '12:30'),
    )
    expect(check.body).toMatchObject({
      alternatives: [{ start: '2026-11-24T12:00:00+08:00' }, { start: '2026-11-24T13:00:00+08:00' }, {}],
    })
    expect((await book(user, instrumentId, slotOn(tomorrow, '12:00', '12:30'))).status).toBe(201)
  })

  test('keeps minutes free beside neighbours where the rules ask for it', async () => {
    const instrumentId = await makeInstrument(app, unitId, { bufferMinutes: 30 })
    await book(lead, instrumentId, slotOn(tomorrow, '09:00', '12:00'))
    expect(codes(await book(user, instrumentId, slotOn(tomorrow, '12:00', '13:00')))).toEqual([
      'booking.needs_buffer',
    ])
    expect((await book(user, instrumentId, slotOn(tomorrow, '12:30', '13:00'))).status).toBe(201)
  })

  test('moves a booking, and a version seen too long ago is refused', async () => {
    const instrumentId = await makeInstrument(app, unitId, { cancellationLimitMinutes: 60 })
    const { body } = await book(user, instrumentId, slotOn(tomorrow, '09:00', '11:00'))
    const moved = await move(user, body.id, 1, slotOn(tomorrow, '10:00', '12:00'))
    expect(moved).toMatchObject({ status: 200, body: { start: '2026-11-24T10:00:00+08:00', version: 2 } })
    expect(codes(await move(user, body.id, 1, slotOn(tomorrow, '13:00', '14:00')))).toEqual([
      'changed_meanwhile',
    ])
  })

  test('moves no booking after the limit, but the lead does', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const { body } = await book(user, instrumentId, slotOn(tomorrow, '09:00', '11:00'))
    expect(codes(await move(user, body.id, 1, slotOn(tomorrow, '13:00', '14:00')))).toEqual([
      'booking.too_late_to_move',
    ])
    expect((await move(lead, body.id, 1, slotOn(tomorrow, '13:00', '14:00'))).status).toBe(200)
  })

  test('cancels early at no cost and late at a cost; others cannot', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const early = await book(user, instrumentId, slotOn('2026-11-26', '09:00', '11:00'))
    const late = await book(user, instrumentId, slotOn(tomorrow, '09:00', '11:00'))
    expect((await cancel(otherLead, early.body.id, 1, 'mine now')).status).toBe(404)
    expect((await cancel(user, early.body.id, 1)).body).toMatchObject({
      status: 'cancelled',
      cancelledLate: false,
    })
    expect((await cancel(user, late.body.id, 1)).body).toMatchObject({
      status: 'cancelled',
      cancelledLate: true,
    })
    expect(codes(await cancel(user, late.body.id, 2))).toEqual(['booking.not_in_state'])
  })
})

describe('A request that needs approval', () => {
  test('keeps its slot, is decided by the lead of the instrument only, and once', async () => {
    const instrumentId = await makeInstrument(app, unitId, { approval: 'external' })
    const { body } = await book(user, instrumentId, slotOn(tomorrow, '09:00', '11:00'))
    expect(body.status).toBe('pending')
    const second = await app.person({ unitId })
    expect(codes(await book(second, instrumentId, slotOn(tomorrow, '10:00', '11:00')))).toEqual([
      'booking.slot_taken',
    ])
    expect((await decide(otherLead, body.id, 1, true)).status).toBe(404)
    expect((await decide(user, body.id, 1, true)).status).toBe(403)
    const waiting = await lead.call<{ items: Shown[] }>('GET', '/api/v1/booking-approvals')
    expect(waiting.body.items.map((item) => item.id)).toContain(body.id)
    expect(codes(await decide(lead, body.id, 1, false))).toEqual(['booking.reason_needed'])
    expect((await decide(lead, body.id, 1, true)).body).toMatchObject({ status: 'confirmed' })
    expect(codes(await decide(lead, body.id, 2, true))).toEqual(['booking.not_in_state'])
    expect((await book(second, instrumentId, slotOn(tomorrow, '13:00', '14:00'))).body.status).toBe(
      'confirmed',
    )
  })

  test('ends by itself when its start passes undecided', async () => {
    const instrumentId = await makeInstrument(app, unitId, { approval: 'lead' })
    const { body } = await book(user, instrumentId, slotOn('2026-11-23', '18:00', '19:00'))
    const before = app.clock.now()
    app.clock.set('2026-11-23T18:00:00+08:00')
    const { expireRequests } = await import('./expire-requests.ts')
    expect(await expireRequests(app.deps)).toBe(1)
    expect(await expireRequests(app.deps)).toBe(0)
    app.clock.advance(before - app.clock.now())
    expect(await shown(user, body.id)).toMatchObject({ status: 'expired' })
  })
})

describe('The lead of an instrument', () => {
  const rulesUrl = (id: number) => `/api/v1/instruments/${id}/booking-rules`

  test('sets rules as a new version, sees what they leave outside, and no other unit’s lead can', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const { body } = await book(user, instrumentId, slotOn(tomorrow, '20:00', '21:00'))
    const seen = await lead.call<{ version: number; rules: object }>('GET', rulesUrl(instrumentId))
    const rules = { ...seen.body.rules, weekly: [{ weekday: 2, from: '09:00', to: '17:00' }] }
    const wish = { version: 1, bookable: true, rules }
    expect((await otherLead.call('PUT', rulesUrl(instrumentId), wish)).status).toBe(403)
    expect((await user.call('PUT', rulesUrl(instrumentId), wish)).status).toBe(403)
    const tried = await lead.call('PUT', rulesUrl(instrumentId), { ...wish, dryRun: true })
    expect(tried.body).toMatchObject({ version: 1, touched: [{ id: body.id }] })
    expect((await lead.call('PUT', rulesUrl(instrumentId), wish)).body).toMatchObject({
      version: 2,
      touched: [{ id: body.id }],
    })
    expect(codes(await lead.call('PUT', rulesUrl(instrumentId), wish))).toEqual(['changed_meanwhile'])
    expect(await shown(user, body.id)).toMatchObject({ status: 'confirmed' })
    expect(codes(await book(user, instrumentId, slotOn(tomorrow, '17:00', '18:00')))).toEqual([
      'booking.outside_opening_hours',
    ])
  })

  test('sees every contradiction of new rules at once', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const { body } = await lead.call<{ rules: object }>('GET', rulesUrl(instrumentId))
    const rules = {
      ...body.rules,
      granularityMinutes: 60,
      shortestMinutes: 90,
      longestMinutes: 30,
      weekly: [{ weekday: 1, from: '08:30', to: '12:00' }],
    }
    const answer = await lead.call('PUT', rulesUrl(instrumentId), { version: 1, bookable: true, rules })
    expect(codes(answer)).toEqual([
      'booking.rules_shortest_over_longest',
      'booking.rules_lengths_off_grid',
      'booking.rules_hours_off_grid',
    ])
  })

  test('closes it only after acknowledging every booking inside, and cancels them if so decided', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const { body } = await book(user, instrumentId, slotOn(tomorrow, '09:00', '11:00'))
    const url = `/api/v1/instruments/${instrumentId}/closures`
    const closure = { ...slotOn(tomorrow, '08:00', '18:00'), kind: 'maintenance', reason: 'New filament' }
    expect((await otherLead.call('POST', url, closure)).status).toBe(403)
    const refused = await lead.call<Problem>('POST', url, closure)
    expect(refused.body.refusals).toMatchObject([
      { code: 'booking.touches_bookings', bookings: [{ id: body.id }] },
    ])
    const closed = await lead.call<{ id: number }>('POST', url, {
      ...closure,
      acknowledged: [body.id],
      cancelTouched: true,
    })
    expect(closed.body).toMatchObject({ cancelled: [body.id] })
    expect(await shown(user, body.id)).toMatchObject({ status: 'cancelled', cancelledLate: false })
    expect(codes(await book(user, instrumentId, slotOn(tomorrow, '09:00', '11:00')))).toEqual([
      'booking.closed',
    ])
    expect((await lead.call('DELETE', `${url}/${closed.body.id}`)).status).toBe(204)
    expect((await book(user, instrumentId, slotOn(tomorrow, '09:00', '11:00'))).status).toBe(201)
  })
})

describe('The calendar of an instrument', () => {
  test('shows everybody when it is free, but names only to those who may know them', async () => {
    const instrumentId = await makeInstrument(app, unitId, {
      weekly: [{ weekday: 2, from: '09:00', to: '17:00' }],
    })
    await book(user, instrumentId, slotOn(tomorrow, '10:00', '11:00'))
    const url = `/api/v1/instruments/${instrumentId}/calendar?from=2026-11-23&to=2026-11-30`
    interface Seen {
      open: object[]
      free: object[]
      bookings: { mine: boolean; id?: number; userName?: string; purpose?: string }[]
    }
    const asVisitor = (await app.visitor.call<Seen>('GET', url)).body
    expect(asVisitor.open).toEqual([{ start: '2026-11-24T09:00:00+08:00', end: '2026-11-24T17:00:00+08:00' }])
    expect(asVisitor.free).toHaveLength(2)
    expect(asVisitor.bookings).toEqual([
      {
        start: '2026-11-24T10:00:00+08:00',
        end: '2026-11-24T11:00:00+08:00',
        status: 'confirmed',
        mine: false,
      },
    ])
    const asUser = (await user.call<Seen>('GET', url)).body
    expect(asUser.bookings).toMatchObject([{ mine: true, purpose: 'Thin films' }])
    expect((await lead.call<Seen>('GET', url)).body.bookings[0]?.userName).toBeDefined()
    expect((await otherLead.call<Seen>('GET', url)).body.bookings[0]).not.toHaveProperty('userName')
    expect((await otherLead.call<Seen>('GET', url)).body.bookings[0]).not.toHaveProperty('purpose')
  })

  test('does not exist for the public while the province has not accepted the instrument', async () => {
    const instrumentId = await makeInstrument(app, unitId, {}, { accepted: false })
    const url = `/api/v1/instruments/${instrumentId}/calendar?from=2026-11-23&to=2026-11-30`
    expect((await app.visitor.call('GET', url)).status).toBe(404)
    expect((await lead.call('GET', url)).status).toBe(200)
    expect((await book(user, instrumentId, slotOn(tomorrow, '10:00', '11:00'))).status).toBe(404)
  })
})

describe('Lists of bookings', () => {
  test('come in pages, soonest first, and hold nobody else’s', async () => {
    const instrumentId = await makeInstrument(app, unitId)
    const person = await app.person({ unitId })
    for (const hour of [9, 10, 11])
      await book(
        person,
        instrumentId,
        slotOn('2026-11-27', `${String(hour).padStart(2, '0')}:00`, `${hour + 1}:00`),
      )
    interface List {
      items: { start: string; mine: boolean }[]
      next?: string
    }
    const first = (await person.call<List>('GET', '/api/v1/account/bookings?limit=2')).body
    expect(first.items.map((item) => item.start.slice(11, 16))).toEqual(['09:00', '10:00'])
    const rest = (
      await person.call<List>('GET', `/api/v1/account/bookings?limit=2&cursor=${first.next ?? ''}`)
    ).body
    expect(rest.items.map((item) => item.start.slice(11, 16))).toEqual(['11:00'])
    expect(rest.next).toBeUndefined()
    const url = `/api/v1/bookings?instrumentId=${instrumentId}`
    expect((await lead.call<List>('GET', url)).body.items).toHaveLength(3)
    expect((await otherLead.call<List>('GET', url)).body.items).toEqual([])
    expect((await person.call('GET', url)).status).toBe(403)
  })

  test('of instruments one manages tell which are open and how many requests wait', async () => {
    const answer = await lead.call<{ items: { instrumentId: number; version: number }[] }>(
      'GET',
      '/api/v1/booking-instruments?limit=100',
    )
    expect(answer.body.items.length).toBeGreaterThan(5)
    expect(
      (await otherLead.call<{ items: object[] }>('GET', '/api/v1/booking-instruments')).body.items,
    ).toEqual([])
  })
})
