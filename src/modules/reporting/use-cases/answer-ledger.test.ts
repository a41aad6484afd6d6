import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { ledgerDesk, type LedgerDesk } from '../../../../tests/support/ledger-desk.ts'
import type { LedgerRowView, LedgerSuggestionsView, ReportView } from '../contract.ts'

let app: TestApplication
beforeAll(async () => {
  app = await testApplication()
})
afterAll(() => app.close())

const file = `资产编号,仪器名称,规格型号,原值,建账日期,生产厂家,国别
S-1,高效液相色谱仪,LC-20AT,38.6万元,2019-01-05,株式会社岛津制作所,
S-2,高效液相色谱仪,LC-20AD,39.6万元,2019-01-06,岛津,
S-3,场发射扫描电子显微镜,JSM-7900F,412万元,2019-01-07,日本电子,美国
`
const suggestions = async (at: LedgerDesk, one: string) =>
  (await at.person.call<LedgerSuggestionsView>('GET', `${one}/suggestions`)).body
const rows = async (at: LedgerDesk, one: string) =>
  (await at.person.call<{ items: LedgerRowView[] }>('GET', `${one}/rows`)).body.items
const answer = (at: LedgerDesk, one: string, act: string, items: object[]) =>
  at.person.call<{ done: number; gone: number; refusals?: { code: string }[] }>(
    'POST',
    `${one}/suggestions/answers`,
    { act, items },
  )
const offered = (view: LedgerSuggestionsView, element: string) =>
  view.items.flatMap(({ no, suggestions: all }) =>
    all.filter((one) => one.element === element).map(({ value }) => [no, value]),
  )
const recorded = ({ unitId }: LedgerDesk) =>
  app.database.sql<{ id: number; inner_id: string; elements: Record<string, unknown> }[]>`
    select id::int, inner_id, elements from instrument where unit_id = ${unitId} order by inner_id`
const both = (value: unknown, element: string) => [2, 3].map((no) => ({ no, element, value }))

describe('Suggestions in the preview of a ledger', () => {
  test('say what they are for, are taken for many rows at once, and nothing else goes in', async () => {
    const at = await ledgerDesk(app)
    const one = await at.checked(file)
    const before = await suggestions(at, one)
    expect(before).toMatchObject({ looked: 3, answered: [] })
    expect(offered(before, 'nation')).toEqual([
      [2, '日本'],
      [3, '日本'],
    ])
    expect(before.items[0]?.suggestions.every(({ reasons }) => reasons.length > 0)).toBe(true)
    expect((await answer(at, one, 'take', both('010502', 'instrCategory'))).body).toEqual({
      done: 2,
      gone: 0,
    })
    const after = await suggestions(at, one)
    expect(offered(after, 'instrCategory').filter(([no]) => no !== 4)).toEqual([])
    expect(after.answered).toMatchObject([{ element: 'instrCategory', answer: 'taken', rows: [2, 3] }])
    await at.taken(one)
    const [first, second, third] = await recorded(at)
    expect([first, second].map((each) => each?.elements['instrCategory'])).toEqual(['010502', '010502'])
    expect(third?.elements['instrCategory']).toBeUndefined()
    expect(first?.elements['nation']).toBeUndefined()
  })

  test('are kept as taken by that person, with the record and in the audit trail', async () => {
    const at = await ledgerDesk(app)
    const one = await at.checked(file)
    await answer(at, one, 'take', [{ no: 2, element: 'nation', value: '日本' }])
    expect((await rows(at, one))[0]?.answers).toMatchObject([{ element: 'nation', answer: 'taken' }])
    await at.taken(one)
    const id = (await recorded(at))[0]?.id ?? 0
    const { body } = await at.person.call<ReportView>('GET', `/api/v1/reports/${id}`)
    expect(body.suggested).toMatchObject([{ element: 'nation', takenByName: expect.any(String) as string }])
    expect(
      await app.database.sql`select changes -> 'elements' as elements from audit_entry
        where subject = 'instrument' and subject_id = ${String(id)} and action = 'instrument.suggestion_taken'`,
    ).toEqual([{ elements: ['nation'] }])
  })

  test('once refused are not suggested again, neither here nor for the instrument', async () => {
    const at = await ledgerDesk(app)
    const one = await at.checked(file)
    await answer(at, one, 'refuse', both('日本', 'nation'))
    expect(offered(await suggestions(at, one), 'nation')).toEqual([])
    await at.taken(one)
    const id = (await recorded(at))[0]?.id ?? 0
    const { body } = await at.person.call<{ items: { element: string }[] }>(
      'GET',
      `/api/v1/reports/${id}/suggestions`,
    )
    expect(body.items.map(({ element }) => element)).not.toContain('nation')
  })

  test('can be taken back, and the row says again what the file says', async () => {
    const at = await ledgerDesk(app)
    const one = await at.checked(file)
    const item = { no: 2, element: 'nation', value: '日本' }
    await answer(at, one, 'take', [item])
    expect((await answer(at, one, 'undo', [item])).body.done).toBe(1)
    expect(offered(await suggestions(at, one), 'nation')).toContainEqual([2, '日本'])
    await at.taken(one)
    expect((await recorded(at))[0]?.elements['nation']).toBeUndefined()
  })

  test('stay taken when the rows are checked again', async () => {
    const at = await ledgerDesk(app)
    const one = await at.checked(file.replace('412万元', '很多'))
    await answer(at, one, 'take', [{ no: 2, element: 'nation', value: '日本' }])
    await at.person.call('POST', `${one}/fixes`, { fixes: [{ element: 'worth', from: '很多', to: '' }] })
    await app.settle()
    await at.taken(one)
    expect((await recorded(at))[0]?.elements['nation']).toBe('日本')
  })

  test.each([
    ['a value nobody suggested', [{ no: 2, element: 'nation', value: '法国' }], 409],
    ['an element without suggestions', [{ no: 2, element: 'innerId', value: 'X' }], 409],
    ['a row that is not there', [{ no: 99, element: 'nation', value: '日本' }], 409],
  ])('are not a way to enter %s', async (_, items, status) => {
    const at = await ledgerDesk(app)
    const one = await at.checked(file)
    const refused = await answer(at, one, 'take', items)
    expect(refused.status).toBe(status)
    expect(refused.body.refusals?.[0]?.code).toBe('reporting.suggestion_gone')
  })

  test('are nobody else’s: the reporter of another unit is refused', async () => {
    const [at, other] = [await ledgerDesk(app), await ledgerDesk(app)]
    const one = await at.checked(file)
    const item = { no: 2, element: 'nation', value: '日本' }
    expect((await other.person.call('GET', `${one}/suggestions`)).status).toBe(403)
    expect((await answer(other, one, 'take', [item])).status).toBe(403)
  })

  test('cannot be answered once the rows went in', async () => {
    const at = await ledgerDesk(app)
    const one = await at.checked(file)
    await at.taken(one)
    const late = await answer(at, one, 'take', [{ no: 2, element: 'nation', value: '日本' }])
    expect(late.body.refusals?.[0]?.code).toBe('ledger.not_in_this_state')
  })
})
