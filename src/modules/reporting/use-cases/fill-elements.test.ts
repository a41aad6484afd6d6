import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type { ElementFillInput, ElementGapsView, FillResultView, ReportView } from '../contract.ts'

let app: TestApplication
let unitId = 0
let reporter: Person
let reviewer: Person
let stranger: Person

beforeAll(async () => {
  app = await testApplication()
  unitId = await app.unit('示例大学')
  const otherUnitId = await app.unit('示范研究院')
  const inUnit = (role: 'unit_reporter' | 'unit_reviewer', id: number) =>
    ({ role, scope: 'unit', scopeId: String(id) }) as const
  reporter = await app.person({ name: '填报人', unitId, grants: [inUnit('unit_reporter', unitId)] })
  reviewer = await app.person({ name: '审核人', unitId, grants: [inUnit('unit_reviewer', unitId)] })
  stranger = await app.person({ unitId: otherUnitId, grants: [inUnit('unit_reporter', otherUnitId)] })
})
afterAll(() => app.close())

let no = 0
let ids: number[] = []
const enter = async (elements: object) => {
  const body = { unitId, innerId: `F-${++no}`, elements }
  return (await reporter.call<ReportView>('POST', '/api/v1/reports', body)).body.instrumentId
}
const read = async (id: number) => (await reporter.call<ReportView>('GET', `/api/v1/reports/${id}`)).body
const fill = (fills: ElementFillInput[], more: object = {}, who = reporter) =>
  who.call<FillResultView>('POST', '/api/v1/report-fills', { instrumentIds: ids, fills, ...more })
const gaps = async (who = reporter) =>
  (await who.call<ElementGapsView>('POST', '/api/v1/report-gaps', { instrumentIds: ids })).body
const value = (element: string, text: string): ElementFillInput => ({ by: 'value', element, value: text })
const codes = (answer: { body: unknown }) =>
  (answer.body as { refusals?: { code: string; element?: string }[] }).refusals?.map(
    ({ code, element }) => `${code} ${element ?? ''}`,
  )

/** Sends one to review past its problems, as if it had been complete. */
const judging = (id: number) => app.database.sql`update instrument set state = 'unit_review' where id = ${id}`

describe('Three instruments imported with much missing', () => {
  beforeEach(async () => {
    ids = [
      await enter({ cname: 'XRD', nation: '日本国' }),
      await enter({ cname: 'SEM', phone: '020-12345678' }),
      await enter({ cname: 'NMR', function: `${'能'.repeat(250)}。${'做'.repeat(100)}` }),
    ]
  })

  test('tell what is missing, too long or wrong, and in how many', async () => {
    const { instruments, complete, gaps: list } = await gaps()
    expect({ instruments, complete }).toEqual({ instruments: 3, complete: 0 })
    const of = (element: string) => list.find((gap) => gap.element === element)
    expect(of('email')).toMatchObject({ missing: 3, wrong: 0 })
    expect(of('phone')).toMatchObject({ missing: 2 })
    expect(of('function')).toMatchObject({ missing: 2, tooLong: 1 })
    expect(of('nation')).toMatchObject({ missing: 2, wrong: 1 })
    expect((await gaps(stranger)).instruments).toBe(0)
  })

  test('propose the class their names speak of, and take it', async () => {
    ids = [
      await enter({ cname: '场发射扫描电子显微镜' }),
      await enter({ cname: 'Transmission Electron Microscope' }),
    ]
    const gap = (await gaps()).gaps.find(({ element }) => element === 'instrCategory')
    expect(gap).toMatchObject({
      missing: 2,
      suggested: 2,
      proposals: [
        { label: 'Scanning electron microscopes', count: 1 },
        { label: 'Transmission electron microscopes', count: 1 },
      ],
    })
    await fill([{ by: 'suggestion', element: 'instrCategory' }])
    expect(await Promise.all(ids.map(async (id) => (await read(id)).elements['instrCategory']))).toEqual([
      '010102',
      '010101',
    ])
  })

  test('take one value where it is missing, and what is there stays', async () => {
    const { body } = await fill([value('phone', '0759-7654321')])
    expect(body).toMatchObject({ done: [ids[0], ids[2]], unchanged: [ids[1]], refused: [] })
    expect(await Promise.all(ids.map(async (id) => (await read(id)).elements['phone']))).toEqual([
      '0759-7654321',
      '020-12345678',
      '0759-7654321',
    ])
    await fill([value('phone', '0759-7654321')], { scope: 'everywhere' })
    expect((await read(ids[1] ?? 0)).elements['phone']).toBe('0759-7654321')
  })

  test('take the text of another element, a shorter text, and the value proposed', async () => {
    await fill([
      { by: 'copy', element: 'ename', from: 'cname' },
      { by: 'shorten', element: 'function' },
      { by: 'suggestion', element: 'nation' },
    ])
    expect((await read(ids[0] ?? 0)).elements).toMatchObject({ ename: 'XRD', nation: '日本' })
    expect((await read(ids[2] ?? 0)).elements['function']).toBe(`${'能'.repeat(250)}。`)
  })

  test('are complete once everything wanted is there, and the number says so', async () => {
    const rest = {
      ...{ instrBelongsType: '无', insideDepart: '测试中心', instrCategory: '010101', instrSource: '购置' },
      ...{
        instrSupervise: '否',
        worth: 42,
        nation: '中国',
        manufacturer: '示例仪器',
        beginDate: '2020-05-06',
      },
      ...{ type: '通用', instrVersion: 'EX-1', technical: '一', function: '二', subject: ['430'] },
      ...{ funds: ['中央财政资金'], serviceContent: '三', requirement: '四', fee: '五' },
      ...{ province: '440000', city: '440100', county: '440106', street: '示例路 1 号', contact: '陈示例' },
      ...{ phone: '020-1234567', email: 'a@example.org', address: '示例路 1 号', postalcode: '510000' },
    }
    const fills = Object.entries(rest).map(
      ([element, one]): ElementFillInput => ({
        by: 'value',
        element,
        value: one,
      }),
    )
    const { body } = await fill([...fills, { by: 'copy', element: 'ename', from: 'cname' }])
    expect(body.complete).toBe(2)
    await fill([{ by: 'shorten', element: 'function' }])
    expect((await gaps()).complete).toBe(3)
  })

  test('refuse a value that is wrong everywhere, with every reason, and nothing is changed', async () => {
    const answer = await fill([
      value('phone', 'call me'),
      value('innerId', 'X'),
      value('auditStatus', 'X'),
      { by: 'copy', element: 'worth', from: 'cname' },
      value('contact', '陈示例'),
    ])
    expect(answer.status).toBe(409)
    expect(codes(answer)).toEqual([
      'registry.bad_format phone',
      'reporting.cannot_fill innerId',
      'reporting.cannot_fill auditStatus',
      'reporting.cannot_fill worth',
    ])
    expect((await read(ids[0] ?? 0)).elements['contact']).toBeUndefined()
  })

  test('are judged each for itself: what is under review is told, the others are filled', async () => {
    await judging(ids[1] ?? 0)
    const { body } = await fill([value('contact', '陈示例')])
    expect(body.done).toEqual([ids[0], ids[2]])
    expect(body.refused).toMatchObject([
      { instrumentId: ids[1], refusals: [{ code: 'registry.under_review' }] },
    ])
  })

  test('stay one version through an editing session, and get the next one after somebody judged it', async () => {
    const [id = 0] = ids
    await fill([value('contact', '陈示例')])
    await fill([value('email', 'a@example.org')])
    expect((await read(id)).version).toBe(1)
    await app.database
      .sql`insert into report_step (unit_id, instrument_id, version, step, from_state, to_state,
      actor_name, at) values (${unitId}, ${id}, 1, 'return_in_unit', 'unit_review', 'returned', '审核人', now())`
    await app.database.sql`update instrument set state = 'returned' where id = ${id}`
    await fill([value('postalcode', '510000')])
    expect(await read(id)).toMatchObject({ version: 2, state: 'draft' })
    const { body } = await reporter.call<{ steps: { step: string }[] }>(
      'GET',
      `/api/v1/reports/${id}/history`,
    )
    expect(body.steps[0]?.step).toBe('reopen')
  })

  test('keep in the audit trail what was filled in each', async () => {
    await fill([value('contact', '陈示例'), value('postalcode', '510000')])
    const entries = await app.database.sql<{ changes: object }[]>`select changes from audit_entry
      where action = 'instrument.filled' and subject_id = ${String(ids[0])}`
    expect(entries.map((entry) => entry.changes)).toEqual([
      { elements: ['contact', 'postalcode'], version: 1 },
    ])
  })

  test.each([
    ['another unit', () => stranger, 'not_found'],
    ['the reviewer', () => reviewer, 'forbidden'],
  ])('cannot be filled by %s', async (_, who, code) => {
    const answer = await fill([value('contact', '陈示例')], {}, who())
    if (answer.status === 200)
      expect(answer.body.refused.flatMap((one) => one.refusals.map((refusal) => refusal.code))).toEqual([
        code,
        code,
        code,
      ])
    else expect(codes(answer)).toEqual([`${code} `])
  })
})
