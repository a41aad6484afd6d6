import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day, hour, instantOf, plus } from '#kernel/time.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { makeInstrument, makeLead, makeUnit, slotOn } from '../../../../tests/support/booking.ts'
import { exampleReference } from '../../../../tests/support/catalogue.ts'

interface Found {
  readonly items: readonly {
    readonly instrumentId: number
    readonly slots: readonly { readonly start: string; readonly end: string }[]
    readonly needs: readonly string[]
    readonly hourlyYuan?: number
    readonly km?: number
    readonly userKind: string
  }[]
  readonly total: number
  readonly loosen: readonly { readonly wish: string; readonly count: number }[]
}

let app: TestApplication
let unitId: number
let otherUnit: number
let user: Person
beforeAll(async () => {
  app = await testApplication({ now: '2026-11-23T00:00:00Z' })
  await exampleReference(app)
  unitId = await makeUnit(app)
  otherUnit = await makeUnit(app, { kind: 'company' })
  user = await app.person({ unitId: otherUnit })
})
afterAll(() => app.close())

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }))
/** An instrument the public finds under a word of its own. */
async function published(
  name: string,
  rules: Parameters<typeof makeInstrument>[2] = {},
  entry: { price?: string; city?: string; unitId?: number } = {},
): Promise<number> {
  const of = entry.unitId ?? unitId
  const id = await makeInstrument(app, of, { weekly: weekdays, ...rules })
  await app.database
    .sql`insert into catalogue_entry (unit_id, instrument_id, name, name_en, model, maker, summary, class_code,
      city_code, disciplines, worth_fen, open_to, modes, unit_name, accepted_at, price)
    values (${of}, ${id}, ${name}, '', '', '', '', '010102', ${entry.city ?? '440100'}, '{}', 100,
      ${['university', 'company']}, ${['self']}, 'Example', now(), ${entry.price ?? ''})`
  return id
}
const find = async (query: string, who: Person = app.visitor) =>
  (await who.call<Found>('GET', `/api/v1/slots?${query}`)).body
const starts = (found: Found) => found.items.map(({ slots }) => slots[0]?.start)

describe('A question about free time', () => {
  test('is answered with the soonest slots of every instrument that fits, without signing in', async () => {
    const early = await published('alpha one')
    const late = await published('alpha two')
    await user.call('POST', `/api/v1/instruments/${late}/bookings`, {
      ...slotOn('2026-11-23', '10:00', '12:00'),
      purpose: 'Films',
    })
    const found = await find(
      'q=alpha&minutes=120&from=2026-11-23&to=2026-11-23&hoursFrom=10:00&hoursTo=18:00',
    )
    expect(found.items.map(({ instrumentId }) => instrumentId)).toEqual([early, late])
    expect(starts(found)).toEqual(['2026-11-23T10:00:00+08:00', '2026-11-23T12:00:00+08:00'])
    expect(found.items[0]?.needs).toEqual(['sign_in'])
    expect(JSON.stringify(found)).not.toContain('Films')
  })

  test('offers what the booking form then takes, and nothing that was just taken', async () => {
    const id = await published('beta', { approval: 'external' })
    const [offer] = (await find('q=beta&minutes=60', user)).items
    expect(offer).toMatchObject({ instrumentId: id, needs: ['approval'], userKind: 'company' })
    const made = await user.call('POST', `/api/v1/instruments/${id}/bookings`, {
      ...offer?.slots[0],
      purpose: 'x',
    })
    expect(made.status).toBe(201)
    const [next] = (await find('q=beta&minutes=60', user)).items
    expect(next?.slots[0]?.start).toBe(offer?.slots[0]?.end)
  })

  test('follows closures, cancellations and new rules', async () => {
    const id = await published('gamma')
    const lead = await makeLead(app, unitId)
    const first = async () => starts(await find('q=gamma&minutes=60'))[0]
    const before = await first()
    const closed = await lead.call<{ id: number }>('POST', `/api/v1/instruments/${id}/closures`, {
      start: '2026-11-23T00:00:00+08:00',
      end: '2026-11-25T00:00:00+08:00',
      kind: 'maintenance',
    })
    expect(await first()).toBe('2026-11-25T09:00:00+08:00')
    await lead.call('DELETE', `/api/v1/instruments/${id}/closures/${closed.body.id}`)
    expect(await first()).toBe(before)
    const rules = (await lead.call<{ rules: object }>('GET', `/api/v1/instruments/${id}/booking-rules`)).body
      .rules
    await lead.call('PUT', `/api/v1/instruments/${id}/booking-rules`, { version: 1, bookable: false, rules })
    expect((await find('q=gamma&minutes=60')).total).toBe(0)
  })

  test('keeps to the kind of user: who asks as themselves is judged as themselves', async () => {
    const closedToCompanies = await published('delta one', { openTo: ['own_unit', 'university'] })
    const open = await published('delta two')
    const ids = (found: Found) => found.items.map(({ instrumentId }) => instrumentId)
    expect(ids(await find('q=delta', user))).toEqual([open])
    expect(ids(await find('q=delta&userKind=company'))).toEqual([open])
    expect(ids(await find('q=delta&userKind=university')).toSorted()).toEqual([closedToCompanies, open])
    expect(ids(await find('q=delta&userKind=university', user))).toEqual([open])
  })

  test('orders by price and by distance, and keeps to a price cap', async () => {
    const dear = await published(
      'epsilon one',
      {},
      { price: '校内100元/小时，企业900元/小时', city: '440100' },
    )
    const cheap = await published('epsilon two', {}, { price: '300 元/小时', city: '440300' })
    const unknown = await published('epsilon three', {}, { price: '面议', city: '440500' })
    const ids = async (query: string) =>
      (await find(query, user)).items.map(({ instrumentId }) => instrumentId)
    expect(await ids('q=epsilon&sort=price')).toEqual([cheap, dear, unknown])
    expect(await ids('q=epsilon&priceCap=500')).toEqual([cheap])
    expect(await ids('q=epsilon&sort=distance&near=440300')).toEqual([cheap, dear, unknown])
    expect((await find('q=epsilon&sort=distance', user)).items[0]?.km).toBe(0)
  })

  test('says what to give up when nothing fits, the wish that excludes most first', async () => {
    await published('zeta one', {}, { price: '300 元/小时' })
    await published('zeta two')
    const found = await find('q=zeta&priceCap=100&city=440100')
    expect(found.items).toEqual([])
    expect(found.loosen).toMatchObject([{ wish: 'priceCap', count: 2 }])
  })

  test('asks only for what a qualification of the unit covers when told so', async () => {
    const covered = await published('eta', {}, { unitId: otherUnit })
    await published('eta too')
    await app.database
      .sql`insert into qualification (unit_id, kind, number, valid_from, valid_until, instrument_ids)
      values (${otherUnit}, 'CNAS', 'L0001', '2026-01-01', '2027-01-01', ${[covered]})`
    const found = await find('q=eta&certified=true')
    expect(found.items.map(({ instrumentId }) => instrumentId)).toEqual([covered])
  })

  test('refuses half of a pair of hours and spans that end before they begin', async () => {
    const codes = async (query: string) =>
      (await app.visitor.call<{ refusals: { code: string }[] }>('GET', `/api/v1/slots?${query}`)).body
        .refusals
    expect(await codes('hoursFrom=09:00')).toMatchObject([{ code: 'availability.hours_both_or_none' }])
    expect(await codes('from=2026-12-02&to=2026-12-01')).toMatchObject([
      { code: 'availability.ends_before_it_starts' },
    ])
  })

  test('never leads further ahead than sixty days', async () => {
    await published('theta', {
      weekly: [],
      exceptions: [{ date: '2027-01-22', windows: [{ from: '09:00', to: '10:00' }] }],
      horizonDays: 366,
    })
    const now = app.clock.now()
    const inReach = await find('q=theta')
    expect(instantOf(inReach.items[0]?.slots[0]?.start ?? '')).toBeLessThan(plus(now, 61 * day - hour))
  })
})
