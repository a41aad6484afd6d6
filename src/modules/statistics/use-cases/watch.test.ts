import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/time.ts'
import { loadReference } from '#modules/registry/index.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { makeInstrument, makeUnit } from '../../../../tests/support/booking.ts'
import type { WatchBehindView, WatchRowView, WatchUnitView } from '../contract.ts'
import { statisticsJobs } from '../jobs.ts'
import { promptWatchMonthly } from './prompt-watch.ts'
import { takeWatchSnapshot } from './take-watch-snapshot.ts'

let app: TestApplication
let operator: Person
let keeper: Person
let stranger: Person
let unitId = 0
let otherUnit = 0
let instrumentId = 0

beforeAll(async () => {
  app = await testApplication({ now: '2026-11-23T10:00:00+08:00' })
  await loadReference(app.deps)
  unitId = await makeUnit(app)
  otherUnit = await makeUnit(app)
  const { sql } = app.database
  await sql`update unit set created_at = '2025-01-01T00:00:00Z'`
  instrumentId = await makeInstrument(app, unitId)
  await makeInstrument(app, unitId)
  await sql`update instrument set accepted_at = '2026-06-01T00:00:00Z', created_at = '2026-05-01T00:00:00Z',
    elements = '{"cname":"显微镜","fee":"100元/小时"}', booked_on = '2026-01-01'`
  await sql`update instrument set problems = 3 where id = ${instrumentId}`
  const account = await app.person()
  for (const [no, ended, registered, state] of [
    ['1', '2026-11-01T03:00:00Z', '2026-11-02T00:00:00Z', 'complete'],
    ['2', '2026-10-01T03:00:00Z', '2026-11-02T00:00:00Z', 'to_complete'],
    ['3', '2024-10-01T03:00:00Z', '2024-11-02T00:00:00Z', 'to_complete'],
  ] as const)
    await sql`insert into service_record (unit_id, record_no, instrument_id, use_id, account_id, service_type, started_at, ended_at,
        year, effective_minutes, evidence, state, elements, created_at, updated_at)
      values (${unitId}, ${`R${no}`}, ${instrumentId}, ${Number(no)}, ${account.accountId}, 120, ${ended}::timestamptz - interval '1 hour',
        ${ended}, ${Number(ended.slice(0, 4))}, 60, ${no === '1' ? 'logged' : 'declared'}, ${state}, '{}', ${registered}, ${registered})`
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  const over = (id: number) => ({ role: 'unit_administrator', scope: 'unit', scopeId: String(id) }) as const
  keeper = await app.person({ unitId, grants: [over(unitId)] })
  stranger = await app.person({ unitId: otherUnit, grants: [over(otherUnit)] })
})
afterAll(() => app.close())

const ofUnit = async (who: Person) =>
  (await who.call<WatchUnitView>('GET', `/api/v1/watch/units/${unitId}`)).body
const figure = (view: WatchUnitView, thing: string, measure: string) => {
  const found = view.figures.find((one) => one.thing === thing && one.measure === measure)
  return [found?.good, found?.all]
}
const behind = async (thing: string, measure: string) =>
  (
    await keeper.call<{ total: number; items: WatchBehindView[] }>(
      'GET',
      `/api/v1/watch/units/${unitId}/behind?thing=${thing}&measure=${measure}`,
    )
  ).body

describe('The watch over a unit', () => {
  test('counts instruments and records by the rules', async () => {
    const view = await ofUnit(keeper)
    expect(figure(view, 'instruments', 'completeness')).toEqual([4, 30])
    expect(figure(view, 'instruments', 'timeliness')).toEqual([2, 2])
    expect(figure(view, 'instruments', 'freshness')).toEqual([2, 2])
    expect(figure(view, 'instruments', 'correctness')).toEqual([1, 2])
    expect(figure(view, 'records', 'completeness')).toEqual([1, 2])
    expect(figure(view, 'records', 'timeliness')).toEqual([1, 2])
    expect(figure(view, 'records', 'freshness')).toEqual([1, 2])
    expect(figure(view, 'records', 'correctness')).toEqual([1, 2])
    expect(figure(view, 'rules', 'completeness')).toEqual([0, 4])
    expect(view.units).toBe(2)
  })

  test('lists behind every figure exactly what is wanting', async () => {
    const view = await ofUnit(keeper)
    for (const { thing, measure, good, all } of view.figures) {
      if (thing === 'instruments' && measure === 'completeness') continue
      expect({ thing, measure, total: (await behind(thing, measure)).total }).toEqual({
        thing,
        measure,
        total: all - good,
      })
    }
    const elements = await behind('instruments', 'completeness')
    expect(elements.items.flatMap(({ details }) => details)).toHaveLength(26)
    expect((await behind('records', 'completeness')).items.map(({ no }) => no)).toEqual(['R2'])
  })

  test('tells what to do first by the largest gain', async () => {
    const gains = (await ofUnit(keeper)).tasks.map(({ gain }) => gain)
    expect(gains).toEqual(gains.toSorted((a, b) => b - a))
    expect(gains[0]).toBeGreaterThan(0)
  })

  test('is shown to the unit and the province, and to no other unit', async () => {
    const list = async (who: Person) =>
      (await who.call<{ items: WatchRowView[] }>('GET', '/api/v1/watch')).body.items.map((row) => row.unitId)
    expect((await list(operator)).toSorted()).toEqual([unitId, otherUnit].toSorted())
    expect(await list(keeper)).toEqual([unitId])
    expect((await stranger.call('GET', `/api/v1/watch/units/${unitId}`)).status).toBe(404)
    expect(
      (await stranger.call('GET', `/api/v1/watch/units/${unitId}/behind?thing=basic&measure=freshness`))
        .status,
    ).toBe(404)
  })

  test('grows fresh when the unit goes over its information', async () => {
    expect(figure(await ofUnit(keeper), 'basic', 'freshness')).toEqual([0, 1])
    await keeper.call('PUT', `/api/v1/units/${unitId}`, {
      ...{
        nameEn: 'X',
        street: '',
        postalCode: '',
        website: '',
        introduction: '',
        introductionEn: '',
        smallCompany: false,
      },
      contacts: [],
    })
    expect(figure(await ofUnit(keeper), 'basic', 'freshness')).toEqual([1, 1])
  })
})

describe('Month by month', () => {
  test('every unit is kept once, whenever and however often the job runs', async () => {
    const both = await Promise.all([takeWatchSnapshot(app.deps), takeWatchSnapshot(app.deps)])
    expect(both.reduce((a, b) => a + b)).toBe(2)
    expect(await takeWatchSnapshot(app.deps)).toBe(0)
    const view = await ofUnit(keeper)
    expect(view.months.map(({ month, score }) => [month, score])).toEqual([['2026-11', view.score]])
  })

  test('units are prompted once, also when the worker is killed half-way', async () => {
    const inbox = async () => {
      const rows = await app.database.sql<{ n: number }[]>`
        select count(*) as n from inbox_notice where code = 'statistics.watch_prompt' and account_id in (${keeper.accountId}, ${stranger.accountId})`
      return rows[0]?.n
    }
    expect((await keeper.call('POST', '/api/v1/watch/prompts', {})).status).toBe(403)
    const killed = new AbortController()
    killed.abort()
    expect(await promptWatchMonthly(app.deps, killed.signal)).toBe(0)
    const one = await operator.call<{ prompted: number }>('POST', '/api/v1/watch/prompts', {
      unitIds: [unitId],
    })
    expect(one.body).toEqual({ prompted: 1 })
    const live = new AbortController().signal
    const runs = await Promise.all([promptWatchMonthly(app.deps, live), promptWatchMonthly(app.deps, live)])
    expect(runs.reduce((a, b) => a + b)).toBe(1)
    expect(await inbox()).toBe(2)
    app.clock.advance(10 * day)
    await statisticsJobs[1]?.run({}, app.deps, live)
    expect(await inbox()).toBe(4)
  })
})
