import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../../tests/support/application.ts'
import { makeInstrument, makeUnit, overlapsIn, slotOn } from '../../../../tests/support/booking.ts'
import { type ApprovalChain, chainFor, stepsLaidDown, waitingSteps } from '../domain/approval-chain.ts'
import { instant } from '#kernel/time.ts'
import { passLateSteps } from './late-steps.ts'

interface Made {
  readonly id: number
  readonly status: string
}
interface Step {
  readonly by: string
  readonly outcome: string
  readonly inPlaceOfName?: string
}
interface Shown extends Made {
  readonly version: number
  readonly waitsFor?: string
  readonly cancelCode?: string
  readonly steps: readonly Step[]
}

let app: TestApplication
let unitId: number
let user: Person
let head: Person
let lead: Person
let centre: Person
let other: Person
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  user = await app.person({ unitId })
  head = await app.person({ unitId, login: 'head-of-group' })
  centre = await app.person({
    unitId,
    grants: [{ role: 'centre_manager', scope: 'unit', scopeId: String(unitId) }],
  })
  lead = await app.person({
    unitId,
    grants: [{ role: 'instrument_lead', scope: 'unit', scopeId: String(unitId) }],
  })
  const elsewhere = await makeUnit(app)
  other = await app.person({
    unitId: elsewhere,
    login: 'somebody-else',
    grants: [{ role: 'centre_manager', scope: 'unit', scopeId: String(elsewhere) }],
  })
  const { sql } = app.database
  const [group] = await sql<{ id: number }[]>`insert into research_group (unit_id, name, lead_account_id)
    values (${unitId}, 'Thin films', ${head.accountId}) returning id`
  await sql`insert into group_member (unit_id, group_id, account_id)
    values (${unitId}, ${group?.id ?? 0}, ${user.accountId})`
})
afterAll(async () => {
  expect(await overlapsIn(app)).toBe(0)
  await app.close()
})

const all: ApprovalChain = { steps: [{ by: 'group_lead' }, { by: 'lead' }, { by: 'centre' }] }
const slot = slotOn('2026-11-26', '09:00', '10:00')
const codes = (answer: Answer) =>
  (answer.body as { refusals: { code: string }[] }).refusals.map(({ code }) => code)
const book = (who: Person, instrumentId: number, at = slot) =>
  who.call<Made>('POST', `/api/v1/instruments/${instrumentId}/bookings`, { ...at, purpose: 'Films' })
const shown = async (who: Person, id: number) => (await who.call<Shown>('GET', `/api/v1/bookings/${id}`)).body
const decide = async (who: Person, id: number, approve = true, note = '') => {
  const { version } = await shown(user, id)
  return who.call<Shown>('POST', `/api/v1/bookings/${id}/decision`, { approve, note, version })
}

describe('Who a request goes to', () => {
  const rules = { approval: 'external' as const }
  const lone: ApprovalChain = { users: ['company'], steps: [] }
  test.each([
    [rules, 'own_unit', []],
    [rules, 'company', ['lead']],
    [{ approval: 'lead' as const }, 'own_unit', ['lead']],
    [{ ...rules, chains: [lone, all] }, 'company', []],
    [{ ...rules, chains: [lone, all] }, 'own_unit', ['group_lead', 'lead', 'centre']],
    [{ ...rules, chains: [lone] }, 'university', ['lead']],
  ] as const)('by %j is, for %s, %j', (of, kind, expected) => {
    expect(chainFor(of, kind).map(({ by }) => by)).toEqual(expected)
  })
  test('comes up step by step', () => {
    const steps = stepsLaidDown([{ by: 'lead', withinHours: 2 }, { by: 'centre' }], instant(0), 3)
    expect(steps.map(({ no, dueAt }) => [no, dueAt])).toEqual([
      [4, 7_200_000],
      [5, undefined],
    ])
    const decided = steps.map((step) => (step.no === 4 ? { ...step, outcome: 'approved' as const } : step))
    expect(waitingSteps(decided).map((step) => step?.no)).toEqual([5])
  })
})

describe('A chain of three', () => {
  test('is gone through in order, each step by its own people, and is on record', async () => {
    const instrumentId = await makeInstrument(app, unitId, { chains: [all] })
    const { body: made } = await book(user, instrumentId)
    expect(made.status).toBe('pending')
    expect((await decide(other, made.id)).status).toBe(404)
    expect(codes(await decide(lead, made.id))).toEqual(['booking.step_of_another'])
    const waiting = await head.call<{ items: Shown[] }>('GET', '/api/v1/booking-approvals')
    expect(waiting.body.items.map(({ id }) => id)).toContain(made.id)
    expect((await decide(head, made.id)).body).toMatchObject({ status: 'pending', waitsFor: 'lead' })
    expect((await decide(lead, made.id)).body).toMatchObject({ status: 'pending', waitsFor: 'centre' })
    expect((await decide(lead, made.id)).status).toBe(403)
    expect((await decide(centre, made.id)).body).toMatchObject({ status: 'confirmed' })
    expect((await shown(user, made.id)).steps.map(({ by, outcome }) => [by, outcome])).toEqual([
      ['group_lead', 'approved'],
      ['lead', 'approved'],
      ['centre', 'approved'],
    ])
  })
  test('ends at the first that turns it down', async () => {
    const instrumentId = await makeInstrument(app, unitId, { chains: [all] })
    const { body: made } = await book(user, instrumentId)
    expect((await decide(head, made.id, false, 'Not now')).body.status).toBe('rejected')
  })
  test('spares steps the maker could take, and a head who is not there', async () => {
    const instrumentId = await makeInstrument(app, unitId, { chains: [all] })
    const { body } = await book(lead, instrumentId)
    expect((await shown(lead, body.id)).steps.map(({ by }) => by)).toEqual(['centre'])
    const other = await book(centre, instrumentId, slotOn('2026-11-26', '10:00', '11:00'))
    expect(other.body.status).toBe('confirmed')
  })
})

describe('A deputy', () => {
  test('decides in the place of the one who named them, while it lasts', async () => {
    const instrumentId = await makeInstrument(app, unitId, { chains: [{ steps: [{ by: 'centre' }] }] })
    const { body } = await book(user, instrumentId)
    expect((await decide(other, body.id)).status).toBe(404)
    const now = app.clock.now()
    const named = await centre.call<{ id: number }>('POST', '/api/v1/account/booking-deputies', {
      deputy: 'somebody-else',
      from: new Date(now - 60_000).toISOString(),
      until: new Date(now + 3_600_000).toISOString(),
    })
    expect(named.status).toBe(201)
    const decided = await decide(other, body.id)
    expect(decided.body.status).toBe('confirmed')
    expect(decided.body.steps[0]?.inPlaceOfName).toBeDefined()
    expect((await other.call('DELETE', `/api/v1/account/booking-deputies/${named.body.id}`)).status).toBe(404)
    expect((await centre.call('DELETE', `/api/v1/account/booking-deputies/${named.body.id}`)).status).toBe(
      204,
    )
  })
})

describe('Many at once', () => {
  test('are decided each on its own', async () => {
    const instrumentId = await makeInstrument(app, unitId, { approval: 'lead' })
    const one = await book(user, instrumentId)
    const two = await book(user, instrumentId, slotOn('2026-11-26', '11:00', '12:00'))
    const answer = await lead.call<{ items: { refusals: { code: string }[] }[] }>(
      'POST',
      '/api/v1/booking-decisions',
      {
        approve: true,
        items: [
          { bookingId: one.body.id, version: 1 },
          { bookingId: two.body.id, version: 7 },
        ],
      },
    )
    expect(answer.body.items.map(({ refusals }) => refusals.map(({ code }) => code))).toEqual([
      [],
      ['changed_meanwhile'],
    ])
  })
})

describe('Requests that do not keep their time', () => {
  test('may be many for one slot; one gets it, the others are told why', async () => {
    const instrumentId = await makeInstrument(app, unitId, { approval: 'lead', pendingHolds: false })
    const people = await Promise.all(Array.from({ length: 16 }, () => app.person({ unitId })))
    for (let round = 0; round < 5; round++) {
      const at = slotOn(
        '2026-11-27',
        `${String(9 + round).padStart(2, '0')}:00`,
        `${String(10 + round).padStart(2, '0')}:00`,
      )
      const made = await Promise.all(people.map((person) => book(person, instrumentId, at)))
      expect(new Set(made.map(({ body }) => body.status))).toEqual(new Set(['requested']))
      const answers = await Promise.all(
        made.map(({ body }) =>
          lead.call('POST', `/api/v1/bookings/${body.id}/decision`, { approve: true, note: '', version: 1 }),
        ),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      const states = await Promise.all(made.map(({ body }, i) => shown(people[i] ?? lead, body.id)))
      expect(states.filter(({ status }) => status === 'confirmed')).toHaveLength(1)
      expect(states.filter(({ cancelCode }) => cancelCode === 'slot_given')).toHaveLength(15)
    }
  })
  test('give way to a booking that came first', async () => {
    const instrumentId = await makeInstrument(app, unitId, { approval: 'lead', pendingHolds: false })
    const { body } = await book(user, instrumentId)
    expect((await book(lead, instrumentId)).status).toBe(201)
    expect(codes(await decide(lead, body.id))).toEqual(['booking.slot_taken'])
  })
})

const stateOf = async (id: number) => {
  const [row] = await app.database.sql<{ status: string; decider: string | null }[]>`select status,
    (select s.decider from booking_step s where s.booking_id = b.id and s.outcome = '' order by s.no limit 1) as decider
    from booking b where id = ${id}`
  return [row?.status, row?.decider]
}

// Last: sessions end while the clock goes on.
describe('A step with a time limit', () => {
  test('moves on or ends when a step is late', async () => {
    const chains = [
      {
        steps: [
          { by: 'lead', withinHours: 1, late: 'escalate' },
          { by: 'centre', withinHours: 1 },
        ],
      },
    ] as const
    const instrumentId = await makeInstrument(app, unitId, { chains })
    const { body } = await book(user, instrumentId)
    app.clock.advance(61 * 60_000)
    await passLateSteps(app.deps)
    expect(await stateOf(body.id)).toEqual(['pending', 'centre'])
    app.clock.advance(61 * 60_000)
    await passLateSteps(app.deps)
    expect((await stateOf(body.id))[0]).toBe('expired')
  })
})
