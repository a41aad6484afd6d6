import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readSheet } from '#platform/sheets/read-sheet.ts'
import { bytesInMemory, type Cell } from '#platform/sheets/sheet.ts'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { type LedgerDesk, ledgerDesk } from '../../../../tests/support/ledger-desk.ts'
import { nastyDelimited } from '../../../../tests/support/nasty-ledgers/delimited.ts'
import { nastyExport } from '../../../../tests/support/nasty-ledgers/export.ts'
import { nastyWorkbook } from '../../../../tests/support/nasty-ledgers/workbook.ts'
import { workbookParts, worksheet, zipOf } from '../../../../tests/support/zip.ts'
import type {
  ElementFillInput,
  ElementGapsView,
  FillResultView,
  LedgerImportView,
  LedgerRowView,
  ReportRowView,
  ReportView,
  StepResultView,
} from '../contract.ts'

let app: TestApplication
let at: LedgerDesk

beforeAll(async () => {
  app = await testApplication()
})
afterAll(() => app.close())

beforeEach(async () => {
  at = await ledgerDesk(app)
})
/** What the columns of a file were taken for, by heading. */
const meanings = ({ columns }: LedgerImportView) =>
  Object.fromEntries(columns.map(({ heading, element }) => [heading, element]))

/** The at.person corrects some headings and lets the rows be checked. */
async function mapped(one: string, corrections: Readonly<Record<string, string>> = {}) {
  const { columns } = await at.seen(one)
  const taken = new Set(Object.values(corrections))
  const wish = columns.map(({ position, heading, element, valueUnit }) => ({
    ...{ position, valueUnit },
    element: corrections[heading] ?? (taken.has(element) ? '' : element),
  }))
  expect(await at.person.call('PUT', `${one}/mapping`, { columns: wish })).toMatchObject({ status: 202 })
  await app.settle()
  return at.seen(one)
}

async function fixed(one: string, fixes: readonly (readonly [element: string, from: string, to: string])[]) {
  const body = { fixes: fixes.map(([element, from, to]) => ({ element, from, to })) }
  expect(await at.person.call('POST', `${one}/fixes`, body)).toMatchObject({ status: 202 })
  await app.settle()
  return at.seen(one)
}

/** The rows that came back, as `number name: reasons`. */
async function cameBack(one: string): Promise<string[]> {
  const { body } = await at.person.call<{ items: LedgerRowView[] }>('GET', `${one}/rows?verdict=bad`)
  return body.items.map(({ innerId, name, problems }) => {
    const reasons = problems
      .filter(({ level }) => level === 'error')
      .map(({ code, element }) => `${code} ${element}`)
    return `${innerId} ${name}: ${reasons.join(', ')}`
  })
}

async function listed(): Promise<ReportRowView[]> {
  const rows: ReportRowView[] = []
  for (let after = ''; ; ) {
    const path = `/api/v1/reports?at.unitId=${at.unitId}&limit=200${after}`
    const { body } = await at.person.call<{ items: ReportRowView[]; next?: string }>('GET', path)
    rows.push(...body.items)
    if (body.next === undefined) return rows
    after = `&after=${body.next}`
  }
}
const elementsOf = async (innerId: string): Promise<ReportView['elements']> => {
  const [row] = await app.database.sql<{ elements: ReportView['elements'] }[]>`select elements from instrument
    where unit_id = ${at.unitId} and inner_id = ${innerId}`
  if (row === undefined) throw new Error(`${innerId} is not there`)
  return row.elements
}

const facts: Readonly<Record<string, string | readonly string[]>> = {
  ...{ instrBelongsType: '无', instrSource: '购置', instrSupervise: '否', type: '通用' },
  ...{ technical: '见铭牌', function: '成分与结构分析', subject: ['430'], funds: ['中央财政资金'] },
  ...{ serviceContent: '样品测试', requirement: '提前三天预约', fee: '面议', insideDepart: '测试中心' },
  ...{ province: '440000', city: '440100', county: '440106', street: '一号楼', contact: '示例值班岗' },
  ...{ phone: '020-55500000', email: 'lab@example.org', address: '示例路 1 号', postalcode: '510000' },
}

/** What all have in common is filled once, the rest as the program proposes; then everything that is complete is submitted. */
async function completedAndSubmitted(more: readonly ElementFillInput[] = []) {
  const rows = (await listed()).filter(({ state }) => state === 'draft')
  const instrumentIds = rows.map((row) => row.instrumentId)
  const values = Object.entries(facts).map(
    ([element, value]): ElementFillInput => ({
      by: 'value',
      element,
      value: typeof value === 'string' ? value : [...value],
    }),
  )
  const fills: ElementFillInput[] = [...values, { by: 'suggestion', element: 'instrCategory' }, ...more]
  const filled = await at.person.call<FillResultView>('POST', '/api/v1/report-fills', {
    instrumentIds,
    fills,
  })
  expect(filled).toMatchObject({ status: 200, body: { refused: [] } })
  const { body: gaps } = await at.person.call<ElementGapsView>('POST', '/api/v1/report-gaps', {
    instrumentIds,
  })
  await at.person.call('POST', '/api/v1/reports/not-secret', { instrumentIds, declared: true })
  const items = (await listed())
    .filter(({ state }) => state === 'draft')
    .map(({ instrumentId, version }) => ({ instrumentId, version }))
  const { body } = await at.person.call<StepResultView>('POST', '/api/v1/report-steps/submit-to-unit', {
    items,
  })
  const names = new Map(rows.map((row) => [row.instrumentId, row.innerId]))
  return {
    submitted: body.done.length,
    open: gaps.gaps
      .map(({ element, missing, tooLong, wrong }) => `${element} ${missing + tooLong + wrong}`)
      .toSorted(),
    held: body.refused
      .map(
        ({ instrumentId, refusals }) =>
          `${names.get(instrumentId)}: ${refusals.map(({ code }) => code).join(', ')}`,
      )
      .toSorted(),
  }
}

/** The sheet to complete goes out, gets what differs from instrument to instrument, and comes back without a mapping. */
async function englishNames(
  name: (innerId: string, row: readonly Cell[]) => string,
): Promise<LedgerImportView> {
  const instrumentIds = (await listed()).map((row) => row.instrumentId)
  const out = await app.server.inject({
    method: 'POST',
    url: '/api/v1/report-sheets',
    headers: { cookie: at.person.cookie },
    payload: { instrumentIds },
  })
  const sheet = await readSheet(bytesInMemory(out.rawPayload))
  const column = sheet.header.indexOf('英文名称')
  const rows: Cell[][] = []
  for await (const batch of sheet.batches)
    for (const { cells } of batch) {
      const full = sheet.header.map((_, i) => cells[i] ?? '')
      full[column] = full[column] === '' ? name(String(full[0]), full) : (full[column] ?? '')
      rows.push(full)
    }
  const one = await at.uploaded(
    zipOf(workbookParts({ 补填: worksheet([sheet.header, ...rows]) })),
    '补填.xlsx',
  )
  expect(await at.seen(one)).toMatchObject({ state: 'checked', bad: 0 })
  return at.taken(one)
}

describe('From file to submitted', () => {
  test('a workbook of a finance office: 57 of 64 rows, four come back, one is disposed of, two want a fact', async () => {
    const one = await at.uploaded(nastyWorkbook().bytes, '台账.xlsx')
    const view = await at.seen(one)
    expect(view).toMatchObject({ state: 'mapping', sheetName: '台账', headerRow: 4, rowCount: 69 })
    expect(meanings(view)).toMatchObject({
      ...{
        名称: 'cname',
        领用单位: 'insideDepart',
        联系人姓名: 'contact',
        联系人电话: 'phone',
        使用现状: '#standing',
      },
      ...{ 资产编号: 'innerId', 建账日期: 'beginDate', 原值: 'worth', '原值 (2)': '' },
    })
    expect(view.columns.filter(({ hidden }) => hidden).map(({ heading }) => heading)).toEqual(['原值 (2)'])
    await mapped(one)
    const checked = await fixed(one, [
      ['funds', '财政拨款', '地方财政资金'],
      ['nation', '进口', ''],
    ])
    expect(checked.verdicts).toEqual({ new: 59, bad: 4, skipped: 6 })
    expect(checked.groups.filter(({ code }) => code === 'ledger.doubtful_worth')).toEqual([])
    expect(await cameBack(one)).toEqual([
      '2.01912E+11 傅里叶红外光谱仪: ledger.digits_lost innerId',
      '201900000012 : ledger.no_name cname',
      'ZC/2023/122 核磁共振波谱仪: ledger.not_a_number worth',
      'ZC/2023/130 核磁共振波谱仪: ledger.date_in_future beginDate',
    ])
    expect(await at.taken(one)).toMatchObject({ created: 59, bad: 4 })
    expect(await englishNames((number) => `Instrument ${number}`)).toMatchObject({ created: 0, updated: 52 })
    expect(await completedAndSubmitted()).toEqual({
      submitted: 57,
      open: ['nation 1', 'worth 1'],
      held: ['2019A0109: reporting.has_problems', '2019A0117: reporting.has_problems'],
    })
    expect(await elementsOf('00001000')).toMatchObject({
      worth: 210,
      nation: '日本',
      beginDate: '2009-01-01',
    })
    expect(await elementsOf('2019A0101')).toMatchObject({
      ename: 'Powder X-ray diffractometer',
      worth: 96.37,
    })
    expect(await elementsOf('0004002')).toMatchObject({ worth: 150.74, insideDepart: '示例学院1' })
    expect(await elementsOf('201900000004')).toMatchObject({ worth: 75.48, insideDepart: '示例学院2' })
  })

  test('a GB 18030 file: 60 of 66 rows, four come back, two are disposed of, four have changed their number', async () => {
    const { bytes, earlier } = nastyDelimited()
    const first = await at.uploaded(earlier, '首批.csv')
    await mapped(first)
    expect(await at.taken(first)).toMatchObject({ created: 6, bad: 0 })
    const one = await at.uploaded(bytes, '台账.csv')
    expect(await at.seen(one)).toMatchObject({ encoding: 'gb18030', format: 'csv', rowCount: 66 })
    expect((await mapped(one)).proposals).toEqual([
      { kind: 'disposed', decision: 'open', count: 2 },
      { kind: 'renumbered', decision: 'open', count: 4 },
    ])
    const checked = await fixed(one, [['nation', '东瀛', '日本']])
    expect(checked.groups.map(({ code }) => code)).not.toContain('ledger.unknown_system')
    const decision = { decision: 'confirmed' }
    expect(await at.person.call('POST', `${one}/proposals/decisions`, decision)).toMatchObject({
      status: 202,
    })
    await app.settle()
    expect(await cameBack(one)).toEqual([
      ' 离子色谱仪: ledger.no_number innerId',
      'DB-218 共聚焦拉曼光谱仪: ledger.number_twice innerId',
      'DB-218 傅里叶红外光谱仪: ledger.number_twice innerId',
      'DB-221 气相色谱仪: ledger.not_a_number worth',
    ])
    expect(await at.taken(one)).toMatchObject({ created: 56, updated: 4, bad: 4 })
    expect(await englishNames((number) => `Instrument ${number}`)).toMatchObject({ created: 0, bad: 0 })
    expect(await completedAndSubmitted([{ by: 'shorten', element: 'technical' }])).toMatchObject({
      submitted: 60,
      held: [
        'DB-233: reporting.has_problems, reporting.not_eligible',
        'DB-234: reporting.has_problems, reporting.not_eligible',
      ],
    })
    expect(await elementsOf('OLD-200')).toMatchObject({
      ...{ cname: '场发射扫描电镜', worth: 210, street: '1号楼 100', phone: '020-55500000' },
      function: '看形貌；\n也做"能谱"分析',
      technical: '分辨率<1 nm\n加速电压 30 kV',
    })
    expect(await elementsOf('DB-211')).toMatchObject({ cname: '𠮷田式傅里叶红外光谱仪', worth: 66.07 })
    expect(await elementsOf('DB-212')).toMatchObject({ cname: '𬭎氏超高效液相色谱仪', worth: 78.44 })
    const parts = await app.database.sql`select 1 from instrument_part join instrument
      on instrument.id = system_id where inner_id = 'DB-204' and instrument.unit_id = ${at.unitId}`
    expect(parts).toHaveLength(2)
  })

  test('the export of another system: 50 of 63 rows, six wait for their customs record, six come back, one is scrapped', async () => {
    const one = await at.uploaded(nastyExport().bytes, '导出.json')
    const view = await at.seen(one)
    expect(view).toMatchObject({ format: 'json', rowCount: 63 })
    expect(meanings(view)).toMatchObject({
      ...{ assetId: 'innerId', 'title.zh': 'cname', 'class.label': 'instrCategory', 'people.name': '' },
      ...{ 'spec.model.code': 'instrVersion', 'finance.cost.amount': 'worth', disciplines: 'subject' },
    })
    await mapped(one, {
      ...{ 'title.en': 'ename', 'vendor.name': 'manufacturer', 'vendor.iso': 'nation', state: '#standing' },
      ...{
        'finance.cost.unit': '#worthUnit',
        'finance.acquiredAt': 'beginDate',
        'finance.fundCodes': 'funds',
      },
      ...{ acquisition: 'instrSource', taxFree: 'instrSupervise', kind: 'type', 'people.name': 'contact' },
      ...{ 'people.tel': 'phone', 'place.room': 'street' },
    })
    await fixed(one, [
      ['funds', 'F01', '中央财政资金'],
      ['funds', 'F01，F03', '中央财政资金、单位自有资金'],
      ['type', 'G', '通用'],
      ['type', 'S', '专用'],
      ['instrSource', 'A2', '赠送'],
    ])
    expect(await cameBack(one)).toEqual([
      ' 离子色谱仪: ledger.no_number innerId',
      'EX-000308 场发射扫描电镜: ledger.number_twice innerId',
      'EX-000308 粉末X射线衍射仪: ledger.number_twice innerId',
      'EX-000313 : ledger.no_name cname',
      'EX-000321 气相色谱仪: ledger.unknown_code nation',
      'EX-000323 离子色谱仪: ledger.bad_date beginDate',
    ])
    expect(await at.taken(one)).toMatchObject({ created: 56, bad: 6 })
    // Bought tax free and under supervision: the declaration is a fact no ledger has.
    const held = ['300', '311', '322', '333', '344', '355'].map(
      (no) => `EX-000${no}: reporting.customs_record_missing`,
    )
    expect(await completedAndSubmitted()).toEqual({ submitted: 50, open: [], held })
    expect(await elementsOf('EX-000301')).toMatchObject({
      ...{ nation: '德国', worth: 96.37, beginDate: '2010-02-08', subject: ['140'], type: '专用' },
      ...{
        instrSource: '赠送',
        instrSupervise: '否',
        contact: '示例值班岗',
        street: 'R101',
        instrCategory: '010301',
      },
    })
  })
})
