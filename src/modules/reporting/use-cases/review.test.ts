import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { completeElements } from '../../../../tests/support/reports.ts'
import type {
  CommentView,
  DrawView,
  ReportView,
  ReviewView,
  StepResultView,
  WaitingReportView,
} from '../contract.ts'

let app: TestApplication
let unitId = 0
let reporter: Person
let reviewer: Person
let operator: Person
let second: Person
let department: Person
let city: Person
let stranger: Person

beforeAll(async () => {
  app = await testApplication()
  const [authority] = await app.database.sql<{ id: number }[]>`insert into department (key, name, kind)
    values ('d', 'Department', 'other') returning id`
  const departmentId = authority?.id ?? 0
  const [unit] = await app.database.sql<
    { id: number }[]
  >`insert into unit (name, kind, managing, department_id, city_code)
    values ('示例大学', 'university', true, ${departmentId}, '440100') returning id`
  const [other] = await app.database.sql<{ id: number }[]>`insert into unit (name, kind, managing)
    values ('示范研究院', 'university', true) returning id`
  unitId = unit?.id ?? 0
  const scoped = (role: 'unit_reporter' | 'unit_reviewer', id = unitId) =>
    ({ role, scope: 'unit', scopeId: String(id) }) as const
  reporter = await app.person({ name: '填报人', unitId, grants: [scoped('unit_reporter')] })
  reviewer = await app.person({ name: '审核人', unitId, grants: [scoped('unit_reviewer')] })
  operator = await app.person({
    name: '甲',
    grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }],
  })
  second = await app.person({
    name: '乙',
    grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }],
  })
  department = await app.person({
    name: '主管部门',
    grants: [{ role: 'department', scope: 'department', scopeId: String(departmentId) }],
  })
  city = await app.person({ grants: [{ role: 'city', scope: 'city', scopeId: '440100' }] })
  stranger = await app.person({
    unitId: other?.id ?? 0,
    grants: [scoped('unit_reporter', other?.id), scoped('unit_reviewer', other?.id)],
  })
})
afterAll(() => app.close())

let numbered = 0
let id = 0
const codes = (answer: { body: unknown }) =>
  (answer.body as { refusals?: { code: string }[] }).refusals?.map((refusal) => refusal.code)
const read = async () => (await reporter.call<ReportView>('GET', `/api/v1/reports/${id}`)).body
const save = async (elements: object) =>
  reporter.call<ReportView>(
    'PUT',
    `/api/v1/reports/${id}/elements`,
    { revision: (await read()).revision, elements },
    { 'x-wording-acknowledged': 'true' },
  )
const review = async (who: Person) => (await who.call<ReviewView>('GET', `/api/v1/reports/${id}/review`)).body
const decide = (who: Person, level: string, decisions: readonly object[]) =>
  who.call<StepResultView>('POST', '/api/v1/review-decisions', { level, decisions })
const queue = async (who: Person, query = 'level=province') =>
  (
    await who.call<{ items: WaitingReportView[]; total: number; late: number; claims: object[] }>(
      'GET',
      `/api/v1/review-queue?${query}`,
    )
  ).body

/** A report of the unit, handed as far as the given level. */
async function submitted(level: 'unit' | 'province', elements: object = completeElements): Promise<number> {
  const innerId = `Q-${++numbered}`
  const made = await reporter.call<ReportView>('POST', '/api/v1/reports', { unitId, innerId, elements })
  id = made.body.instrumentId
  await reporter.call('POST', '/api/v1/reports/not-secret', { instrumentIds: [id], declared: true })
  const items = [{ instrumentId: id, version: 1 }]
  await reporter.call('POST', '/api/v1/report-steps/submit-to-unit', { items })
  if (level === 'province') await decide(reviewer, 'unit', [{ subjectId: id, version: 1, accepts: true }])
  return id
}
async function accepted() {
  await submitted('province')
  await decide(operator, 'province', [{ subjectId: id, version: 1, accepts: true }])
}
beforeEach(async () => {
  await app.database.sql`delete from instrument`
})

describe('A comment', () => {
  const say = (who: Person, body: object) =>
    who.call('POST', `/api/v1/reports/${id}/comments`, { audience: 'everybody', body: '请看', ...body })
  const heard = async (who: Person) =>
    (await who.call<{ items: CommentView[] }>('GET', `/api/v1/reports/${id}/comments`)).body.items.map(
      ({ authorName, element, audience }) => [authorName, element, audience],
    )
  beforeEach(() => submitted('province'))

  test('for everybody is read by all who see the report; one for the unit only there', async () => {
    expect((await say(department, { element: 'worth' })).status).toBe(204)
    expect((await say(reviewer, { audience: 'unit' })).status).toBe(204)
    const open = ['主管部门', 'worth', 'everybody']
    const inside = ['审核人', '', 'unit']
    expect(await heard(operator)).toEqual([open])
    expect(await heard(city)).toEqual([open])
    expect(await heard(reporter)).toEqual([open, inside])
    expect((await stranger.call('GET', `/api/v1/reports/${id}/comments`)).status).toBe(404)
  })

  test('tells the other side', async () => {
    const told = async (who: Person) =>
      (await who.call<{ items: { title: string }[] }>('GET', '/api/v1/inbox')).body.items.length
    const before = [await told(reporter), await told(reviewer), await told(operator)]
    await say(department, {})
    expect([await told(reporter), await told(reviewer)]).toEqual(before.slice(0, 2).map((count) => count + 1))
    await say(reporter, {})
    expect(await told(operator)).toBe((before[2] ?? 0) + 1)
  })

  test('is not written by who only looks on, nor for the unit alone from outside', async () => {
    expect((await say(city, {})).status).toBe(403)
    expect(codes(await say(operator, { audience: 'unit' }))).toEqual(['reporting.comment_not_of_unit'])
    expect((await say(stranger, {})).status).toBe(404)
  })

  test('is marked as settled and opened again, and stays', async () => {
    await say(operator, {})
    const [first] = (await review(reporter)).comments
    const path = `/api/v1/reports/${id}/comments/${first?.commentId}/resolution`
    await reporter.call('PUT', path, { resolved: true })
    expect((await review(operator)).comments).toMatchObject([{ resolvedByName: '填报人' }])
    await operator.call('PUT', path, { resolved: false })
    expect((await review(operator)).comments[0]?.resolvedByName).toBeUndefined()
    expect((await stranger.call('PUT', path, { resolved: true })).status).toBe(404)
  })
})

describe('Decisions', () => {
  test('are taken together, each with its own reasons', async () => {
    const [a, b] = [await submitted('province'), await submitted('province')]
    const reasons = [{ element: 'fee', reason: '未注明计费单位' }]
    const answer = await decide(operator, 'province', [
      { subjectId: a, version: 1, accepts: true, reasons },
      { subjectId: b, version: 1, accepts: false, reasons },
    ])
    expect(answer.body).toMatchObject({ done: [a, b], refused: [] })
    expect(await read()).toMatchObject({ state: 'returned', returned: { reasons } })
    id = a
    expect(await read()).toMatchObject({ state: 'accepted' })
  })

  test('sent again because the answer was lost are taken once', async () => {
    const key = 'decision-0001'
    await submitted('province')
    const decision = { key, subjectId: id, version: 1, accepts: true }
    expect((await decide(operator, 'province', [decision])).body.done).toEqual([id])
    expect((await decide(operator, 'province', [decision])).body).toEqual({ done: [id], refused: [] })
    expect(codes(await decide(second, 'province', [decision]))).toEqual(['reporting.wrong_state'])
    const [steps] = await app.database.sql<{ n: number }[]>`select count(*)::int as n from report_step
      where instrument_id = ${id} and step = 'accept'`
    expect(steps?.n).toBe(1)
  })

  test('offer the reasons given last first', async () => {
    type Reasons = { items: { id: string; text: string }[] }
    const before = (await operator.call<Reasons>('GET', '/api/v1/review-reasons')).body.items
    const last = before.at(-1)
    await submitted('province')
    const reasons = [{ element: 'street', reason: last?.text }]
    await decide(operator, 'province', [{ subjectId: id, version: 1, accepts: false, reasons }])
    const after = (await operator.call<Reasons>('GET', '/api/v1/review-reasons')).body.items
    expect(after[0]?.id).toBe(last?.id)
    expect(after).toHaveLength(before.length)
  })
})

describe('The queue', () => {
  test('shows who has taken what until the claim ends', async () => {
    const [a, b] = [await submitted('province'), await submitted('province')]
    const take = async (who: Person, subjectIds: number[], release = false) =>
      (
        await who.call<{ subjectIds: number[] }>('POST', '/api/v1/review-claims', {
          subjectIds,
          release,
        })
      ).body.subjectIds
    expect(await take(operator, [a])).toEqual([a])
    expect(await take(second, [a, b])).toEqual([b])
    expect(await queue(second)).toMatchObject({
      total: 2,
      claims: [
        { name: '甲', count: 1 },
        { name: '乙', count: 1 },
      ],
    })
    expect((await queue(second, 'level=province&claim=mine')).items).toMatchObject([{ subjectId: b }])
    expect((await queue(second, 'level=province&claim=free')).items).toMatchObject([{ subjectId: b }])
    expect(await take(second, [b], true)).toEqual([b])
    app.clock.advance(61 * 60_000)
    expect(await take(second, [a])).toEqual([a])
    expect((await stranger.call('POST', '/api/v1/review-claims', { subjectIds: [a] })).status).toBe(404)
  })

  test('marks what waits longer than the rules allow, and finds it', async () => {
    await submitted('province')
    expect(await queue(operator)).toMatchObject({ late: 0, items: [{ late: false }] })
    await app.database.sql`update instrument set state_since = '2026-10-01' where id = ${id}`
    expect(await queue(operator)).toMatchObject({ late: 1, items: [{ late: true }] })
    const fresh = await submitted('province')
    expect((await queue(operator, 'level=province&late=yes')).items).toHaveLength(1)
    expect((await queue(operator)).items.at(-1)).toMatchObject({ subjectId: fresh, late: false })
  })

  test.each([
    ['classCode=010000', 1],
    ['classCode=020000', 0],
    ['worthFrom=400&worthTo=500', 1],
    ['worthFrom=500', 0],
    ['city=440100', 1],
    ['city=440300', 0],
    ['words=电子显微镜', 1],
  ])('narrowed by %s holds %i', async (filter, count) => {
    await submitted('province')
    expect((await queue(operator, `level=province&${filter}`)).items).toHaveLength(count)
  })

  test('is looked at by department and city, and empty for another unit', async () => {
    await submitted('province')
    expect((await queue(department)).total).toBe(1)
    expect((await queue(city)).total).toBe(1)
    expect((await queue(stranger)).total).toBe(0)
  })
})

describe('What is shown beside a report', () => {
  test('are doubts, and the answers to the last return', async () => {
    await submitted('province', { ...completeElements, function: '好' })
    const seen = await review(operator)
    expect(seen.checks.map((check) => `${check.element} ${check.code}`)).toEqual(
      expect.arrayContaining(['function reporting.check_short', 'image reporting.check_picture']),
    )
    const reasons = [
      { element: 'function', reason: '太简略' },
      { element: 'fee', reason: '未注明计费单位' },
    ]
    await decide(operator, 'province', [{ subjectId: id, version: 1, accepts: false, reasons }])
    await save({ ...completeElements, function: '纳米材料的形貌、结构与成分分析' })
    expect((await review(operator)).returned?.answers).toEqual([
      { ...reasons[0], answer: 'changed' },
      { ...reasons[1], answer: 'unchanged' },
    ])
  })

  test('is the same thing under another number, and a number written another way', async () => {
    await submitted('province')
    const innerId = `q ${numbered}`
    await reporter.call('POST', '/api/v1/reports', { unitId, innerId, elements: completeElements })
    expect((await review(operator)).checks.map((check) => check.code)).toEqual(
      expect.arrayContaining(['reporting.check_same_thing', 'reporting.check_same_number']),
    )
  })
})

describe('An accepted record', () => {
  const events = async () =>
    (
      await app.database.sql<{ type: string }[]>`select type from outbox_event
        where (payload ->> 'instrumentId')::int = ${id} order by id`
    ).map(({ type }) => type)

  test('takes a new telephone number without a review; the public sees it at once', async () => {
    await accepted()
    await save({ ...completeElements, phone: '020-55512345' })
    expect(await read()).toMatchObject({ state: 'accepted', version: 2, acceptedVersion: 2 })
    expect(await events()).toEqual(['registry.instrument_accepted', 'registry.instrument_accepted'])
    const list = await operator.call<{ items: object[] }>('GET', '/api/v1/review-amendments')
    expect(list.body.items).toMatchObject([{ subjectId: id, version: 2, actorName: '填报人' }])
    const unseen = await stranger.call<{ items: object[] }>('GET', '/api/v1/review-amendments')
    expect(unseen.body.items).toEqual([])
  })

  test.each<[string, object]>([
    ['another element with it', { phone: '020-55512345', cname: '新名称' }],
    ['a number that is none', { phone: 'x' }],
    ['a secret word in it', { contact: '涉密' }],
  ])('with %s is a draft again, and the public sees what it saw', async (_, change) => {
    await accepted()
    await save({ ...completeElements, ...change })
    expect(await read()).toMatchObject({ state: 'draft', version: 2, acceptedVersion: 1 })
  })
})

describe('Under review nothing changes but by withdrawing', () => {
  test.each(['unit', 'province'] as const)('at the level of the %s', async (level) => {
    await submitted(level)
    const before = await read()
    const attempts = await Promise.all([
      reporter.call('PUT', `/api/v1/reports/${id}/elements`, {
        revision: before.revision,
        elements: { ...completeElements, phone: '020-1' },
      }),
      reporter.call('PUT', `/api/v1/reports/${id}/disposal`, { disposedOn: '2026-01-01' }),
      reporter.call('POST', `/api/v1/instruments/${id}/pictures?name=a.png`, new Uint8Array([1, 2, 3])),
    ])
    expect(attempts.map((answer) => [answer.status, codes(answer)])).toEqual(
      attempts.map(() => [409, ['registry.under_review']]),
    )
    expect(await read()).toMatchObject({ version: before.version, revision: before.revision })
    const who = level === 'unit' ? reporter : reviewer
    const items = [{ instrumentId: id, version: 1 }]
    expect((await who.call('POST', '/api/v1/report-steps/withdraw', { items })).status).toBe(200)
    expect((await save({ ...completeElements, phone: '020-55512345' })).status).toBe(200)
  })
})

describe('A sample', () => {
  const many = async (count: number) => {
    for (let i = 0; i < count; i++) await submitted('province')
  }
  const draw = async () =>
    (await operator.call<{ drawId: number }>('POST', '/api/v1/review-draws', { level: 'province' })).body
      .drawId
  type Whole = DrawView & {
    verified: boolean
    members: { subjectId: number; sampled: boolean; verdict: string }[]
  }
  const whole = async (drawId: number, who = operator) =>
    (await who.call<Whole>('GET', `/api/v1/review-draws/${drawId}`)).body
  const judge = async (drawId: number, wrong: number) => {
    const sample = (await whole(drawId)).members.filter((one) => one.sampled)
    const verdicts = sample.map(({ subjectId }, i) => ({
      subjectId,
      verdict: i < wrong ? 'wrong' : 'correct',
      reasons: i < wrong ? [{ element: 'fee', reason: '未注明计费单位' }] : [],
    }))
    return operator.call('PUT', `/api/v1/review-draws/${drawId}/verdicts`, { verdicts })
  }
  const conclude = (drawId: number, who = operator) =>
    who.call<StepResultView>('POST', `/api/v1/review-draws/${drawId}/conclusion`)
  const states = async () =>
    (
      await app.database.sql<{ state: string; n: number }[]>`select state, count(*)::int as n from instrument
        group by state order by state`
    ).map(({ state, n }) => `${state} ${n}`)

  test('without errors lets everything pass, which the history shows', async () => {
    await many(8)
    const drawId = await draw()
    const drawnOnes = await whole(drawId)
    expect(drawnOnes.members.filter((one) => one.sampled)).toHaveLength(5)
    expect(drawnOnes).toMatchObject({ verified: true, state: 'open', drawnByName: '甲' })
    expect(codes(await conclude(drawId))).toEqual(['reporting.sample_not_judged'])
    await judge(drawId, 0)
    expect((await conclude(drawId)).body.done).toHaveLength(8)
    expect(await states()).toEqual(['accepted 8'])
    const history = await reporter.call<{ steps: object[] }>('GET', `/api/v1/reports/${id}/history`)
    expect(history.body.steps[0]).toMatchObject({
      step: 'accept',
      draw: { drawId, population: 8, sampled: 5, wrong: 0, seed: drawnOnes.seed },
    })
    expect(codes(await conclude(drawId))).toEqual(['reporting.draw_closed'])
  })

  test('with more errors than the rule allows sends everything back', async () => {
    await many(7)
    const drawId = await draw()
    await judge(drawId, 1)
    await conclude(drawId)
    expect(await states()).toEqual(['returned 7'])
    expect(await whole(drawId)).toMatchObject({
      state: 'concluded',
      results: [{ wrong: 1, outcome: 'returned' }],
    })
  })

  test('leaves alone what was withdrawn meanwhile, and says so', async () => {
    await many(6)
    const drawId = await draw()
    await judge(drawId, 0)
    const items = [{ instrumentId: id, version: 1 }]
    await reviewer.call('POST', '/api/v1/report-steps/withdraw', { items })
    expect((await conclude(drawId)).body).toMatchObject({ refused: [{ subjectId: id }] })
    expect(await states()).toEqual(['accepted 5', 'draft 1'])
  })

  test('needs reasons for what is wrong, is not drawn twice, and can be given up', async () => {
    await many(6)
    const drawId = await draw()
    const one = (await whole(drawId)).members.find((member) => member.sampled)?.subjectId
    const bare = await operator.call('PUT', `/api/v1/review-draws/${drawId}/verdicts`, {
      verdicts: [{ subjectId: one, verdict: 'wrong' }],
    })
    expect(codes(bare)).toEqual(['reporting.reason_needed'])
    const again = await second.call('POST', '/api/v1/review-draws', { level: 'province' })
    expect(codes(again)).toEqual(['reporting.nothing_to_draw'])
    expect((await second.call('DELETE', `/api/v1/review-draws/${drawId}`)).status).toBe(204)
    expect(await draw()).toBeGreaterThan(drawId)
  })

  test('of the province is not seen in a unit', async () => {
    await many(1)
    const drawId = await draw()
    expect((await reviewer.call('GET', `/api/v1/review-draws/${drawId}`)).status).toBe(404)
    expect((await conclude(drawId, reviewer)).status).toBe(404)
    const inUnit = await reviewer.call<{ items: object[] }>('GET', '/api/v1/review-draws?level=province')
    expect(inUnit.body.items).toEqual([])
  })
})
