import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesInMemory } from '#platform/sheets/sheet.ts'
import { readSheet } from '#platform/sheets/read-sheet.ts'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { ledgerDesk, type LedgerDesk } from '../../../../tests/support/ledger-desk.ts'
import { workbookParts, worksheet, zipOf } from '../../../../tests/support/zip.ts'
import type { LedgerRowView } from '../contract.ts'
import { importLedger } from './import-ledger.ts'

let app: TestApplication
beforeAll(async () => {
  app = await testApplication()
})
afterAll(() => app.close())

const desk = () => ledgerDesk(app)
const registered = ({ unitId }: LedgerDesk) =>
  app.database.sql<{ inner_id: string; elements: Record<string, unknown>; version: number }[]>`
    select inner_id, elements, version from instrument where unit_id = ${unitId} order by inner_id`

const ledger = `资产编号,仪器名称,规格型号,原值,建账日期,国别,联系人
A-1,红外光谱仪,Nicolet 6700,412376.14万,1298908800000,美国,张三
A-2, 透射电镜 ,JEM-2100,2310585.22元,2019/1/5,日本,\\N
A-3,𠮷田显微镜,"<img src=x onerror=alert(1)>",46.37万元,二〇一九年一月五日,火星,李四
,没有编号的仪器,X,5万,2020-01-01,中国,王五
A-4,,Y,5万,2020-01-01,中国,王五
A-5,离心机,Z,5万,2020-01-01,中国,王五
A-5,离心机,Z,6万,2020-01-01,中国,王五
A-6,重复的仪器,Q,5万,2020-01-01,中国,王五
A-6,重复的仪器,Q,5万,2020-01-01,中国,王五
`

describe('A ledger', () => {
  test('goes in with its good rows, and its bad rows come back', async () => {
    const at = await desk()
    const one = await at.checked(ledger)
    const view = await at.seen(one)
    expect(view).toMatchObject({
      state: 'checked',
      rowCount: 9,
      good: 3,
      bad: 5,
      acts: ['map', 'fix', 'decide', 'import', 'cancel'],
    })
    const errors = view.groups
      .filter(({ level }) => level === 'error')
      .map(({ code, element, count }) => [code, element, count])
    expect(errors).toEqual(
      expect.arrayContaining([
        ['ledger.number_twice', 'innerId', 2],
        ['ledger.unknown_code', 'nation', 1],
        ['ledger.no_number', 'innerId', 1],
        ['ledger.no_name', 'cname', 1],
      ]),
    )
    await at.person.call('POST', `${one}/import`)
    await app.settle()
    expect(await at.seen(one)).toMatchObject({ state: 'done', created: 3, updated: 0, unchanged: 0, bad: 5 })
    const rows = await registered(at)
    expect(rows.map(({ inner_id }) => inner_id)).toEqual(['A-1', 'A-2', 'A-6'])
    expect(rows[0]?.elements).toMatchObject({
      cname: '红外光谱仪',
      worth: 41.24,
      beginDate: '2011-03-01',
      nation: '美国',
    })
    expect(rows[1]?.elements).toMatchObject({ cname: '透射电镜', worth: 231.06, beginDate: '2019-01-05' })
  })

  test('is settled by one decision for all cells of a text, which is remembered', async () => {
    const at = await desk()
    const file = '资产编号,仪器名称,国别\nB-1,镜,火星\nB-2,镜二,火星\nB-3,镜三,美国\n'
    const one = await at.checked(file)
    const [group] = (await at.seen(one)).groups
    expect(group).toMatchObject({ code: 'ledger.unknown_code', from: '火星', count: 2, fixable: true })
    const fixed = await at.person.call('POST', `${one}/fixes`, {
      fixes: [{ element: 'nation', from: '火星', to: '美国' }],
    })
    expect(fixed.status).toBe(202)
    await app.settle()
    expect(await at.seen(one)).toMatchObject({ state: 'checked', good: 3, bad: 0 })
    const again = await at.seen(await at.checked(file))
    expect(again).toMatchObject({ good: 3, bad: 0 })
    expect(again.columns.every(({ certainty }) => certainty === 'remembered')).toBe(true)
  })

  test('can have every text of an element that cannot be used left empty at once; the audit names who decided', async () => {
    const at = await desk()
    const one = await at.checked('资产编号,仪器名称,国别\nK-1,镜,火星\nK-2,镜二,金星\nK-3,镜三,美国\n')
    expect(await at.seen(one)).toMatchObject({ good: 1, bad: 2 })
    await at.person.call('POST', `${one}/fixes`, { fixes: [{ element: 'nation', from: '*', to: '' }] })
    await app.settle()
    expect(await at.seen(one)).toMatchObject({ good: 3, bad: 0 })
    const audit = await app.database.sql`select action, actor_id, changes from audit_entry
      where unit_id = ${at.unitId} and action in ('ledger.mapped', 'ledger.fixed') order by id`
    expect(audit).toMatchObject([
      {
        ...{ action: 'ledger.mapped', actor_id: at.person.accountId },
        changes: { columns: { 资产编号: 'innerId', 仪器名称: 'cname', 国别: 'nation' } },
      },
      { action: 'ledger.fixed', changes: { fixes: [{ element: 'nation', from: '*', to: '' }] } },
    ])
  })

  test('gives a sheet that can be corrected and sent again', async () => {
    const at = await desk()
    const one = await at.checked(ledger)
    await at.person.call('POST', `${one}/import`)
    await app.settle()
    const answer = await app.server.inject({
      method: 'GET',
      url: `${one}/result`,
      headers: { cookie: at.person.cookie },
    })
    const sheet = await readSheet(bytesInMemory(answer.rawPayload))
    const rows: (readonly (string | number)[])[] = []
    for await (const batch of sheet.batches) rows.push(...batch.map(({ cells }) => cells))
    expect(sheet.header.slice(0, 4)).toEqual(['资产编号', '※ 资产编号的问题', '仪器名称', '※ 仪器名称的问题'])
    expect(rows).toHaveLength(5)
    expect(rows[0]).toContain('A-3')
    expect(String(rows[0])).toContain('火星')
    const nation = sheet.header.indexOf('国别')
    const corrected = rows.map((row, i) => {
      const cells = sheet.header.map((_, column) => row[column] ?? '')
      cells[0] = `C-${i}`
      cells[2] = `更正过的仪器 ${i}`
      cells[nation] = '中国'
      return cells
    })
    const back = await at.imported(zipOf(workbookParts({ s: worksheet([sheet.header, ...corrected]) })))
    expect(back).toMatchObject({ state: 'done', created: 5, bad: 0 })
    expect(
      back.columns.filter(({ heading }) => heading.startsWith('※')).every(({ element }) => element === ''),
    ).toBe(true)
  })

  test('corrected updates, and what the ledger does not say stays', async () => {
    const at = await desk()
    await at.imported('资产编号,仪器名称,规格型号\nD-1,镜,X\nD-2,镜二,Y\n')
    const view = await at.imported('资产编号,仪器名称,联系人\nD-1,显微镜,张三\nD-2,镜二,\n')
    expect(view).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
    const [first] = await registered(at)
    expect(first).toMatchObject({
      version: 2,
      elements: { cname: '显微镜', instrVersion: 'X', contact: '张三' },
    })
  })

  test('that changes what was accepted opens it again, and the history says who and when', async () => {
    const at = await desk()
    await at.imported('资产编号,仪器名称\nR-1,镜\nR-2,镜二\n')
    await app.database
      .sql`update instrument set state = 'accepted', accepted_version = 1 where unit_id = ${at.unitId}`
    await at.imported('资产编号,仪器名称\nR-1,显微镜\nR-2,镜二\n')
    const steps = await app.database
      .sql`select i.inner_id, s.step, s.version, s.from_state, s.to_state, s.actor_id
      from report_step s join instrument i on i.id = s.instrument_id where s.unit_id = ${at.unitId}`
    expect(steps).toEqual([
      {
        ...{ inner_id: 'R-1', step: 'reopen', version: 2, from_state: 'accepted', to_state: 'draft' },
        actor_id: at.person.accountId,
      },
    ])
  })

  test('leaves alone what is under review, and says so', async () => {
    const at = await desk()
    const file = '资产编号,仪器名称\nE-1,镜\n'
    await at.imported(file)
    await app.database.sql`update instrument set state = 'province_review' where unit_id = ${at.unitId}`
    expect(await at.imported(file)).toMatchObject({ unchanged: 1, bad: 0 })
    const view = await at.imported('资产编号,仪器名称\nE-1,别的镜\n')
    expect(view).toMatchObject({ updated: 0, bad: 1, groups: [{ code: 'ledger.under_review' }] })
  })

  test('of every kind of row can be paged through by kind', async () => {
    const at = await desk()
    const one = await at.checked(ledger)
    const { body } = await at.person.call<{ items: LedgerRowView[] }>(
      'GET',
      `${one}/rows?code=ledger.number_twice&element=innerId`,
    )
    expect(body.items.map(({ no, verdict }) => [no, verdict])).toEqual([
      [7, 'bad'],
      [8, 'bad'],
    ])
    expect(body.items[0]?.problems[0]?.message).toContain('A-5')
  })

  test('that cannot be read is refused in words, and nothing is left of it', async () => {
    const at = await desk()
    const one = await at.uploaded(zipOf(workbookParts({ s: '<!DOCTYPE x><worksheet/>' })), 'a.xlsx')
    expect(await at.seen(one)).toMatchObject({
      state: 'unreadable',
      refusals: [{ code: 'sheet.document_type' }],
      acts: [],
    })
  })

  test('is cancelled without a trace in the registry', async () => {
    const at = await desk()
    const one = await at.checked(ledger)
    expect(await at.person.call('POST', `${one}/cancel`)).toMatchObject({
      status: 200,
      body: { state: 'cancelled' },
    })
    expect(await at.person.call('POST', `${one}/import`)).toMatchObject({ status: 409 })
    expect(await registered(at)).toEqual([])
  })

  test('must have a number and a name', async () => {
    const at = await desk()
    const one = await at.uploaded('型号,说明\nX,y\n')
    const answer = await at.person.call('PUT', `${one}/mapping`, {
      columns: [
        { position: 0, element: 'instrVersion' },
        { position: 1, element: 'instrVersion' },
      ],
    })
    expect(answer.status).toBe(422)
    const codes = (answer.body as { refusals: { code: string }[] }).refusals.map(({ code }) => code)
    expect(codes).toEqual(['ledger.element_twice', 'ledger.no_number_column', 'ledger.no_name_column'])
  })
})

describe('Another unit’s reporter', () => {
  test('is refused on every route of an import', async () => {
    const [mine, other] = [await desk(), await desk()]
    const one = await mine.checked('资产编号,仪器名称\nF-1,镜\n')
    const calls = [
      ['POST', `${mine.base}?name=x.csv`, new TextEncoder().encode('a,b\n1,2\n')],
      ['GET', mine.base],
      ['GET', one],
      ['GET', `${one}/rows`],
      ['GET', `${one}/result`],
      ['PUT', `${one}/mapping`, { columns: [] }],
      ['POST', `${one}/fixes`, { fixes: [{ element: 'nation', from: 'x', to: '' }] }],
      ['POST', `${one}/import`],
      ['POST', `${one}/cancel`],
    ] as const
    for (const [method, url, body] of calls)
      expect([url, (await other.person.call(method, url, body)).status]).toEqual([url, 403])
    const foreign = one.replace(String(mine.unitId), String(other.unitId))
    expect((await other.person.call('GET', foreign)).status).toBe(404)
  })
})

describe('An import', () => {
  test('that was cut off between batches goes on where it stopped, and nothing is there twice', async () => {
    const at = await desk()
    const lines = Array.from({ length: 1234 }, (_, i) => `G-${i},镜 ${i}`)
    const one = await at.checked(`资产编号,仪器名称\n${lines.join('\n')}\n`)
    await app.database.sql`update ledger_import set state = 'importing' where unit_id = ${at.unitId}`
    const key = { unitId: at.unitId, importId: Number(one.split('/').at(-1)) }
    let looks = 0
    const signal = {
      throwIfAborted: () => {
        if (++looks > 2) throw new Error('killed')
      },
    } as AbortSignal
    await expect(importLedger(app.deps, key, signal)).rejects.toThrow('killed')
    expect(await registered(at)).toHaveLength(1000)
    await importLedger(app.deps, key, new AbortController().signal)
    await importLedger(app.deps, key, new AbortController().signal)
    expect(await at.seen(one)).toMatchObject({ state: 'done', created: 1234, processed: 1234 })
    const rows = await registered(at)
    expect(rows).toHaveLength(1234)
    expect(new Set(rows.map(({ version }) => version))).toEqual(new Set([1]))
  })

  test('of the same rows in any order, any number of times, gives the same registry', async () => {
    const row = fc.record({
      number: fc.constantFrom('H-1', 'H-2', 'H-3', '', '\\N'),
      name: fc.constantFrom('镜', ' 镜 ', '离心机', '', '"a,b"'),
      date: fc.constantFrom('2019/1/5', '20190105', '43470', '不知道', ''),
      price: fc.constantFrom('412376.14万', '5万', '面议', ''),
    })
    const fileOf = (rows: { number: string; name: string; date: string; price: string }[]) =>
      `资产编号,仪器名称,建账日期,原值\n${rows.map((one) => `${one.number},${one.name},${one.date},${one.price}`).join('\n')}\n`
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
        const [first, second] = [await desk(), await desk()]
        await first.imported(fileOf(rows))
        const once = await registered(first)
        const again = await first.imported(fileOf(rows))
        expect(again).toMatchObject({ created: 0, updated: 0 })
        expect(await registered(first)).toEqual(once)
        await second.imported(fileOf(rows.toReversed()))
        expect(await registered(second)).toEqual(once)
      }),
      { numRuns: 8, seed: 7 },
    )
  })

  test('without numbers makes the same ones again', async () => {
    const at = await desk()
    const file = '仪器名称,规格型号\n镜,X\n镜,X\n离心机,Y\n'
    expect(await at.imported(file, { makesNumber: true })).toMatchObject({
      created: 3,
      bad: 0,
      makesNumber: true,
    })
    expect(await at.imported(file, { makesNumber: true })).toMatchObject({ created: 0, unchanged: 3 })
  })
})
