import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { system } from '#kernel/actor.ts'
import type { Role, ScopeKind } from '#kernel/permissions.ts'
import {
  type Answer,
  type Person,
  testApplication,
  type TestApplication,
} from '../../../../tests/support/application.ts'
import type { DeclarationRowView, DeclarationView } from '../contract.ts'
import { expireDeclarations, promptEndingDeclarations } from './expire-declarations.ts'
import { readReport } from './read-report.ts'

let app: TestApplication
let unitId = 0
let departmentId = 0
let reporter: Person
let leader: Person
let department: Person
let province: Person
let stranger: Person
let otherDepartment: Person

const first = async (rows: Promise<readonly { id: number }[]>) => (await rows)[0]?.id ?? 0
beforeAll(async () => {
  app = await testApplication({ now: '2026-11-23T10:00:00+08:00' })
  const { sql } = app.database
  const makeDepartment = (key: string) =>
    first(
      sql<
        { id: number }[]
      >`insert into department (key, name, kind) values (${key}, ${`主管${key}`}, 'provincial_department') returning id`,
    )
  departmentId = await makeDepartment('甲')
  const otherId = await makeDepartment('乙')
  unitId = await first(
    sql<{ id: number }[]>`insert into unit (name, kind, managing, department_id, credit_code)
      values ('示例大学', 'university', true, ${departmentId}, '12440000455350000X') returning id`,
  )
  const otherUnitId = await first(
    sql<
      { id: number }[]
    >`insert into unit (name, kind, managing, department_id) values ('示范院', 'institute', true, ${otherId}) returning id`,
  )
  const holder = (name: string, role: Role, scope: ScopeKind, scopeId: number | '') =>
    app.person({ name, grants: [{ role, scope, scopeId: String(scopeId) }] })
  reporter = await holder('填报人', 'unit_reporter', 'unit', unitId)
  leader = await holder('负责人', 'unit_administrator', 'unit', unitId)
  department = await holder('主管人', 'department', 'department', departmentId)
  otherDepartment = await holder('别的主管', 'department', 'department', otherId)
  province = await holder('省厅', 'province', 'site', '')
  stranger = await holder('别家填报人', 'unit_reporter', 'unit', otherUnitId)
})
afterAll(() => app.close())

let made = 0
const makeInstrument = async (state = 'draft') => {
  const innerId = `D-${++made}`
  const elements = {
    innerId,
    cname: `示例仪器${made}`,
    instrVersion: 'X-1',
    worth: 80,
    funds: ['中央财政资金'],
  }
  return first(
    app.database.sql<{ id: number }[]>`insert into instrument
      (unit_id, inner_id, dictionary, elements, state, accepted_version, name, worth_fen, booked_on, created_at, updated_at)
      values (${unitId}, ${innerId}, 'g2-4-2019', ${JSON.stringify(elements)}::jsonb, ${state},
        ${state === 'accepted' ? 1 : null}, ${elements.cname}, 80000000, '2020-05-06', now(), now()) returning id`,
  )
}
const wish = (instrumentIds: readonly number[], more: object = {}) => ({
  ...{ reason: 'special_function', explanation: '专用试验装置，离线后无法运行', instrumentIds },
  ...{ validFrom: '2026-11-01', validUntil: '2028-10-31' },
  ...more,
})
const codes = (answer: Answer) =>
  (answer.body as { refusals?: { code: string }[] }).refusals?.map(({ code }) => code)
const make = async (content: object, who = reporter) =>
  who.call<DeclarationView>('POST', '/api/v1/declarations', { unitId, ...content })
const read = async (id: number, who = reporter) =>
  who.call<DeclarationView>('GET', `/api/v1/declarations/${id}`)
async function step(who: Person, id: number, name: string, comment = '') {
  const { revision } = (await read(id, province)).body
  return who.call<DeclarationView>('POST', `/api/v1/declarations/${id}/steps`, {
    step: name,
    revision,
    comment,
  })
}
async function upTo(state: string, content: object): Promise<number> {
  const { declarationId: id } = (await make(content)).body
  const way = [
    ['unit_review', reporter, 'hand_in'],
    ['department_review', leader, 'sign'],
    ['province_review', department, 'confirm'],
    ['filed', province, 'file'],
  ] as const
  for (const [reached, who, name] of way) {
    const answer = await step(who, id, name)
    expect([name, answer.status, answer.body]).toMatchObject([name, 200, { state: reached }])
    if (reached === state) break
  }
  return id
}
const eligibility = async (instrumentId: number) =>
  (await readReport(app.deps, system, instrumentId, 'en')).eligibility

describe('A declaration of not reporting', () => {
  let instrumentId = 0
  beforeEach(async () => {
    instrumentId = await makeInstrument()
  })

  test('goes from the unit over its department to the province, which files it', async () => {
    const { declarationId: id } = (await make(wish([instrumentId]))).body
    expect((await read(id)).body).toMatchObject({
      state: 'draft',
      reason: { code: 'special_function', name: 'Special function' },
      instruments: [{ instrumentId, model: 'X-1', worthFen: 80_000_000, bookedOn: '2020-05-06' }],
      may: { edit: true, steps: ['hand_in', 'withdraw'] },
    })
    await step(reporter, id, 'hand_in')
    expect((await read(id, leader)).body.may.steps).toEqual(['sign', 'return'])
    await step(leader, id, 'sign')
    expect((await read(id, department)).body.may.steps).toEqual(['confirm', 'return'])
    await step(department, id, 'confirm', '同意')
    expect((await eligibility(instrumentId)).result).toBe('must_report')
    const filed = (await step(province, id, 'file')).body
    expect(filed).toMatchObject({ state: 'filed', inForce: true })
    expect(filed.filingNumber).toMatch(/^粤科仪备〔2026〕\d+号$/)
    expect(filed.steps.map((one) => [one.step, one.actorName])).toEqual([
      ['file', '省厅'],
      ['confirm', '主管人'],
      ['sign', '负责人'],
      ['hand_in', '填报人'],
    ])
    expect(await eligibility(instrumentId)).toMatchObject({
      result: 'excused',
      reasons: ['declaration_filed', 'at_least_threshold', 'publicly_funded', 'secrecy_undeclared'],
    })
  })

  test('is found by those it concerns and by nobody else', async () => {
    const id = await upTo('department_review', wish([instrumentId]))
    const listed = async (who: Person) =>
      (
        await who.call<{ items: DeclarationRowView[] }>('GET', '/api/v1/declarations?limit=200')
      ).body.items.map((row) => row.declarationId)
    for (const who of [reporter, leader, department, province]) expect(await listed(who)).toContain(id)
    for (const who of [stranger, otherDepartment]) {
      expect(await listed(who)).not.toContain(id)
      expect((await read(id, who)).status).toBe(404)
      expect((await step(who, id, 'confirm')).status).toBe(404)
    }
    for (const who of [reporter, leader, province]) expect((await step(who, id, 'confirm')).status).toBe(403)
  })

  test('comes back with reasons, is mended and goes again', async () => {
    const id = await upTo('department_review', wish([instrumentId]))
    expect(codes(await step(department, id, 'return'))).toEqual(['reporting.reason_needed'])
    await step(department, id, 'return', '请写明期限的依据')
    const { revision } = (await read(id)).body
    const mended = wish([instrumentId], { explanation: '期限按任务书' })
    const put = (at: number) =>
      reporter.call('PUT', `/api/v1/declarations/${id}`, { ...mended, revision: at })
    expect(codes(await put(revision - 1))).toEqual(['changed_meanwhile'])
    expect((await put(revision)).body).toMatchObject({ state: 'returned', explanation: '期限按任务书' })
    expect((await step(reporter, id, 'hand_in')).body).toMatchObject({ state: 'unit_review' })
    expect(codes(await put(revision + 2))).toEqual(['declaration.not_open'])
  })

  test('tells everything that is missing at once', async () => {
    const shown = await makeInstrument('accepted')
    const { declarationId: id } = (await make(wish([shown], { explanation: '', validUntil: '2030-01-01' })))
      .body
    expect(codes(await step(reporter, id, 'hand_in'))).toEqual([
      'declaration.text_missing',
      'declaration.period_too_long',
      'declaration.is_public',
    ])
  })

  test('takes only the unit’s own instruments', async () => {
    expect((await make(wish([instrumentId]), stranger)).status).toBe(403)
    expect((await make(wish([999_999]))).status).toBe(404)
  })

  test('cannot be signed by who wrote it, even with the role', async () => {
    const both = await app.person({
      grants: (['unit_reporter', 'unit_reviewer'] as const).map((role) => ({
        role,
        scope: 'unit',
        scopeId: String(unitId),
      })),
    })
    const { declarationId: id } = (await make(wish([instrumentId]), both)).body
    await step(both, id, 'hand_in')
    expect(codes(await step(both, id, 'sign'))).toEqual(['declaration.own_declaration'])
  })

  test('is not made twice for the same time', async () => {
    await upTo('filed', wish([instrumentId]))
    const { declarationId: id } = (await make(wish([instrumentId], { validUntil: '2027-01-01' }))).body
    expect(codes(await step(reporter, id, 'hand_in'))).toEqual(['declaration.declared_twice'])
  })

  test('that ends excuses no longer: withdrawn with a reason, or expired by the job', async () => {
    const id = await upTo('filed', wish([instrumentId]))
    expect(codes(await step(leader, id, 'withdraw'))).toEqual(['reporting.reason_needed'])
    await step(leader, id, 'withdraw', '装置已改造，可以开放')
    expect((await eligibility(instrumentId)).result).toBe('must_report')
    const short = await upTo('filed', wish([instrumentId], { validUntil: '2026-11-30' }))
    app.clock.set('2026-12-01T00:10:00+08:00')
    expect((await eligibility(instrumentId)).result).toBe('must_report')
    await expireDeclarations(app.deps, new AbortController().signal)
    await expireDeclarations(app.deps, new AbortController().signal)
    app.clock.set('2026-11-23T10:00:00+08:00')
    expect((await read(short)).body).toMatchObject({ state: 'expired', inForce: false })
    expect((await read(short)).body.steps.filter((one) => one.step === 'expire')).toHaveLength(1)
  })

  test('is told to who acts next, and to its unit before it ends, each once', async () => {
    const told = async (who: Person) =>
      (
        await app.database.sql<
          { code: string }[]
        >`select code from inbox_notice where account_id = ${who.accountId} order by id`
      ).map(({ code }) => code.replace('declaration.notice.', ''))
    const [before, ofDepartment] = [await told(reporter), await told(department)]
    await upTo('filed', wish([instrumentId], { validUntil: '2026-12-10' }))
    expect((await told(department)).slice(ofDepartment.length)).toEqual(['to_confirm'])
    expect(await promptEndingDeclarations(app.deps)).toBeGreaterThan(0)
    expect(await promptEndingDeclarations(app.deps)).toBe(0)
    expect((await told(reporter)).slice(before.length)).toEqual(['filed', 'ends_soon'])
  })

  test('is renewed for the period that follows', async () => {
    const id = await upTo('filed', wish([instrumentId]))
    const renewed = await reporter.call<DeclarationView>('POST', `/api/v1/declarations/${id}/renewal`)
    expect(renewed.body).toMatchObject({
      ...{ state: 'draft', renewsId: id, validFrom: '2028-11-01', instruments: [{ instrumentId }] },
      validUntil: '2030-10-31',
    })
    expect((await step(reporter, renewed.body.declarationId, 'hand_in')).status).toBe(200)
  })

  test('leaves the figures when filed, and comes back when withdrawn', async () => {
    const must = async () => {
      const url = `/api/v1/statistics/figures?level=unit&id=${unitId}&year=2026`
      const { body } = await province.call<{ figures: { id: string; value: number }[] }>('GET', url)
      return body.figures.find((figure) => figure.id === 'mustReport')?.value
    }
    const before = (await must()) ?? 0
    const id = await upTo('filed', wish([instrumentId]))
    expect(await must()).toBe(before - 1)
    const list = async () =>
      (
        await reporter.call<{ items: { instrumentId: number }[] }>(
          'GET',
          '/api/v1/reports?eligibility=excused',
        )
      ).body.items
    expect((await list()).map((row) => row.instrumentId)).toContain(instrumentId)
    await step(province, id, 'withdraw', '撤销备案')
    expect(await must()).toBe(before)
    expect((await list()).map((row) => row.instrumentId)).not.toContain(instrumentId)
  })
})

describe('A secret declaration', () => {
  const secret = { reason: 'secret', validFrom: '2026-01-01', validUntil: '2028-12-31', secretCount: 3 }

  test('keeps a count and years and nothing else', async () => {
    const instrumentId = await makeInstrument()
    expect(codes(await make({ ...secret, instrumentIds: [instrumentId], explanation: '某型' }))).toEqual([
      'declaration.secret_names_no_instruments',
      'declaration.secret_takes_no_text',
    ])
    const id = await upTo('filed', secret)
    expect((await read(id)).body).toMatchObject({
      instrumentCount: 3,
      secretCount: 3,
      instruments: [],
      explanation: '',
    })
  })
})

test('sixteen filed at once get sixteen numbers without a gap', async () => {
  const ids: number[] = []
  for (let i = 0; i < 16; i++) ids.push(await upTo('province_review', wish([await makeInstrument()])))
  const [{ last: before } = { last: 0 }] = await app.database.sql<
    { last: number }[]
  >`select last from filing_counter where year = 2026`
  const answers = await Promise.all(ids.map((id) => step(province, id, 'file')))
  const refusedTwice = await Promise.all(ids.map((id) => step(province, id, 'file')))
  expect(refusedTwice.map(codes)).toEqual(ids.map(() => ['declaration.wrong_state']))
  const numbers = answers.map(({ body }) => Number(/〕(\d+)号/.exec(body.filingNumber ?? '')?.[1]))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => before + i + 1))
})
