import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#kernel/actor.ts'
import {
  elementDictionary,
  type Elements,
  headingOf,
  nationalOrder,
  saveInstruments,
} from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { readSheet } from '#platform/sheets/read-sheet.ts'
import { bytesInMemory, defaultSheetLimits, type SheetRow } from '#platform/sheets/sheet.ts'
import { openZip } from '#platform/sheets/zip-archive.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { workbookParts, worksheet, zipOf } from '../../../../tests/support/zip.ts'
import type { LedgerImportView } from '../contract.ts'

let app: TestApplication
let unitId = 0
let reporter: Person
let stranger: Person

beforeAll(async () => {
  app = await testApplication()
  unitId = await app.unit('示例大学')
  const other = await app.unit('示范研究院')
  reporter = await app.member(unitId, 'unit_reporter')
  stranger = await app.member(other, 'unit_reporter')
})
afterAll(() => app.close())

async function get(url: string, who = reporter): Promise<Buffer> {
  const response = await app.server.inject({ method: 'GET', url, headers: { cookie: who.cookie } })
  expect(response.statusCode).toBe(200)
  return response.rawPayload
}
const exported = (query = '', who = reporter) => get(`/api/v1/report-exports?${query}`, who)

async function sent(bytes: Buffer, name: string): Promise<LedgerImportView> {
  const path = `/api/v1/units/${unitId}/ledger-imports`
  const { body } = await reporter.call<LedgerImportView>('POST', `${path}?name=${name}`, bytes)
  await app.settle()
  return (await reporter.call<LedgerImportView>('GET', `${path}/${body.id}`)).body
}
const finish = async (view: LedgerImportView) => {
  const path = `/api/v1/units/${unitId}/ledger-imports/${view.id}`
  await reporter.call('POST', `${path}/import`)
  await app.settle()
  return (await reporter.call<LedgerImportView>('GET', path)).body
}
async function rowsOf(bytes: Buffer) {
  const sheet = await readSheet(bytesInMemory(bytes))
  const rows: SheetRow[] = []
  for await (const batch of sheet.batches) rows.push(...batch)
  return { header: sheet.header, rows }
}

let no = 0
async function saved(records: readonly Elements[]): Promise<string[]> {
  const given = records.map((elements) => {
    const innerId = `E-${String(++no).padStart(5, '0')}`
    return { unitId, innerId, elements: { cname: `仪器${no}`, ...elements }, cause: 'form' as const }
  })
  await inTransaction(app.deps.db, (tx) => saveInstruments(tx, system, app.clock.now(), given))
  return given.map(({ innerId }) => innerId)
}
const revisions = () =>
  app.database.sql<{ id: number; revision: number; elements: Elements }[]>`select id, revision, elements
    from instrument where unit_id = ${unitId} order by id`

/** Texts that sheets, formulas and ledgers stumble over. */
const nasty = fc.oneof(
  fc.constantFrom(
    '=1+1',
    "'=1+1",
    '+86 20 1234',
    '-5 ℃',
    '@SUM(A1)',
    '"quoted", with, commas',
    'two\nlines\nof text',
    '𠮷林大学 𠮷',
    '２０２１年',
    'a  b   c',
    '&lt;b&gt;',
    '无',
    '1E+05',
    '00123',
    '2021/3/5',
    '<xml attr="1">&amp;</xml>',
    '_x000D_',
    '合计',
    '日本尼康',
    '激光粒度仪/Laser particle sizer analyser',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
)
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const record: fc.Arbitrary<Elements> = fc.record(
  {
    cname: nasty,
    ename: nasty,
    technical: nasty,
    manufacturer: nasty,
    fee: nasty,
    street: nasty,
    worth: fc.oneof(
      fc.integer({ min: 0, max: 1e8 }).map((fen) => fen / 100),
      nasty,
    ),
    beginDate: fc.oneof(day, nasty),
    subject: fc.uniqueArray(fc.constantFrom('140', '150', '430', 'x,y'), { maxLength: 4 }),
    funds: fc.uniqueArray(fc.constantFrom('中央财政资金', '其他资金'), { maxLength: 2 }),
    instrCategory: fc.constantFrom('010101', '010201', '999999'),
    instrBelongsType: fc.constantFrom('1', '6', '无', 'strange'),
    nation: fc.constantFrom('日本', '中国', 'Japan'),
    county: fc.constantFrom('440106', '440305'),
  },
  { requiredKeys: ['cname'] },
)

describe('An export of instruments', () => {
  test('has the columns and headings of the national sheet, in its order', async () => {
    await saved([{ subject: ['430', '150'], county: '440106', instrBelongsType: '6', worth: 41.24 }])
    for (const generation of ['G1', 'G2']) {
      const dictionary = await elementDictionary(app.deps.db, 4, '2026-11-23', generation)
      if (dictionary === undefined) throw new Error(generation)
      const { header, rows } = await rowsOf(await exported(`generation=${generation}`))
      expect(header).toEqual(nationalOrder(dictionary).map(headingOf))
      const cell = (heading: string) => rows[0]?.cells[header.indexOf(heading)] ?? ''
      expect(cell('预约服务网址')).toMatch(/^https?:\/\/.+\/instruments\/\d+$/)
      expect(cell('主要学科领域')).toBe('材料科学,化学')
      expect(cell('所在区县')).toBe('天河区')
      expect(cell('原值')).toBe(41.24)
      expect(cell('提交状态')).toBe('未提交')
      expect(cell('所属资源载体类型')).toBe(generation === 'G2' ? '国家重点实验室' : '')
    }
  })

  test('does not carry a date over to a generation where it meant another day', async () => {
    await saved([{ beginDate: '2020-05-06', cname: '日期' }])
    const find = async (generation: string, heading: string) => {
      const { header, rows } = await rowsOf(await exported(`generation=${generation}&words=日期`))
      return rows[0]?.cells[header.indexOf(heading)] ?? ''
    }
    expect(await find('G2', '建账日期')).toBe('2020-05-06')
    expect(await find('G1', '启用日期')).toBe('')
  })

  test('holds only what the reader may see', async () => {
    expect((await rowsOf(await exported('', stranger)).catch(() => ({ rows: [] }))).rows).toEqual([])
  })

  test.each(['xlsx', 'csv'] as const)(
    'comes back as %s without a question and changes nothing',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), async (records) => {
          await app.database.sql`delete from instrument where unit_id = ${unitId}`
          await saved(records)
          const before = await revisions()
          const view = await sent(await exported(`format=${format}`), `export.${format}`)
          expect(view).toMatchObject({ state: 'checked', bad: 0 })
          const done = await finish(view)
          expect(done).toMatchObject({ state: 'done', created: 0, updated: 0, unchanged: before.length })
          expect(await revisions()).toEqual(before)
        }),
        { numRuns: 12 },
      )
    },
    120_000,
  )

  test('with one cell changed changes that and nothing else', async () => {
    await app.database.sql`delete from instrument where unit_id = ${unitId}`
    await saved([{ technical: '=A1', street: '旧址' }, { technical: '+B2' }])
    const text = (await exported('format=csv')).toString('utf8').replace('旧址', '新址')
    const done = await finish(await sent(Buffer.from(text), 'changed.csv'))
    expect(done).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
    expect((await revisions()).map(({ elements }) => [elements['technical'], elements['street']])).toEqual([
      ['=A1', '新址'],
      ['+B2', undefined],
    ])
  })
})

describe('The sheet of the instruments chosen', () => {
  const sheetFor = async (instrumentIds: readonly number[], who = reporter) =>
    app.server.inject({
      method: 'POST',
      url: '/api/v1/report-sheets',
      headers: { cookie: who.cookie },
      payload: { instrumentIds },
    })

  test('begins with what is missing, and comes back without a mapping with each value in its instrument', async () => {
    await app.database.sql`delete from instrument where unit_id = ${unitId}`
    await saved([{ technical: '=1+1', worth: 30 }, { worth: 40, nation: '日本' }, {}])
    const before = await revisions()
    const [first, second] = before.map(({ id }) => id)
    const answer = await sheetFor([second ?? 0, first ?? 0])
    const { header, rows } = await rowsOf(answer.rawPayload)
    expect(header.slice(0, 2)).toEqual(['所在单位仪器编号', '仪器设备名称'])
    expect(header.indexOf('英文名称')).toBeLessThan(header.indexOf('原值'))
    expect(header.slice(-3)).toContain('提交状态')
    const names = ['Second name', '=HYPERLINK("x")']
    const filled = rows.map(({ cells }, i) =>
      header.map((heading, at) => (heading === '英文名称' ? (names[i] ?? '') : (cells[at] ?? ''))),
    )
    const back = zipOf(workbookParts({ 表: worksheet([header, ...filled]) }))
    const view = await sent(back, 'back.xlsx')
    expect(view).toMatchObject({ state: 'checked', bad: 0, good: 2 })
    expect(await finish(view)).toMatchObject({ created: 0, updated: 2 })
    const after = await revisions()
    expect(after.map(({ elements }) => elements['ename'])).toEqual([
      '=HYPERLINK("x")',
      'Second name',
      undefined,
    ])
    expect(after.map(({ elements }) => ({ ...elements, ename: undefined }))).toEqual(
      before.map(({ elements }) => ({ ...elements, ename: undefined })),
    )
  })

  test('holds nothing of another unit', async () => {
    const ids = (await revisions()).map(({ id }) => id)
    expect((await sheetFor(ids, stranger)).statusCode).toBe(404)
  })
})

describe('A template', () => {
  const template = (kinds: string) => get(`/api/v1/import-templates?kinds=${kinds}`)

  test('is known by its headings, and its example is no instrument', async () => {
    const view = await sent(await template('4'), 'template.xlsx')
    expect(view).toMatchObject({ state: 'unreadable' })
  })

  test('has one locked sheet for each kind, with lists to choose from and notes at the headings', async () => {
    const kinds = ['4', '1', '2', '2-core', '5', '7', '7-income', '7-assets']
    const zip = await openZip(bytesInMemory(await template(kinds.join(','))), defaultSheetLimits)
    const part = async (name: string) => {
      const parts: Uint8Array[] = []
      for await (const bytes of zip.unpack(name)) parts.push(bytes)
      return Buffer.concat(parts).toString('utf8')
    }
    const book = await part('xl/workbook.xml')
    expect(book).toContain('name="核心仪器设备"')
    expect(book).toMatch(/name="_lists"[^>]*state="hidden"/)
    for (const [i] of kinds.entries()) {
      const sheet = await part(`xl/worksheets/sheet${i + 1}.xml`)
      expect(sheet).toContain('<sheetProtection sheet="1"')
      expect(sheet).toContain('<dataValidation ')
      expect(await part(`xl/comments${i + 1}.xml`)).toContain('<comment ')
    }
    const instruments = await part('xl/worksheets/sheet1.xml')
    expect(instruments.match(/type="list"/g)).toHaveLength(11)
  })
})
