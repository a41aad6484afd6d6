import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, slotOn } from '../../../../tests/support/booking.ts'
import { liftLimits } from '../../../../tests/support/open-rules.ts'

interface Problem {
  readonly refusals: readonly { readonly code: string; readonly message: string }[]
}
interface View {
  readonly madeByName?: string
  readonly userName: string
  readonly overridden: readonly string[]
  readonly overrideReason: string
  readonly version: number
}

let app: TestApplication
let unitId: number
let lead: Person
beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  lead = await makeLead(app, unitId)
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.database.sql`delete from booking`
  await liftLimits(app.deps)
})

const codes = (answer: Answer) => (answer.body as Problem).refusals.map(({ code }) => code)
const book = (who: Person, instrumentId: number, slot: object) =>
  who.call<{ id: number }>('POST', `/api/v1/instruments/${instrumentId}/bookings`, {
    ...slot,
    purpose: 'Rules',
  })
const see = (who: Person, id: number) => who.call<View>('GET', `/api/v1/bookings/${id}`)
const hoursFrom = (start: number) =>
  slotOn('2026-11-26', `${String(start).padStart(2, '0')}:00`, `${String(start + 1).padStart(2, '0')}:00`)

/** A research group of the unit with a head and members. */
async function makeGroup(of: number, headId: number, members: readonly number[]): Promise<void> {
  const [row] = await app.database.sql<
    { id: number }[]
  >`insert into research_group (unit_id, name, lead_account_id)
    values (${of}, ${`Group of ${headId}`}, ${headId}) returning id`
  for (const accountId of members)
    await app.database
      .sql`insert into group_member (unit_id, group_id, account_id) values (${of}, ${row?.id ?? 0}, ${accountId})`
}

describe('A quota of an instrument', () => {
  test.each(['person', 'unit', 'kind', 'group'] as const)(
    'per %s holds when sixteen ask at once for different hours, ten times',
    async (per) => {
      const instrument = await makeInstrument(app, unitId, { quotas: [{ per, period: 'day', hours: 3 }] })
      const other = await makeUnit(app)
      const same = await app.person({ unitId: other })
      const people: Person[] = []
      for (let i = 0; i < 16; i++) people.push(per === 'person' ? same : await app.person({ unitId: other }))
      if (per === 'group')
        await makeGroup(
          other,
          same.accountId,
          people.map(({ accountId }) => accountId),
        )
      for (let round = 0; round < 10; round++) {
        const answers = await Promise.all(people.map((who, i) => book(who, instrument, hoursFrom(i))))
        const won = answers.filter(({ status }) => status === 201)
        expect(won).toHaveLength(3)
        for (const lost of answers.filter(({ status }) => status !== 201))
          expect(codes(lost)).toEqual(['booking.quota_hours'])
        await app.database.sql`delete from booking`
      }
    },
  )

  test('lets others book on, says in words what is left, and counts the booking that moves once', async () => {
    const instrument = await makeInstrument(app, unitId, {
      quotas: [{ per: 'unit', period: 'week', hours: 2 }],
      openPerPerson: 5,
    })
    const other = await makeUnit(app)
    const [one, two, stranger] = await Promise.all([
      app.person({ unitId: other }),
      app.person({ unitId: other }),
      app.person({ unitId: await makeUnit(app) }),
    ])
    const made = await book(one, instrument, slotOn('2026-11-26', '08:00', '09:30'))
    const refused = await book(two, instrument, hoursFrom(10))
    expect(JSON.stringify(refused.body)).toContain(
      'This instrument gives an organisation at most 2 hours a week; 1.5 are booked and 0.5 left, or book after 2026-11-30 00:00',
    )
    expect((await book(stranger, instrument, hoursFrom(10))).status).toBe(201)
    const moved = await one.call('PUT', `/api/v1/bookings/${made.body.id}/slot`, {
      ...slotOn('2026-11-27', '08:00', '10:00'),
      version: 1,
    })
    expect(moved.status).toBe(200)
    const check = await two.call<{ alternatives: { start: string }[] }>(
      'POST',
      `/api/v1/instruments/${instrument}/booking-checks`,
      hoursFrom(12),
    )
    expect(check.body.alternatives[0]?.start).toBe('2026-11-30T00:00:00+08:00')
  })

  test('of open bookings holds for one person', async () => {
    const instrument = await makeInstrument(app, unitId, { openPerPerson: 2 })
    const user = await app.person({ unitId })
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => book(user, instrument, hoursFrom(i))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(codes(await book(user, instrument, hoursFrom(12)))).toEqual(['booking.too_many_open_here'])
  })
})

describe('Whoever manages an instrument', () => {
  test('passes over named rules with a reason, which stays with the booking and in the audit', async () => {
    const instrument = await makeInstrument(app, unitId, { longestMinutes: 60 })
    const wish = slotOn('2026-11-26', '09:00', '12:00')
    expect(codes(await book(lead, instrument, wish))).toEqual(['booking.too_long'])
    const check = await lead.call<{ mayOverride: string[] }>(
      'POST',
      `/api/v1/instruments/${instrument}/booking-checks`,
      wish,
    )
    expect(check.body.mayOverride).toEqual(['booking.too_long'])
    const codesWished = ['booking.too_long', 'booking.too_soon']
    expect(
      codes(await book(lead, instrument, { ...wish, override: { codes: codesWished, reason: '' } })),
    ).toEqual(['booking.reason_needed'])
    const made = await book(lead, instrument, {
      ...wish,
      override: { codes: codesWished, reason: 'Yearly check' },
    })
    expect((await see(lead, made.body.id)).body).toMatchObject({
      overridden: ['booking.too_long'],
      overrideReason: 'Yearly check',
    })
    const [entry] = await app.database.sql`select changes from audit_entry where subject = 'booking'
      and subject_id = ${String(made.body.id)}`
    expect(entry).toMatchObject({
      changes: { overridden: ['booking.too_long'], overrideReason: 'Yearly check' },
    })
    const again = { ...wish, override: { codes: codesWished, reason: 'Twice' } }
    expect(codes(await book(lead, instrument, again))).toEqual(['booking.slot_taken'])
    expect(
      (await book(lead, instrument, { ...wish, override: { codes: ['booking.slot_taken'], reason: 'x' } }))
        .status,
    ).toBe(422)
  })

  test('of another unit may not', async () => {
    const instrument = await makeInstrument(app, unitId, { longestMinutes: 60 })
    const stranger = await makeLead(app, await makeUnit(app))
    const wish = {
      ...slotOn('2026-11-26', '09:00', '12:00'),
      override: { codes: ['booking.too_long'], reason: 'x' },
    }
    expect(codes(await book(stranger, instrument, wish))).toEqual([
      'booking.too_long',
      'booking.override_not_yours',
    ])
    expect(
      (
        await stranger.call<{ mayOverride: string[] }>(
          'POST',
          `/api/v1/instruments/${instrument}/booking-checks`,
          slotOn('2026-11-26', '09:00', '12:00'),
        )
      ).body.mayOverride,
    ).toEqual([])
  })

  test('moves a booking past a rule, and a later move within the rules takes the note away', async () => {
    const instrument = await makeInstrument(app, unitId, { longestMinutes: 60 })
    const user = await app.person({ unitId })
    const made = await book(user, instrument, hoursFrom(9))
    const move = (slot: object, version: number) =>
      lead.call<View>('PUT', `/api/v1/bookings/${made.body.id}/slot`, { ...slot, version })
    const long = {
      ...slotOn('2026-11-26', '13:00', '15:00'),
      override: { codes: ['booking.too_long'], reason: 'Long run' },
    }
    expect((await move(long, 1)).body).toMatchObject({
      overridden: ['booking.too_long'],
      overrideReason: 'Long run',
    })
    expect((await move(hoursFrom(16), 2)).body).toMatchObject({ overridden: [], overrideReason: '' })
  })
})

describe('Booking for somebody else', () => {
  const login = async (who: Person) =>
    (await app.database.sql<{ login: string }[]>`select login from account where id = ${who.accountId}`)[0]
      ?.login ?? ''

  test('is done by the lead; the booking is the other’s and says who made it', async () => {
    const instrument = await makeInstrument(app, unitId)
    const user = await app.person({ unitId: await makeUnit(app) })
    const made = await book(lead, instrument, { ...hoursFrom(9), forWhom: await login(user) })
    expect(made.status).toBe(201)
    expect((await see(user, made.body.id)).body.madeByName).toBeTruthy()
    const [entry] = await app.database.sql`select actor_id, changes from audit_entry where subject = 'booking'
      and subject_id = ${String(made.body.id)}`
    expect(entry).toMatchObject({ actor_id: lead.accountId, changes: { forAccountId: user.accountId } })
    expect(codes(await book(lead, instrument, { ...hoursFrom(10), forWhom: 'nobody.at.all' }))).toEqual([
      'booking.for_nobody_known',
    ])
  })

  test('is done by the head of a group for members where the rules say so, and by nobody where they forbid it', async () => {
    const byHeads = await makeInstrument(app, unitId, { bookForOthers: 'group_lead' })
    const byLead = await makeInstrument(app, unitId)
    const byNobody = await makeInstrument(app, unitId, { bookForOthers: 'nobody' })
    const other = await makeUnit(app)
    const [head, member, outsider] = await Promise.all([0, 1, 2].map(() => app.person({ unitId: other })))
    if (!head || !member || !outsider) throw new Error('three people')
    await makeGroup(other, head.accountId, [member.accountId])
    const forMember = { ...hoursFrom(9), forWhom: await login(member) }
    expect((await book(head, byHeads, forMember)).status).toBe(201)
    expect(codes(await book(head, byLead, forMember))).toEqual(['booking.not_for_others'])
    expect(codes(await book(lead, byNobody, forMember))).toEqual(['booking.not_for_others'])
    expect(codes(await book(head, byHeads, { ...hoursFrom(10), forWhom: await login(outsider) }))).toEqual([
      'booking.for_nobody_known',
    ])
    expect(codes(await book(outsider, byHeads, { ...hoursFrom(10), forWhom: await login(member) }))).toEqual([
      'booking.for_nobody_known',
    ])
  })
})
