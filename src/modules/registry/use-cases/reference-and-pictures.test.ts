import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#kernel/actor.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type { CodeEntryView, ElementDictionaryView, PictureView } from '../contract.ts'
import { codeTable } from '../data/reference-reader.ts'
import { loadReference } from './load-reference.ts'
import { saveInstruments } from './save-instruments.ts'

let app: TestApplication
let unitId = 0
let id = 0
let reporter: Person
let stranger: Person
let operator: Person

beforeAll(async () => {
  app = await testApplication()
  unitId = await app.unit('示例大学')
  const other = await app.unit('示范研究院')
  reporter = await app.member(unitId, 'unit_reporter')
  stranger = await app.member(other, 'unit_reporter')
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  const saved = await inTransaction(app.deps.db, (tx) =>
    saveInstruments(tx, system, app.clock.now(), [
      { unitId, innerId: 'P-1', elements: { cname: '显微镜' }, cause: 'seed' },
    ]),
  )
  id = saved.saved[0]?.id ?? 0
})
afterAll(() => app.close())

const codes = (answer: { body: unknown }) =>
  (answer.body as { refusals?: { code: string }[] }).refusals?.map((refusal) => refusal.code)
interface Table {
  version: string
  total: number
  entries: CodeEntryView[]
}

describe('Reference data', () => {
  test('loaded twice changes nothing', async () => {
    expect((await loadReference(app.deps)).loaded).toEqual([])
  })

  test.each([
    ['2015-06-01', 'g1-4-2016'],
    ['2018-12-31', 'g1-4-2016'],
    ['2019-01-01', 'g2-4-2019'],
    ['2026-11-23', 'g2-4-2019'],
  ])('on %s the instrument dictionary in force is %s', async (on, version) => {
    const answer = await app.visitor.call<ElementDictionaryView>(
      'GET',
      `/api/v1/element-dictionaries/4?on=${on}`,
    )
    expect(answer.body.version).toBe(version)
  })

  test('a code table is searched by name, other name and code, and read level by level', async () => {
    const search = (query: string) => app.visitor.call<Table>('GET', `/api/v1/code-tables/${query}`)
    expect((await search('classes?words=透射')).body.entries.map((entry) => entry.code)).toContain('010101')
    expect((await search('classes?parent=')).body.entries).toHaveLength(15)
    expect((await search('countries?words=germany')).body.entries.map((entry) => entry.code)).toEqual([
      '德国',
    ])
    expect((await search('areas?parent=440000')).body.total).toBe(21)
    expect((await search('unknown')).status).toBe(404)
  })

  test('an operator adds a version that counts from its day on', async () => {
    const csv = new TextEncoder().encode('code,name,name_en\n110,数学,Mathematics\n999,新学科,New\n')
    const path =
      '/api/v1/code-tables/disciplines/versions?name=d.csv&version=test-2030&effectiveFrom=2030-01-01'
    expect((await reporter.call('POST', path, csv)).status).toBe(403)
    expect((await operator.call('POST', path, csv)).body).toEqual({ version: 'test-2030', entries: 2 })
    expect(codes(await operator.call('POST', path, csv))).toEqual(['registry.table_version_taken'])
    expect((await codeTable(app.deps.db, 'disciplines', '2026-11-23'))?.entries).toHaveLength(62)
    expect((await codeTable(app.deps.db, 'disciplines', '2030-01-01'))?.entries).toHaveLength(2)
  })

  test('a table with faults is refused with every row that has one', async () => {
    const csv = new TextEncoder().encode('code,name,parent\n1,甲,\n1,乙,\n,丙,\n2,,9\n')
    const path = '/api/v1/code-tables/classes/versions?name=c.csv&version=bad&effectiveFrom=2030-01-01'
    const answer = await operator.call('POST', path, csv)
    expect(answer.status).toBe(422)
    expect(codes(answer)).toEqual([
      'registry.table_code_repeated',
      'registry.table_code_empty',
      'registry.table_name_empty',
      'registry.table_parent_unknown',
    ])
  })
})

describe('Pictures', () => {
  const photo = (width = 800, height = 600) =>
    sharp({ create: { width, height, channels: 3, background: '#88aacc' } })
      .withExif({ IFD0: { Artist: 'somebody' } })
      .png()
      .toBuffer()
  const add = (who: Person, bytes: Uint8Array, name = 'tem.png') =>
    who.call<PictureView>('POST', `/api/v1/instruments/${id}/pictures?name=${name}`, bytes)

  test('are encoded anew without metadata, with a thumbnail, and seen by the public once accepted', async () => {
    const added = await add(reporter, await photo())
    expect(added.status).toBe(201)
    const { url, thumbnailUrl } = added.body
    expect((await app.visitor.call('GET', url)).status).toBe(404)
    await app.database.sql`update instrument set accepted_version = 1 where id = ${id}`
    const response = await app.server.inject({ method: 'GET', url })
    expect(response.headers['content-type']).toBe('image/jpeg')
    expect(response.headers['cache-control']).toContain('max-age=86400')
    const head = await sharp(response.rawPayload).metadata()
    expect(head).toMatchObject({ format: 'jpeg', width: 800 })
    expect(head.exif).toBeUndefined()
    const small = await app.server.inject({ method: 'GET', url: thumbnailUrl })
    expect(await sharp(small.rawPayload).metadata()).toMatchObject({ width: 320 })
    expect(
      (await reporter.call('DELETE', `/api/v1/instruments/${id}/pictures/${added.body.pictureId}`)).status,
    ).toBe(204)
    expect((await app.visitor.call('GET', url)).status).toBe(200)
    await app.database.sql`update instrument set accepted_version = version where id = ${id}`
    expect((await app.visitor.call('GET', url)).status).toBe(404)
    await app.database.sql`update instrument set accepted_version = null where id = ${id}`
  })

  test.each([
    ['text named as a picture', Buffer.from('hello'), 422, 'registry.not_a_picture'],
    [
      'a drawing that can carry scripts',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>'),
      422,
      'registry.not_a_picture',
    ],
  ] as const)('refuse %s', async (_what, bytes, status, code) => {
    const answer = await add(reporter, bytes)
    expect([answer.status, codes(answer)]).toEqual([status, [code]])
  })

  test('refuse more than forty megapixels', async () => {
    const answer = await add(reporter, await photo(8000, 5001))
    expect([answer.status, codes(answer)]).toEqual([413, ['registry.picture_too_large']])
  })

  test('refuse another unit', async () => {
    expect((await add(stranger, await photo())).status).toBe(404)
    expect((await stranger.call('GET', `/api/v1/instruments/${id}/pictures`)).status).toBe(404)
  })
})

describe('The lead of an instrument', () => {
  const assign = (who: Person, leadAccountId: number | null, centreId: number | null = null) =>
    who.call('PUT', `/api/v1/instruments/${id}/assignment`, { leadAccountId, centreId })

  test('must belong to the unit, and later modules are told', async () => {
    const answer = await assign(reporter, stranger.accountId, 999)
    expect(codes(answer)).toEqual(['registry.lead_not_in_unit', 'registry.centre_not_in_unit'])
    expect((await assign(reporter, reporter.accountId)).status).toBe(204)
    const grants = await app.database.sql<
      { scope_id: string }[]
    >`select scope_id from role_grant where account_id = ${reporter.accountId} and role = 'instrument_lead'`
    expect(grants).toEqual([{ scope_id: String(id) }])
    const candidates = await reporter.call('GET', `/api/v1/instruments/${id}/assignment/candidates`)
    expect(candidates.body).toMatchObject({ leads: [{ id: reporter.accountId }], centres: [] })
    const events = await app.database.sql<{ type: string }[]>`select type from outbox_event`
    expect(events.map((event) => event.type)).toContain('registry.instrument_changed')
  })

  test('is not named by another unit', async () => {
    expect((await assign(stranger, stranger.accountId)).status).toBe(404)
  })
})
