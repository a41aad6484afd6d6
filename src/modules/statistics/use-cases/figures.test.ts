import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isoIn, minute } from '#kernel/time.ts'
import { eligibilityOf, eligibilityRulesOn } from '#modules/reporting/index.ts'
import { type UseScene, useScene } from '../../../../tests/support/use-scene.ts'
import type { FigureView, PartView } from '../contract.ts'

let scene: UseScene
beforeAll(async () => {
  scene = await useScene()
  const { app, people, instruments } = scene
  const zone = 'Asia/Shanghai'
  let hoursAgo = 24
  const enter = async (
    person: typeof people.lead,
    instrumentId: number,
    accountId: number,
    minutes: number,
  ) => {
    hoursAgo += 12
    const start = app.clock.now() - hoursAgo * 60 * minute
    const answer = await person.call('POST', `/api/v1/instruments/${instrumentId}/uses`, {
      kind: 'service',
      accountId,
      over: {
        startedAt: isoIn(start as never, zone),
        endedAt: isoIn((start + minutes * minute) as never, zone),
      },
    })
    expect(answer.status).toBe(201)
  }
  await enter(people.lead, instruments.first, people.inside.accountId, 600)
  await enter(people.lead, instruments.first, people.outside.accountId, 200)
  await enter(people.lead, instruments.second, people.inside.accountId, 90)
  await enter(people.otherLead, instruments.foreign, people.alone.accountId, 60)
})
afterAll(() => scene.app.close())

type Figures = { figures: FigureView[]; asOf: string; years: number[]; reportingVersion: string }
const figures = async (query: string, person = scene.app.visitor) => {
  const answer = await person.call<Figures>('GET', `/api/v1/statistics/figures?${query}`)
  return { status: answer.status, ...answer.body }
}
const valueIn = (of: { figures: FigureView[] }, id: string) =>
  of.figures.find((figure) => figure.id === id)?.value

describe('Figures', () => {
  test('of the province are open to everybody and name their definition, version and date', async () => {
    const province = await figures('level=province')
    expect(province.status).toBe(200)
    // B-1 and A-1 cost 500 000 yuan, A-2 only 200 000: it joined of its own will
    expect(valueIn(province, 'mustReport')).toBe(2)
    expect(valueIn(province, 'inNetwork')).toBe(3)
    expect(valueIn(province, 'networkRate')).toBe(100)
    expect(valueIn(province, 'worth')).toBe(120)
    expect(valueIn(province, 'effectiveHours')).toBe(15.83)
    expect(valueIn(province, 'externalHours')).toBe(4.33)
    const share = province.figures.find(({ id }) => id === 'shareRate')
    expect(share).toMatchObject({ value: 27.4, version: '2022.1', unit: '%', set: 'used' })
    expect(share?.formula.en).toContain('ratio of sums')
    expect(province.asOf).toMatch(/\+08:00$/)
    expect(province.reportingVersion).toBe('2022.1')
  })

  test('of a unit and a city count only what is theirs', async () => {
    const unit = await figures(`level=unit&id=${scene.units.alpha}`)
    expect(valueIn(unit, 'effectiveHours')).toBe(14.83)
    expect(valueIn(unit, 'records')).toBe(3)
    const city = await figures('level=city&id=440300')
    expect(valueIn(city, 'effectiveHours')).toBe(1)
    expect(valueIn(city, 'shareRate')).toBe(100)
  })

  test('of another year have the instruments of that year and none of this year’s hours', async () => {
    const before = await figures('level=province&year=2025')
    expect(valueIn(before, 'effectiveHours')).toBe(0)
    expect(valueIn(before, 'inNetwork')).toBe(3)
    expect(valueIn(await figures('level=province&year=2019'), 'inNetwork')).toBe(0)
  })

  test('of an instrument are for those who may read its unit’s figures', async () => {
    const { people, instruments } = scene
    const query = `level=instrument&id=${instruments.first}`
    expect((await figures(query)).status).toBe(403)
    expect((await figures(query, people.otherReporter)).status).toBe(403)
    const own = await figures(query, people.reporter)
    expect(valueIn(own, 'effectiveHours')).toBe(13.33)
    expect(valueIn(own, 'shareRate')).toBe(25)
    expect((await figures('level=unit&id=abc')).status).toBe(422)
    expect((await figures('level=unit&id=999999')).status).toBe(404)
    expect((await figures('level=city&id=999999')).status).toBe(404)
  })

  test.each(['unit', 'city', 'department', 'kind', 'class', 'centre'])(
    'taken apart by %s add up to the whole',
    async (by) => {
      const answer = await scene.app.visitor.call<{ parts: PartView[] }>(
        'GET',
        `/api/v1/statistics/breakdown?by=${by}`,
      )
      const sum = (id: string) =>
        Math.round(answer.body.parts.reduce((total, { values }) => total + (values[id] ?? 0), 0) * 100) / 100
      expect([sum('records'), sum('inNetwork'), sum('mustReport')]).toEqual([4, 3, 2])
      expect(sum('effectiveHours')).toBeCloseTo(15.83, 1)
    },
  )

  test('open to the instruments behind them, of the own unit only', async () => {
    const { people, instruments, app } = scene
    const url = '/api/v1/statistics/instruments?set=used'
    const own = await people.reporter.call<{
      total: number
      items: { id: number; effectiveHours: number }[]
    }>('GET', url)
    expect(own.body.items.map(({ id, effectiveHours }) => [id, effectiveHours])).toEqual([
      [instruments.first, 13.33],
      [instruments.second, 1.5],
    ])
    const others = await people.otherReporter.call<{ total: number }>('GET', url)
    expect(others.body.total).toBe(1)
    expect((await app.visitor.call('GET', url)).status).toBe(401)
    expect((await people.inside.call('GET', url)).status).toBe(403)
  })

  test('and further to the service records behind each, which the own lead sees and another does not', async () => {
    const { people, instruments } = scene
    const url = `/api/v1/service-records?instrumentId=${instruments.first}&year=2026`
    type Records = { items: unknown[]; totals: { effectiveMinutes: number } }
    const own = await people.lead.call<Records>('GET', url)
    expect(own.body.totals).toMatchObject({ records: 2, effectiveMinutes: 800, externalMinutes: 200 })
    const other = await people.otherLead.call<Records>('GET', url)
    expect(other.body.items).toEqual([])
  })

  test('run through the months and add up to the year', async () => {
    const { app, units, instruments, people } = scene
    type Trend = { months: { month: string; effectiveHours: number; records: number }[] }
    const trend = await app.visitor.call<Trend>(
      'GET',
      `/api/v1/statistics/trend?level=unit&id=${units.alpha}`,
    )
    expect(trend.body.months).toHaveLength(11)
    expect(trend.body.months[10]).toMatchObject({ month: '2026-11', records: 3, effectiveHours: 14.83 })
    const fine = await people.reporter.call<Trend>(
      'GET',
      `/api/v1/statistics/trend?level=instrument&id=${instruments.first}`,
    )
    expect(fine.body.months[10]).toMatchObject({ records: 2, effectiveHours: 13.33 })
  })

  test('leave as a sheet that says how they were computed', async () => {
    const answer = await scene.app.visitor.call<string>('GET', '/api/v1/statistics/export?format=csv&by=city')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('Sharing rate (%)')
    expect(answer.body).toContain('a ratio of sums')
    expect(String(answer.headers['content-disposition'])).toContain('figures-province-2026.csv')
  })
})

test('what must be reported is counted as the reporting rules judge it, whatever is known', async () => {
  const { app, units } = scene
  const { sql } = app.database
  const worths = [undefined, 0, 29_999_999, 30_000_000, 30_000_001, 99_999_999_900]
  const sources = [
    undefined,
    [],
    ['中央财政资金'],
    ['单位自有资金'],
    ['单位自有资金', '地方财政资金'],
    ['其他资金'],
  ]
  const rules = await eligibilityRulesOn(app.deps.db, '2026-11-23')
  const [{ id: unitId } = { id: 0 }] = await sql<{ id: number }[]>`insert into unit (name, kind, managing)
    values ('判定示例单位', 'institute', true) returning id`
  let expected = 0
  let no = 0
  for (const worth of worths)
    for (const funds of sources)
      for (const disposedOn of [undefined, '2026-03-01']) {
        await sql`insert into instrument (unit_id, inner_id, dictionary, elements, state, name, worth_fen, disposed_on,
            created_at, updated_at)
          values (${unitId}, ${`E-${++no}`}, 'g2', ${JSON.stringify(funds === undefined ? {} : { funds })}::jsonb, 'draft',
            'x', ${worth ?? null}, ${disposedOn ?? null}, now(), now())`
        const verdict = eligibilityOf(
          { worthFen: worth, funds: funds ?? [], secrecy: 'not_secret', disposedOn, excused: false },
          rules,
        )
        if (verdict.result === 'must_report') expected++
      }
  expect(expected).toBeGreaterThan(0)
  expect(valueIn(await figures(`level=unit&id=${unitId}`), 'mustReport')).toBe(expected)
  expect(valueIn(await figures(`level=unit&id=${units.alpha}`), 'mustReport')).toBe(1)
})

test('the province’s figures take less than 300 ms with 14 300 instruments', async () => {
  const { app, units } = scene
  const { sql } = app.database
  const long = '描述文字'.repeat(400)
  await sql`insert into instrument (unit_id, inner_id, dictionary, elements, state, name, worth_fen, booked_on, class_code,
      accepted_version, created_at, updated_at)
    select ${units.beta}, 'P-' || n, 'g2',
      jsonb_build_object('funds', jsonb_build_array('中央财政资金'), 'technical', ${long} || n, 'function', ${long} || n),
      'accepted', 'P ' || n, 40000000, '2019-01-01', '010101', 1, now(), now() from generate_series(1, 14300) n`
  await sql`insert into instrument_year (unit_id, instrument_id, year, records, effective_minutes, external_minutes)
    select unit_id, id, y, 100, 60000, 20000 from instrument, generate_series(2025, 2026) y where inner_id like 'P-%'`
  await sql`analyze instrument`
  await sql`analyze instrument_year`
  await figures('level=province&year=2025')
  const took: number[] = []
  for (let round = 0; round < 5; round++) {
    const began = performance.now()
    expect(valueIn(await figures('level=province&year=2025'), 'effectiveHours')).toBe(14_300_000)
    took.push(performance.now() - began)
  }
  expect(Math.min(...took)).toBeLessThan(300)
})
