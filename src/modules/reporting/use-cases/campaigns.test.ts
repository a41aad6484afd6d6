import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type {
  BoardView,
  CampaignFiguresView,
  CampaignInstrumentView,
  CampaignRowView,
  CampaignView,
} from '../contract.ts'
import { eligibilityOf } from '../domain/eligibility-rules.ts'
import { reportStates } from '../domain/report-transitions.ts'
import { reportingRules } from './campaign-rules-in-force.ts'
import { promptCampaigns } from './prompt-campaigns.ts'

let app: TestApplication
let operator: Person
let auditor: Person
let departmentPerson: Person
let reporter: Person
let stranger: Person
const units: number[] = []
const departments: number[] = []
const cities = ['440100', '440300']

const insertId = async (text: string, values: readonly unknown[]): Promise<number> => {
  const [row] = await app.database.sql.unsafe<{ id: number }[]>(text, values as never[])
  return row?.id ?? 0
}

beforeAll(async () => {
  app = await testApplication()
  for (const name of ['省教育厅', '省科学院'])
    departments.push(
      await insertId(`insert into department (key, name, kind) values ($1, $1, 'other') returning id`, [
        name,
      ]),
    )
  for (const [at, name] of ['甲大学', '=1+1', '丙研究院', '丁医院'].entries())
    units.push(
      await insertId(
        `insert into unit (name, kind, managing, department_id, city_code) values ($1, 'university', true, $2, $3) returning id`,
        [name, departments[at % 2], cities[at < 2 ? 0 : 1]],
      ),
    )
  const grant = (role: 'unit_reporter' | 'department', id: number | undefined) =>
    ({ role, scope: role === 'department' ? 'department' : 'unit', scopeId: String(id) }) as const
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  auditor = await app.person({ grants: [{ role: 'auditor', scope: 'site', scopeId: '' }] })
  departmentPerson = await app.person({ grants: [grant('department', departments[0])] })
  reporter = await app.person({ grants: [grant('unit_reporter', units[0])] })
  stranger = await app.person({ grants: [grant('unit_reporter', units[3])] })
})
afterAll(() => app.close())
/** Time passes and nobody's session ends by it. */
async function itIs(day: string, time = '10:00'): Promise<void> {
  app.clock.set(`${day}T${time}:00+08:00`)
  await app.database.sql`update session set last_seen_at = ${app.clock.now()}`
}
beforeEach(async () => {
  await itIs('2026-11-23', '14:30')
  for (const table of ['inbox_notice', 'campaign', 'report_step', 'instrument'])
    await app.database.sql.unsafe(`delete from ${table}`)
})

interface Made {
  readonly unit?: number
  readonly state?: string
  readonly worth?: number | null
  readonly funds?: readonly string[]
  readonly accepted?: boolean
  readonly disposed?: boolean
  readonly booked?: string | null
}
let numbered = 0
const instrument = (made: Made = {}) =>
  insertId(
    `insert into instrument (unit_id, inner_id, dictionary, elements, state, accepted_version, disposed_on, name, worth_fen,
       booked_on, created_at, updated_at)
     values ($1, $2, 'g2', $3::jsonb, $4, $5, $6, '示例离心机', $7, $8, $9, $9) returning id`,
    [
      made.unit ?? units[0],
      `C-${++numbered}`,
      JSON.stringify(made.funds === undefined ? { funds: ['中央财政资金'] } : { funds: made.funds }),
      made.state ?? 'draft',
      made.accepted === true ? 1 : null,
      made.disposed === true ? '2026-01-01' : null,
      made.worth === undefined ? 40_000_000 : made.worth,
      made.booked === undefined ? '2025-03-01' : made.booked,
      new Date(app.clock.now()).toISOString(),
    ],
  )

const wish = {
  name: '2026 年度报送',
  ruleSet: '2022.1',
  called: 'all',
  reportBy: '2026-11-30',
  forwardBy: '2026-12-20',
  guidance: '请按时报送',
  promptBeforeDays: [14, 7, 1],
  promptEveryDays: 5,
}
const draft = async (change: object = {}) =>
  (await operator.call<CampaignView>('POST', '/api/v1/campaigns', { ...wish, ...change })).body
const step = (campaign: CampaignView, name: 'open' | 'close', by: Person = operator) =>
  by.call<CampaignView>('POST', `/api/v1/campaigns/${campaign.id}/steps`, {
    step: name,
    revision: campaign.revision,
  })
const opened = async (change: object = {}) => (await step(await draft(change), 'open')).body
const board = async (id: number, query = '', by: Person = operator) =>
  (await by.call<BoardView>('GET', `/api/v1/campaigns/${id}/board${query}`)).body
const inbox = async (person: Person) =>
  (await person.call<{ items: { code: string; title: string }[] }>('GET', '/api/v1/inbox')).body.items
const codesOf = (answer: { body: unknown }) =>
  (answer.body as { refusals: { code: string }[] }).refusals.map(({ code }) => code)
const prompt = () => promptCampaigns(app.deps, new AbortController().signal)

describe('A campaign', () => {
  test('is prepared unseen, opened to the units called, changed within limits, and closed', async () => {
    const made = await draft({ called: 'departments', calledIds: [String(departments[0])] })
    expect(made).toMatchObject({ state: 'draft', units: 2, rules: { thresholdWan: 30 } })
    expect((await reporter.call('GET', `/api/v1/campaigns/${made.id}`)).status).toBe(404)
    const open = await step(made, 'open')
    expect(open.body).toMatchObject({ state: 'open', revision: made.revision + 1 })
    expect((await reporter.call('GET', `/api/v1/campaigns/${made.id}`)).status).toBe(200)
    expect((await inbox(reporter)).map(({ code }) => code)).toEqual(['campaign.opened'])
    const later = await operator.call<CampaignView>('PUT', `/api/v1/campaigns/${made.id}`, {
      ...wish,
      called: 'all',
      reportBy: '2026-12-05',
      revision: open.body.revision,
    })
    expect(later.body).toMatchObject({ reportBy: '2026-12-05', units: 4 })
    expect(await inbox(reporter)).toHaveLength(1)
    expect(await inbox(stranger)).toHaveLength(1)
    const otherRules = await operator.call('PUT', `/api/v1/campaigns/${made.id}`, {
      ...wish,
      ruleSet: '2023.1',
      revision: later.body.revision,
    })
    expect(codesOf(otherRules)).toEqual(['campaign.fixed_once_open'])
    const closed = await step(later.body, 'close')
    expect(closed.body.state).toBe('closed')
    expect(codesOf(await step(closed.body, 'open'))).toEqual(['campaign.wrong_state'])
  })

  test('does not exist for units it does not call, nor do the instruments of another unit', async () => {
    const { id } = await opened({ called: 'units', calledIds: [String(units[0]), String(units[1])] })
    expect((await stranger.call('GET', `/api/v1/campaigns/${id}`)).status).toBe(404)
    expect((await stranger.call('GET', `/api/v1/campaigns/${id}/board`)).status).toBe(404)
    const list = await stranger.call<{ items: CampaignRowView[] }>('GET', '/api/v1/campaigns')
    expect(list.body.items).toEqual([])
    const others = `/api/v1/campaigns/${id}/units/${String(units[1])}/instruments`
    expect((await reporter.call('GET', others)).status).toBe(404)
    expect((await operator.call('GET', others)).status).toBe(200)
  })

  test('is managed by operators alone', async () => {
    const made = await draft()
    for (const person of [reporter, auditor, departmentPerson]) {
      expect((await person.call('POST', '/api/v1/campaigns', wish)).status).toBe(403)
      expect((await step(made, 'open', person)).status).toBe(403)
    }
  })

  test('tells everything that is wrong with it at once', async () => {
    const answer = await operator.call('POST', '/api/v1/campaigns', {
      ...wish,
      ruleSet: '1999',
      forwardBy: '2026-11-01',
      bookedFrom: '2026-02-01',
      bookedUntil: '2026-01-01',
      called: 'cities',
    })
    expect(codesOf(answer)).toEqual([
      'campaign.rule_set_unknown',
      'campaign.deadlines_crossed',
      'campaign.dates_crossed',
      'campaign.nobody_called',
    ])
  })

  test('that was never opened can be thrown away, an open one cannot', async () => {
    const made = await draft()
    expect((await operator.call('DELETE', `/api/v1/campaigns/${made.id}`)).status).toBe(204)
    const open = await opened()
    expect(codesOf(await operator.call('DELETE', `/api/v1/campaigns/${open.id}`))).toEqual([
      'campaign.wrong_state',
    ])
  })
})

describe('Annexes', () => {
  const pdf = new TextEncoder().encode('%PDF-1.7 an example')

  test('are taken by their content, read by those called, and kept once the campaign is closed', async () => {
    const open = await opened({ called: 'units', calledIds: [String(units[0])] })
    const path = `/api/v1/campaigns/${open.id}/annexes`
    const wrong = await operator.call('POST', `${path}?name=a.pdf`, new TextEncoder().encode('MZ a program'))
    expect(codesOf(wrong)).toEqual(['campaign.annex_kind'])
    const added = await operator.call<CampaignView>('POST', `${path}?name=annex`, pdf)
    expect(added.body.annexes).toMatchObject([{ name: 'annex.pdf', mediaType: 'application/pdf' }])
    const file = `${path}/${String(added.body.annexes[0]?.fileId)}`
    expect((await reporter.call('GET', file)).status).toBe(200)
    expect((await stranger.call('GET', file)).status).toBe(404)
    expect((await reporter.call('POST', `${path}?name=b.pdf`, pdf)).status).toBe(403)
    await step(open, 'close')
    expect(codesOf(await operator.call('DELETE', file))).toEqual(['campaign.wrong_state'])
  })

  test('go with their bytes while the campaign is open', async () => {
    const open = await opened()
    const path = `/api/v1/campaigns/${open.id}/annexes`
    const added = await operator.call<CampaignView>('POST', `${path}?name=a.pdf`, pdf)
    const fileId = added.body.annexes[0]?.fileId ?? 0
    expect((await operator.call('DELETE', `${path}/${fileId}`)).status).toBe(204)
    expect(await app.database.sql`select from stored_file where id = ${fileId}`).toHaveLength(0)
  })
})

describe('The board', () => {
  const anything = fc.record({
    unit: fc.constantFrom(0, 1, 2, 3),
    state: fc.constantFrom(...reportStates),
    worth: fc.constantFrom(null, 29_999_999, 30_000_000, 49_999_999, 50_000_000, 90_000_000),
    funds: fc.constantFrom(
      [],
      ['中央财政资金'],
      ['地方财政资金'],
      ['单位自有资金'],
      ['单位自有资金', '地方财政资金'],
    ),
    accepted: fc.boolean(),
    disposed: fc.boolean(),
    booked: fc.constantFrom(null, '2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'),
  })

  test.each([
    ['2022.1', {}, '2026-11-23'],
    ['2022.1', { bookedFrom: '2025-01-01', bookedUntil: '2025-12-31' }, '2026-12-01'],
    ['2023.1', { bookedFrom: '2025-01-01' }, '2026-12-25'],
  ])('under rules %s with dates %j on %s says what counting one by one says', async (ruleSet, dates, day) => {
    const made = fc.sample(anything, { numRuns: 250, seed: 7 })
    for (const one of made) await instrument({ ...one, unit: units[one.unit] ?? 0 })
    const { id } = await opened({ ruleSet, ...dates })
    await itIs(day)
    const rules = await reportingRules(app.deps.db, ruleSet)
    const { bookedFrom = '0', bookedUntil = '9' } = dates as { bookedFrom?: string; bookedUntil?: string }

    const counted = made
      .filter(({ booked }) => booked === null || (booked >= bookedFrom && booked <= bookedUntil))
      .map((one) => ({
        ...one,
        result: eligibilityOf(
          {
            worthFen: one.worth ?? undefined,
            funds: one.funds,
            secrecy: 'not_secret',
            excused: false,
            disposedOn: one.disposed ? '2026-01-01' : undefined,
          },
          rules,
        ).result,
        handedIn: one.accepted || one.state === 'province_review' || one.state === 'accepted',
      }))
    const recount = (of: readonly (typeof counted)[number][]): CampaignFiguresView => {
      const must = of.filter(({ result }) => result === 'must_report')
      const count = (list: readonly unknown[]) => list.length
      return {
        instruments: count(of),
        mustReport: count(must),
        mayReport: count(of.filter(({ result }) => result === 'may_report')),
        undecided: count(of.filter(({ result }) => result === 'undecided')),
        excused: 0,
        byState: Object.fromEntries(
          reportStates.map((state) => [state, count(must.filter((one) => one.state === state))]),
        ) as CampaignFiguresView['byState'],
        handedIn: count(must.filter(({ handedIn }) => handedIn)),
        accepted: count(must.filter(({ accepted }) => accepted)),
        lateInUnit: day > wish.reportBy ? count(must.filter(({ handedIn }) => !handedIn)) : 0,
        lateInProvince:
          day > wish.forwardBy ? count(must.filter(({ handedIn, accepted }) => handedIn && !accepted)) : 0,
      }
    }
    const groups = {
      unit: (at: number) => String(units[at]),
      department: (at: number) => String(departments[at % 2]),
      city: (at: number) => cities[at < 2 ? 0 : 1] ?? '',
    }
    for (const by of ['unit', 'department', 'city'] as const) {
      const shown = await board(id, `?by=${by}`)
      expect(shown.total).toEqual(recount(counted))
      const expected = Map.groupBy(counted, ({ unit }) => groups[by](unit))
      expect(shown.rows.map(({ key }) => key).toSorted()).toEqual([...expected.keys()].toSorted())
      for (const row of shown.rows)
        expect([row.key, row.figures]).toEqual([row.key, recount(expected.get(row.key) ?? [])])
    }
    const own = await board(id, '', departmentPerson)
    expect(own.total).toEqual(recount(counted.filter(({ unit }) => unit % 2 === 0)))
  })

  test('explains single instruments under the rules of the campaign, and what remains', async () => {
    const must = await instrument()
    const small = await instrument({ worth: 20_000_000 })
    const unknown = await instrument({ worth: null })
    const done = await instrument({ state: 'accepted', accepted: true })
    const { id } = await opened()
    const list = async (show: string) =>
      (
        await reporter.call<{ items: CampaignInstrumentView[]; total: number }>(
          'GET',
          `/api/v1/campaigns/${id}/units/${String(units[0])}/instruments?show=${show}`,
        )
      ).body.items.map(({ instrumentId, eligibility }) => [
        instrumentId,
        eligibility.result,
        eligibility.reasons[0],
      ])
    expect(await list('remaining')).toEqual([
      [must, 'must_report', 'at_least_threshold'],
      [unknown, 'undecided', 'worth_unknown'],
    ])
    expect(await list('all')).toContainEqual([small, 'may_report', 'below_threshold'])
    expect(await list('must')).toContainEqual([done, 'must_report', 'at_least_threshold'])
    const [row] = (await reporter.call<{ items: CampaignRowView[] }>('GET', '/api/v1/campaigns')).body.items
    expect(row).toMatchObject({ id, remaining: 2 })
  })

  test('of a closed campaign stays what it was', async () => {
    const changing = await instrument({ state: 'province_review' })
    const open = await opened()
    await itIs('2026-12-25', '10:00')
    const before = await board(open.id)
    const closed = (await step(open, 'close')).body
    await app.database
      .sql`update instrument set state = 'accepted', accepted_version = 1 where id = ${changing}`
    await instrument({ worth: 99_000_000 })
    await itIs('2027-06-01', '10:00')
    expect(await board(closed.id)).toEqual(before)
    const kept = await operator.call<{ items: CampaignInstrumentView[] }>(
      'GET',
      `/api/v1/campaigns/${closed.id}/units/${String(units[0])}/instruments?show=all`,
    )
    expect(kept.body.items).toMatchObject([
      { instrumentId: changing, state: 'province_review', late: 'province' },
    ])
  })

  test('is exported as a sheet that runs nothing', async () => {
    await instrument()
    const { id } = await opened()
    const sheet = await operator.call<string>('GET', `/api/v1/campaigns/${id}/board/sheet?format=csv`)
    expect(sheet.body).toContain("'=1+1,1,0")
    expect(sheet.body).toContain('Unit,Units,Instruments')
    expect((await operator.call('GET', `/api/v1/campaigns/${id}/board/sheet`)).status).toBe(200)
  })
})

describe('Prompts', () => {
  test('reach every unit with something left, once for each occasion, and stop when it is done', async () => {
    const left = await instrument()
    await instrument({ unit: units[3] ?? 0, state: 'accepted', accepted: true })
    await opened()
    const titles = async () => (await inbox(reporter)).map(({ code }) => code)
    expect(await prompt()).toBe(1)
    expect(await prompt()).toBe(0)
    expect(await titles()).toEqual(['campaign.due', 'campaign.opened'])
    expect((await inbox(stranger)).map(({ code }) => code)).toEqual(['campaign.opened'])
    await itIs('2026-11-28', '08:30')
    expect(await prompt()).toBe(0)
    await itIs('2026-11-29', '08:30')
    expect(await prompt()).toBe(1)
    await itIs('2026-12-01', '08:30')
    expect(await prompt()).toBe(1)
    expect((await titles())[0]).toBe('campaign.late')
    await itIs('2026-12-05', '08:30')
    expect(await prompt()).toBe(0)
    await app.database.sql`update instrument set state = 'province_review' where id = ${left}`
    await itIs('2026-12-06', '08:30')
    expect(await prompt()).toBe(0)
    const [row] = (await board((await operatorsFirst()).id)).rows.filter(
      ({ key }) => key === String(units[0]),
    )
    expect(row).toMatchObject({ prompts: 3, promptedOn: '2026-12-01' })
  })

  const operatorsFirst = async (): Promise<CampaignRowView> => {
    const [first] = (await operator.call<{ items: CampaignRowView[] }>('GET', '/api/v1/campaigns')).body.items
    if (first === undefined) throw new Error('No campaign')
    return first
  }

  test('tell the operators what waits before the day of passing on', async () => {
    await instrument({ state: 'province_review' })
    await opened()
    await itIs('2026-12-13', '08:30')
    await prompt()
    await prompt()
    expect((await inbox(operator)).map(({ code }) => code)).toEqual(['campaign.forward_due'])
  })

  test('of a closed campaign come no more', async () => {
    await instrument()
    await step(await opened(), 'close')
    expect(await prompt()).toBe(0)
  })

  test('run by two workers at once tell everybody once', async () => {
    for (const unit of units) await instrument({ unit })
    await opened()
    const told = await Promise.all([prompt(), prompt(), prompt()])
    expect(told.reduce((sum, one) => sum + one, 0)).toBe(2)
    expect((await inbox(reporter)).filter(({ code }) => code === 'campaign.due')).toHaveLength(1)
  })
})
