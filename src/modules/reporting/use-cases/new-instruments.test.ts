import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeUnit } from '../../../../tests/support/booking.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type { NewInstrumentView } from '../contract.ts'
import { promptNewInstruments } from './new-instruments.ts'

let app: TestApplication
let unitId = 0
let reporter: Person
let stranger: Person
let operator: Person

beforeAll(async () => {
  app = await testApplication()
  unitId = await makeUnit(app)
  const other = await makeUnit(app)
  const reporterOf = (id: number) =>
    app.person({ unitId: id, grants: [{ role: 'unit_reporter', scope: 'unit', scopeId: String(id) }] })
  reporter = await reporterOf(unitId)
  stranger = await reporterOf(other)
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.database.sql`delete from instrument`
  await app.database.sql`delete from inbox_notice`
})

let numbered = 0
async function accepted(
  on: string | undefined,
  more: { state?: string; joined?: boolean; worth?: number } = {},
) {
  const elements = { funds: ['中央财政资金'], ...(on === undefined ? {} : { acceptanceDate: on }) }
  const [row] = await app.database.sql<
    { id: number }[]
  >`insert into instrument (unit_id, inner_id, dictionary, elements,
      state, accepted_version, worth_fen, booked_on, created_at, updated_at)
    values (${unitId}, ${`N-${++numbered}`}, 'g2', ${JSON.stringify(elements)}::jsonb, ${more.state ?? 'draft'},
      ${more.joined === true ? 1 : null}, ${more.worth ?? 40_000_000}, '2026-09-01', ${app.clock.now()}, ${app.clock.now()})
    returning id`
  return row?.id ?? 0
}
interface List {
  readonly items: NewInstrumentView[]
  readonly upcoming: number
  readonly overdue: number
  readonly withoutAcceptance: number
  readonly yearsNotLoaded: number[]
}
const list = async (query = '', by: Person = reporter) =>
  (await by.call<List>('GET', `/api/v1/new-instruments${query}`)).body
const prompt = () => promptNewInstruments(app.deps, new AbortController().signal)
const told = async (person: Person) =>
  (await person.call<{ items: { code: string; title: string }[] }>('GET', '/api/v1/inbox')).body.items

describe('New instruments on Monday 23 November 2026', () => {
  test('are upcoming or overdue by the working calendar, the most urgent first', async () => {
    const dueToday = await accepted('2026-10-12')
    const overdue = await accepted('2026-09-30')
    const fresh = await accepted('2026-11-20')
    await accepted('2026-09-01', { joined: true, state: 'accepted' })
    await accepted('2026-09-01', { worth: 20_000_000 })
    await accepted(undefined)
    const { items, ...counts } = await list()
    expect(items.map(({ instrumentId, overdue: late }) => [instrumentId, late])).toEqual([
      [overdue, true],
      [dueToday, false],
      [fresh, false],
    ])
    expect(items[1]).toMatchObject({ due: '2026-11-23', workingDaysLeft: 0 })
    expect(counts).toMatchObject({ upcoming: 2, overdue: 1, withoutAcceptance: 1, yearsNotLoaded: [2027] })
    expect((await list('?standing=overdue')).items.map(({ instrumentId }) => instrumentId)).toEqual([overdue])
  })

  test('are seen by their unit and the operator, not by another unit', async () => {
    await accepted('2026-10-01')
    expect((await list('', operator)).items).toHaveLength(1)
    expect((await list('', stranger)).items).toEqual([])
    expect((await list(`?unitId=${unitId}`, stranger)).items).toEqual([])
  })

  test('are prompted about once in a week, on working days, while the unit has to act', async () => {
    await accepted('2026-09-30')
    await accepted('2026-10-15')
    await accepted('2026-09-29', { state: 'province_review' })
    expect(await prompt()).toBe(1)
    expect(await prompt()).toBe(0)
    const [notice] = await told(reporter)
    expect(notice).toMatchObject({ code: 'new_instrument.overdue' })
    expect(notice?.title).toContain('1 new instruments')
    app.clock.set('2026-11-29T08:40:00+08:00')
    expect(await prompt()).toBe(0)
    app.clock.set('2026-11-30T08:40:00+08:00')
    expect(await prompt()).toBe(1)
    app.clock.set('2026-11-23T14:30:00+08:00')
  })

  test('that are far from due are not prompted about', async () => {
    await accepted('2026-11-20')
    expect(await prompt()).toBe(0)
  })
})
