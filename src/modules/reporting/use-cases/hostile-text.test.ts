import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSheet } from '#platform/sheets/read-sheet.ts'
import { bytesInMemory } from '#platform/sheets/sheet.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type { LedgerImportView, ReportRowView, ReportView } from '../contract.ts'

let app: TestApplication
let unitId = 0
let reporter: Person
beforeAll(async () => {
  app = await testApplication()
  const [row] = await app.database.sql<{ id: number }[]>`insert into unit (name, kind, managing, city_code)
    values ('示例大学', 'university', true, '440100') returning id`
  unitId = row?.id ?? 0
  reporter = await app.person({
    unitId,
    grants: [{ role: 'unit_reporter', scope: 'unit', scopeId: String(unitId) }],
  })
})
afterAll(() => app.close())

const long = '很长的名称'.repeat(2_000)
/** What is typed, and what is kept of it. */
const texts = [
  ['HTML', `<img src=x onerror=alert(1)>"'&amp;</script>`, `<img src=x onerror=alert(1)>"'&amp;</script>`],
  ['characters beyond the BMP', '𠮷田𬭎显微镜', '𠮷田𬭎显微镜'],
  ['ten thousand characters', long, long],
  ['NUL bytes', '质\u0000谱\u0000仪', '质谱仪'],
  ['a formula', `=cmd|'/C calc'!A0`, `=cmd|'/C calc'!A0`],
] as const

const shown = async (id: number) => (await reporter.call<ReportView>('GET', `/api/v1/reports/${id}`)).body
const publicPage = async (url: string) => {
  const { statusCode, body } = await app.server.inject({ url, headers: { accept: 'text/html' } })
  return { statusCode, body }
}

/** The program does the rest of the way to the public for the record as it stands. */
async function published(id: number): Promise<void> {
  await app.database
    .sql`update instrument set state = 'accepted', accepted_version = version, accepted_at = now()
    where id = ${id}`
  await app.database.sql`insert into outbox_event (type, unit_id, payload, occurred_at)
    values ('registry.instrument_accepted', ${unitId}, ${JSON.stringify({ instrumentId: id })}::text::jsonb, now())`
  await app.settle()
}

describe.each(texts)('%s', (what, typed, kept) => {
  const no = texts.findIndex(([name]) => name === what)

  test('typed into the form is kept as text and shown as text, in the workbench and to the public', async () => {
    const made = await reporter.call<ReportView>('POST', '/api/v1/reports', {
      ...{ unitId, innerId: `F-${no}` },
      elements: { cname: typed, technical: typed, instrVersion: typed },
    })
    expect(made.status).toBe(201)
    const id = made.body.instrumentId
    expect((await shown(id)).elements).toMatchObject({ cname: kept, technical: kept })
    const list = await reporter.call<{ items: ReportRowView[] }>('GET', '/api/v1/reports?limit=200')
    expect(list.body.items.find((item) => item.instrumentId === id)?.name).toBe(kept.slice(0, 200))
    await published(id)
    const { statusCode, body } = await publicPage(`/instruments/${id}`)
    expect(statusCode).toBe(200)
    expect(body).not.toContain('<img src=x')
    expect(body).not.toContain('\u0000')
    expect((await publicPage('/instruments')).statusCode).toBe(200)
  })

  test('in a ledger goes in, or comes back with a reason, and never as a formula', async () => {
    const cell = `"${typed.replaceAll('"', '""')}"`
    const file = `资产编号,仪器名称,国别,技术指标\nI-${no},${cell},中国,x\nJ-${no},镜,火星,${cell}\n`
    const base = `/api/v1/units/${unitId}/ledger-imports`
    const uploaded = await reporter.call<LedgerImportView>(
      'POST',
      `${base}?name=${encodeURIComponent('<b>台账</b>.csv')}`,
      new TextEncoder().encode(file),
    )
    await app.settle()
    const one = `${base}/${uploaded.body.id}`
    const { columns, state, refusals } = (await reporter.call<LedgerImportView>('GET', one)).body
    if (what === 'NUL bytes') {
      expect([state, refusals.length]).toEqual(['unreadable', 1])
      return
    }
    await reporter.call('PUT', `${one}/mapping`, {
      columns: columns.map(({ position, element, valueUnit }) => ({ position, element, valueUnit })),
    })
    await app.settle()
    await reporter.call('POST', `${one}/import`)
    await app.settle()
    const view = (await reporter.call<LedgerImportView>('GET', one)).body
    expect(view).toMatchObject({ state: 'done', rowCount: 2 })
    expect(view.created + view.bad).toBe(2)
    const csv = await app.server.inject({
      url: `${one}/result?format=csv`,
      headers: { cookie: reporter.cookie },
    })
    expect(csv.statusCode).toBe(200)
    expect(csv.body).not.toMatch(/(^|,|\n)"?[=+@]/)
    const xlsx = await app.server.inject({ url: `${one}/result`, headers: { cookie: reporter.cookie } })
    const sheet = await readSheet(bytesInMemory(xlsx.rawPayload))
    const cells: unknown[] = []
    for await (const batch of sheet.batches) cells.push(...batch.flatMap((row) => row.cells))
    expect(cells).toContain('火星')
    expect(xlsx.rawPayload.toString('latin1')).not.toContain('<f>')
  })
})

describe.each([
  ['NUL bytes', '\u0000'],
  ['half a surrogate pair', '\ud800'],
])('%s', (_what, bad) => {
  const inAddress = encodeURIComponent(bad.toWellFormed())
  const nothing = () => undefined
  type Asked = readonly [where: string, method: 'GET' | 'POST', url: string, body: () => object | undefined]
  const asked: readonly Asked[] = [
    [
      'a number',
      'POST',
      '/api/v1/reports',
      () => ({ unitId, innerId: `N${bad}1`, elements: { [bad]: bad } }),
    ],
    ['words that are looked for', 'GET', `/api/v1/reports?words=a${inAddress}b`, nothing],
    ['words a visitor looks for', 'GET', `/api/v1/instruments?q=a${inAddress}b`, nothing],
    ['a public page', 'GET', `/instruments?q=a${inAddress}b`, nothing],
    ['a public list of units', 'GET', `/units?q=a${inAddress}b`, nothing],
    ['sign-in', 'POST', '/api/v1/session', () => ({ login: `x${bad}`, password: `y${bad}` })],
  ]
  test.each(asked)('in %s do not break the server', async (_where, method, url, body) => {
    const answer = await reporter.call(method, url, body())
    expect(answer.status).toBeLessThan(500)
  })

  test('in a file name do not break the server', async () => {
    const url = `/api/v1/units/${unitId}/ledger-imports?name=a${inAddress}.csv`
    const answer = await reporter.call('POST', url, new TextEncoder().encode('a,b\n1,2\n'))
    expect(answer.status).toBe(201)
  })
})
