import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { ledgerDesk, type LedgerDesk } from '../../../../tests/support/ledger-desk.ts'
import { workbookParts, worksheet, zipOf } from '../../../../tests/support/zip.ts'
import type { LedgerRowView } from '../contract.ts'

let app: TestApplication
beforeAll(async () => {
  app = await testApplication()
})
afterAll(() => app.close())

const headings = ['资产编号', '仪器名称', '规格型号', '原值', '建账日期']
const row = (no: number, at: string) => [
  `${at}-${no}`,
  `示例仪器${no}`,
  `M-${no}`,
  `${no}0万元`,
  '2020-01-05',
]
const notes = worksheet([['填报说明'], ['原值以元填报']])
const codes = worksheet([
  ['代码', '名称'],
  ['010102', '扫描电镜'],
])
const colleges = {
  说明: notes,
  物理学院: worksheet([headings, row(1, 'P'), row(2, 'P')]),
  化学学院: worksheet([['化学学院台账'], headings.toReversed(), row(3, 'C').toReversed()]),
  代码表: codes,
}
const workbook = (sheets: Record<string, string>) => zipOf(workbookParts(sheets))

const rowsOf = async (at: LedgerDesk, one: string, query = '') =>
  (await at.person.call<{ items: LedgerRowView[] }>('GET', `${one}/rows${query}`)).body.items
const numbers = ({ unitId }: LedgerDesk) =>
  app.database.sql<{ inner_id: string }[]>`
    select inner_id from instrument where unit_id = ${unitId} order by inner_id`.then((rows) =>
    rows.map(({ inner_id }) => inner_id),
  )
async function mapped(at: LedgerDesk, one: string, given: object) {
  const { columns } = await at.seen(one)
  const meant = columns.map(({ position, element, valueUnit }) => ({ position, element, valueUnit }))
  const answer = await at.person.call<{ refusals?: { code: string }[] }>('PUT', `${one}/mapping`, {
    ...{ columns: meant, ...given },
  })
  await app.settle()
  return answer
}

describe('A workbook with a worksheet for each college', () => {
  test('is one import; each row says where it stands, and columns may be in another order', async () => {
    const at = await ledgerDesk(app)
    const one = await at.checked(workbook(colleges))
    const seen = await at.seen(one)
    expect(seen.sheets).toEqual([
      { name: '物理学院', read: true, rows: 2, leftOut: false },
      { name: '化学学院', read: true, rows: 1, leftOut: false },
      { name: '说明', read: false, rows: 0, leftOut: false },
      { name: '代码表', read: false, rows: 0, leftOut: false },
    ])
    expect(seen.columns.map(({ heading }) => heading)).toEqual(['#sheet', ...headings])
    expect(
      (await rowsOf(at, one)).map(({ sheet, row: no, innerId, cells }) => [sheet, no, innerId, cells[0]]),
    ).toEqual([
      ['物理学院', 2, 'P-1', '物理学院'],
      ['物理学院', 3, 'P-2', '物理学院'],
      ['化学学院', 3, 'C-3', '化学学院'],
    ])
    await at.taken(one)
    expect(await numbers(at)).toEqual(['C-3', 'P-1', 'P-2'])
  })

  test('leaves out the worksheet a person unticks, this time and next year', async () => {
    const at = await ledgerDesk(app)
    const one = await at.uploaded(workbook(colleges), '台账.xlsx')
    await mapped(at, one, { leftOut: ['化学学院'] })
    expect(await rowsOf(at, one, '?verdict=skipped')).toMatchObject([
      { sheet: '化学学院', problems: [{ code: 'ledger.sheet_left_out' }] },
    ])
    await at.taken(one)
    expect(await numbers(at)).toEqual(['P-1', 'P-2'])
    const again = await at.uploaded(workbook(colleges), '明年.xlsx')
    expect(await at.seen(again)).toMatchObject({
      state: 'checked',
      good: 2,
      verdicts: { same: 2, skipped: 1 },
    })
  })

  test('takes a worksheet in again when it is ticked again', async () => {
    const at = await ledgerDesk(app)
    const one = await at.uploaded(workbook(colleges), '台账.xlsx')
    await mapped(at, one, { leftOut: ['化学学院'] })
    await mapped(at, one, { leftOut: [] })
    expect(await at.seen(one)).toMatchObject({ good: 3, verdicts: { new: 3 } })
  })

  test('says of the same number in two worksheets where the other stands', async () => {
    const at = await ledgerDesk(app)
    const twice = {
      ...colleges,
      生物学院: worksheet([headings, row(4, 'B'), ['P-1', ...row(5, 'B').slice(1)]]),
    }
    const one = await at.checked(workbook(twice))
    const [first] = await rowsOf(at, one, '?verdict=bad')
    expect(first?.problems[0]?.message).toContain('生物学院 3')
  })

  test('wants at least one worksheet', async () => {
    const at = await ledgerDesk(app)
    const one = await at.uploaded(workbook(colleges), '台账.xlsx')
    const refused = await mapped(at, one, { leftOut: ['物理学院', '化学学院'] })
    expect(refused).toMatchObject({ status: 422, body: { refusals: [{ code: 'ledger.no_sheet_left' }] } })
  })

  test('with only one ledger in it is read as before', async () => {
    const at = await ledgerDesk(app)
    const single = { 说明: notes, 台账: worksheet([headings, row(1, 'P')]), 代码表: codes }
    const one = await at.checked(workbook(single))
    const seen = await at.seen(one)
    expect(seen.sheetName).toBe('台账')
    expect(seen.columns.map(({ heading }) => heading)).toEqual(headings)
    expect((await rowsOf(at, one))[0]).not.toHaveProperty('sheet')
  })
})

describe('A hidden column', () => {
  const withHidden = (rows: string) =>
    rows.replace('<sheetData>', '<cols><col min="4" max="4" hidden="1"/></cols><sheetData>')
  const twins = ['资产编号', '仪器名称', '规格型号', '原值', '原值', '建账日期']

  test('of the same heading as a visible one gives way to it, and is marked', async () => {
    const at = await ledgerDesk(app)
    const rows = worksheet([twins, ['H-1', '示例仪器', 'M', '1万元', '50万元', '2020-01-05']])
    const one = await at.checked(workbook({ 台账: withHidden(rows) }))
    expect(
      (await at.seen(one)).columns.map(({ heading, element, hidden }) => [heading, element, hidden]),
    ).toMatchObject([
      ['资产编号', 'innerId', false],
      ['仪器名称', 'cname', false],
      ['规格型号', 'instrVersion', false],
      ['原值 (2)', '', true],
      ['原值', 'worth', false],
      ['建账日期', 'beginDate', false],
    ])
    await at.taken(one)
    const [{ worth } = { worth: 0 }] = await app.database.sql<{ worth: number }[]>`
      select (elements ->> 'worth')::float8 as worth from instrument where unit_id = ${at.unitId}`
    expect(worth).toBe(50)
  })
})
