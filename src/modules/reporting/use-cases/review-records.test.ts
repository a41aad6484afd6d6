import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type {
  CommentView,
  DecisionResultView,
  DrawView,
  RecordView,
  ReviewView,
  WaitingReportView,
} from '../contract.ts'

let app: TestApplication
let unitId = 0
let reporter: Person
let reviewer: Person
let operator: Person
let stranger: Person

beforeAll(async () => {
  app = await testApplication()
  const unit = async (name: string) => {
    const [row] = await app.database.sql<
      { id: number }[]
    >`insert into unit (name, kind, managing) values (${name}, 'university', true) returning id`
    return row?.id ?? 0
  }
  unitId = await unit('示例大学')
  const other = await unit('示范研究院')
  const person = (name: string, id: number, roles: readonly ('unit_reporter' | 'unit_reviewer')[]) =>
    app.person({
      ...{ name, unitId: id },
      grants: roles.map((role) => ({ role, scope: 'unit', scopeId: String(id) })),
    })
  reporter = await person('填报人', unitId, ['unit_reporter'])
  reviewer = await person('审核人', unitId, ['unit_reviewer'])
  stranger = await person('外人', other, ['unit_reporter', 'unit_reviewer'])
  operator = await app.person({
    name: '省级',
    grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }],
  })
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.database.sql`delete from resource_record`
})

const path = '/api/v1/resource-records'
let numbered = 0
const row = { billDate: '2025-03-01', voucher: 'V-1', amount: 3.5, year: 2025 }
const complete = {
  ...{
    cname: '分析测试中心',
    establish: '2010-01-01',
    accept: '1',
    subject: ['150'],
    serviceContent: '材料分析',
  },
  ...{
    province: '440000',
    city: '440100',
    county: '440106',
    url: 'https://lab.example.edu.cn',
    contact: '张老师',
  },
  ...{ phone: '020-12345678', email: 'lab@example.edu.cn' },
}
const read = async (id: number, who = operator) => (await who.call<RecordView>('GET', `${path}/${id}`)).body
const save = async (id: number, elements: object, more: object = {}) =>
  (
    await reporter.call<RecordView>('PUT', `${path}/${id}/elements`, {
      ...{ revision: (await read(id)).revision, elements },
      ...more,
    })
  ).body
const step = async (who: Person, id: number, name: string) =>
  who.call<RecordView>('POST', `${path}/${id}/steps`, { version: (await read(id)).version, step: name })
const decide = (who: Person, level: string, decisions: readonly object[]) =>
  who.call<DecisionResultView & { refusals?: { code: string }[] }>('POST', '/api/v1/review-decisions', {
    ...{ level, of: 'record', decisions },
  })
const queue = async (who: Person, query = '') =>
  (
    await who.call<{ items: WaitingReportView[] }>(
      'GET',
      `/api/v1/review-queue?level=province&of=record${query}`,
    )
  ).body.items.map((one) => [one.subjectId, one.kind])
const review = async (id: number, who = operator) => who.call<ReviewView>('GET', `${path}/${id}/review`)

/** A centre's record that waits for the province. */
async function waiting(): Promise<number> {
  const innerId = `C-${++numbered}`
  const made = await reporter.call<RecordView>('POST', path, {
    unitId,
    kind: '1',
    innerId,
    elements: complete,
  })
  expect(made.body.problemList).toEqual([])
  const { recordId } = made.body
  await step(reporter, recordId, 'submit_to_unit')
  await decide(reviewer, 'unit', [{ subjectId: recordId, version: 1, accepts: true }])
  return recordId
}

describe('Records of other kinds in the review', () => {
  test('wait in the same queue, for those who see them', async () => {
    const [a, b] = [await waiting(), await waiting()]
    expect(await queue(operator)).toEqual([
      [a, '1'],
      [b, '1'],
    ])
    expect(await queue(operator, '&kind=5')).toEqual([])
    expect(await queue(stranger)).toEqual([])
    expect((await review(a, stranger)).status).toBe(404)
    const given = [{ subjectId: a, version: 1, accepts: true }]
    expect((await decide(stranger, 'unit', given)).status).toBe(404)
  })

  test('come back with reasons on single elements, are mended and accepted', async () => {
    const id = await waiting()
    const reasons = [
      { element: 'url', reason: '网址打不开' },
      { element: 'serviceContent', reason: '太简单' },
    ]
    const key = 'decision-1'
    const returning = [{ key, subjectId: id, version: 1, accepts: false, reasons }]
    expect((await decide(operator, 'province', returning)).body.done).toEqual([id])
    expect((await decide(operator, 'province', returning)).body.done).toEqual([id])
    expect((await read(id, reporter)).steps[0]).toMatchObject({ step: 'return', reasons })
    await save(id, { ...complete, url: 'https://new.example.edu.cn' })
    await step(reporter, id, 'submit_to_unit')
    await decide(reviewer, 'unit', [{ subjectId: id, version: 2, accepts: true }])
    const { returned, rows } = (await review(id)).body
    expect(returned?.answers.map(({ element, answer }) => [element, answer])).toEqual([
      ['url', 'changed'],
      ['serviceContent', 'unchanged'],
    ])
    expect(rows.find((one) => one.element === 'url')).toMatchObject({ changedSinceReturn: true })
    await decide(operator, 'province', [{ subjectId: id, version: 2, accepts: true }])
    expect(await read(id)).toMatchObject({ state: 'accepted', acceptedVersion: 2 })
  })

  test('are judged each for itself, and not returned without a reason', async () => {
    const [a, b] = [await waiting(), await waiting()]
    const { body } = await decide(operator, 'province', [
      { subjectId: a, version: 1, accepts: true },
      { subjectId: b, version: 1, accepts: false },
    ])
    expect(body.done).toEqual([a])
    expect(body.refused).toMatchObject([{ subjectId: b, refusals: [{ code: 'reporting.reason_needed' }] }])
  })

  test('when accepted, change without a review only where the rules let them', async () => {
    const id = await waiting()
    await decide(operator, 'province', [{ subjectId: id, version: 1, accepts: true }])
    const phoned = { ...complete, phone: '020-87654321' }
    expect(await save(id, phoned)).toMatchObject({ state: 'accepted', version: 2, acceptedVersion: 2 })
    const amended = await operator.call<{ items: object[] }>('GET', '/api/v1/review-amendments?of=record')
    expect(amended.body.items).toMatchObject([{ subjectId: id, version: 2 }])
    expect(await save(id, { ...phoned, serviceContent: '材料与生物分析' })).toMatchObject({
      ...{ state: 'draft', version: 3, acceptedVersion: 2 },
    })
    const difference = await reporter.call<{ elements: { element: string }[] }>(
      'GET',
      `${path}/${id}/difference`,
    )
    expect(difference.body.elements.map(({ element }) => element)).toEqual(['serviceContent'])
  })

  test('are talked about, and the author is not told of their own words', async () => {
    const id = await waiting()
    const told = async (who: Person) =>
      (await who.call<{ items: object[] }>('GET', '/api/v1/inbox')).body.items.length
    const before = [await told(reporter), await told(reviewer)]
    const said = { audience: 'unit', element: 'url', body: '请看' }
    expect((await reporter.call('POST', `${path}/${id}/comments`, said)).status).toBe(204)
    expect([await told(reporter), await told(reviewer)]).toEqual([before[0], (before[1] ?? 0) + 1])
    const heard = async (who: Person) =>
      (await who.call<{ items: CommentView[] }>('GET', `${path}/${id}/comments`)).body.items.length
    expect([await heard(reviewer), await heard(operator)]).toEqual([1, 0])
    expect((await stranger.call('POST', `${path}/${id}/comments`, said)).status).toBe(404)
  })

  test('are claimed, and drawn as a sample that decides for all', async () => {
    const [a, b] = [await waiting(), await waiting()]
    const claims = await operator.call<{ subjectIds: number[] }>('POST', '/api/v1/review-claims', {
      ...{ of: 'record', subjectIds: [a] },
    })
    expect(claims.body.subjectIds).toEqual([a])
    const made = await operator.call<{ drawId: number }>('POST', '/api/v1/review-draws', {
      ...{ level: 'province', of: 'record' },
    })
    const { drawId } = made.body
    const draw = `/api/v1/review-draws/${drawId}`
    const verdicts = [a, b].map((subjectId) => ({ subjectId, verdict: 'correct' }))
    expect((await operator.call('PUT', `${draw}/verdicts`, { verdicts })).status).toBe(204)
    expect((await operator.call<DrawView>('GET', draw)).body).toMatchObject({ of: 'record', verified: true })
    const ended = await operator.call<DecisionResultView>('POST', `${draw}/conclusion`)
    expect(ended.body.done.toSorted((x, y) => x - y)).toEqual([a, b])
    expect((await read(a)).state).toBe('accepted')
  })
})

test('Attached rows are filled in by hand, each with its problems, and compared in the review', async () => {
  const made = await reporter.call<RecordView>('POST', path, {
    ...{ unitId, kind: '7', innerId: '2025', elements: {} },
  })
  const id = made.body.recordId
  const wrong = await save(id, made.body.elements, { attached: { income: [row, { year: 2025 }] } })
  expect(wrong.attachedProblems.map((one) => [one.part, one.row, one.element])).toContainEqual([
    ...['income', 2, 'voucher'],
  ])
  const mended = await save(id, made.body.elements, { attached: { income: [row] } })
  expect(mended.attachedProblems).toEqual([])
  const { rows } = (await review(id, reporter)).body
  expect(rows.find((one) => one.element === 'income')?.after).toContain('V-1')
})
