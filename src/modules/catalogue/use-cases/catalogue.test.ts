import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/db/connect.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { acceptedExample, exampleReference, exampleUnit } from '../../../../tests/support/catalogue.ts'
import { type TestApplication, testApplication } from '../../../../tests/support/application.ts'
import { coverInstruments } from './cover-instruments.ts'
import { rebuildCatalogue } from './publish-entries.ts'

interface Found {
  total: number
  items: {
    id: number
    name: string
    openTo: string[]
    modes: string[]
    bookable: boolean
    worthWan: number
  }[]
  facets: Record<string, { value: string; count: number; name: { zh: string } }[]>
  suggestions: { kind: string; q: string }[]
}

let app: TestApplication
let unitId: number
beforeAll(async () => {
  app = await testApplication()
  await exampleReference(app)
  unitId = await exampleUnit(app)
})
afterAll(() => app.close())

const search = async (q: string, more = ''): Promise<Found> =>
  (await app.visitor.call<Found>('GET', `/api/v1/instruments?q=${encodeURIComponent(q)}${more}`)).body

describe('The public catalogue', () => {
  test('shows an instrument once it is accepted, with its new words after a change, and not after withdrawal', async () => {
    const id = await acceptedExample(app, unitId, { cname: '拉曼光谱仪' })
    expect((await search('拉曼')).total).toBe(0)
    await inTransaction(app.deps.db, (tx) =>
      appendEvent(tx, { type: 'registry.instrument_accepted', unitId, payload: { instrumentId: id } }),
    )
    await app.settle()
    expect((await search('拉曼')).items[0]).toMatchObject({ id, name: '拉曼光谱仪', worthWan: 41.24 })

    await app.database
      .sql`update instrument_version set elements = elements || '{"cname":"共聚焦显微镜"}' where instrument_id = ${id}`
    await inTransaction(app.deps.db, (tx) =>
      appendEvent(tx, { type: 'registry.instrument_changed', unitId, payload: { instrumentId: id } }),
    )
    await app.settle()
    expect((await search('拉曼')).total).toBe(0)
    expect((await search('共聚焦')).total).toBe(1)

    await app.database.sql`update instrument set accepted_version = null, accepted_at = null where id = ${id}`
    await inTransaction(app.deps.db, (tx) =>
      appendEvent(tx, { type: 'registry.instrument_withdrawn', unitId, payload: { instrumentId: id } }),
    )
    await app.settle()
    expect((await search('共聚焦')).total).toBe(0)
    expect((await app.visitor.call('GET', `/api/v1/instruments/${id}`)).status).toBe(404)
  })

  test('finds an instrument by the norms it tests by and by what its centre is qualified for, while that holds', async () => {
    const today = '2026-11-24'
    const [centre] = await app.database.sql<{ id: number }[]>`
      insert into centre (unit_id, name) values (${unitId}, '水质检测中心') returning id`
    const id = await acceptedExample(app, unitId, { cname: '离子色谱仪' })
    await app.database.sql`update instrument set centre_id = ${centre?.id ?? 0} where id = ${id}`
    await app.database.sql`insert into norm (unit_id, number, title, instrument_ids)
      values (${unitId}, 'GB/T 5750.6-2023', '生活饮用水标准检验方法', ${[id]})`
    await app.database
      .sql`insert into qualification (unit_id, kind, number, valid_from, valid_until, centre_ids)
      values (${unitId}, 'CMA', '2023190001Z', '2023-12-01', '2026-12-10', ${[centre?.id ?? 0]})`
    await inTransaction(app.deps.db, async (tx) => {
      await rebuildCatalogue(tx)
      await coverInstruments(tx, today)
    })
    const found = async (q: string) => (await search(q)).items.map((item) => item.id)
    expect(await found('GB/T 5750.6')).toEqual([id])
    expect(await found('饮用水标准')).toEqual([id])
    expect(await found('2023190001Z')).toEqual([id])
    await inTransaction(app.deps.db, (tx) => coverInstruments(tx, '2026-12-11', { unitId }))
    expect(await found('2023190001Z')).toEqual([])
    await app.database.sql`delete from norm where unit_id = ${unitId}`
    await inTransaction(app.deps.db, (tx) =>
      appendEvent(tx, { type: 'profiles.norms_changed', unitId, payload: { instrumentIds: [id] } }),
    )
    await app.settle()
    expect(await found('饮用水标准')).toEqual([])
  })

  test('never shows a draft', async () => {
    const id = await acceptedExample(app, unitId, { cname: '未受理仪器' }, { accepted: false })
    await inTransaction(app.deps.db, (tx) => rebuildCatalogue(tx))
    expect((await search('未受理仪器')).total).toBe(0)
    expect((await app.visitor.call('GET', `/api/v1/instruments/${id}`)).status).toBe(404)
  })

  test('is filled and cleaned by a rebuild', async () => {
    const kept = await acceptedExample(app, unitId, { cname: '流变仪', city: '深圳市' })
    const gone = await acceptedExample(app, unitId, { cname: '粘度计' })
    await inTransaction(app.deps.db, (tx) => rebuildCatalogue(tx))
    expect((await search('粘度计')).total).toBe(1)
    await app.database.sql`update instrument set disposed_on = '2026-01-01' where id = ${gone}`
    await inTransaction(app.deps.db, (tx) => rebuildCatalogue(tx))
    expect((await search('粘度计')).total).toBe(0)
    const found = await search('流变仪')
    expect(found.items[0]?.id).toBe(kept)
    expect(found.facets['city']).toEqual([
      { value: '440300', count: 1, name: { zh: '深圳市', en: 'Shenzhen' } },
    ])
    expect(found.facets['class']?.map(({ value }) => value)).toEqual(['01', '0101', '010102'])
  })

  test('takes for whom it is open from its texts, and from its booking rules once there are some', async () => {
    const id = await acceptedExample(app, unitId, { cname: '椭偏仪', requirement: '面向企业，送样测试' })
    await inTransaction(app.deps.db, (tx) => rebuildCatalogue(tx))
    expect((await search('椭偏仪')).items[0]).toMatchObject({
      openTo: ['company'],
      modes: ['commissioned'],
      bookable: false,
    })
    await inTransaction(app.deps.db, (tx) =>
      appendEvent(tx, {
        type: 'booking.rules_set',
        unitId,
        payload: { instrumentId: id, bookable: true, openTo: ['university', 'individual'], modes: ['self'] },
      }),
    )
    await app.settle()
    await inTransaction(app.deps.db, (tx) => rebuildCatalogue(tx))
    expect((await search('椭偏仪')).items[0]).toMatchObject({
      openTo: ['university', 'individual'],
      modes: ['self'],
      bookable: true,
    })
  })

  test('brings the spellings of a maker together, for the facet, the search and the page', async () => {
    for (const manufacturer of ['日本岛津', 'Shimadzu Corporation', '(株)島津製作所'])
      await acceptedExample(app, unitId, { cname: '厂商示例仪', manufacturer })
    await inTransaction(app.deps.db, (tx) => rebuildCatalogue(tx))
    const found = await search('厂商示例仪')
    const [maker] = found.facets['maker'] ?? []
    expect(maker).toMatchObject({ count: 3, name: { zh: '岛津制作所', en: 'Shimadzu' } })
    expect((await search('厂商示例仪', `&maker=${String(maker?.value)}`)).total).toBe(3)
    for (const name of ['SHIMADZU', '岛津', '日本岛津', '岛津制作所'])
      expect((await search(name)).total).toBe(3)
    const { body } = await app.visitor.call('GET', `/api/v1/instruments/${String(found.items[0]?.id)}`)
    expect(body).toMatchObject({
      makerName: '岛津制作所',
      maker: expect.stringMatching(/岛津|島津|Shimadzu/) as string,
    })
  })

  test('follows makers that are named or brought together', async () => {
    const operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
    await acceptedExample(app, unitId, { cname: '未知厂商仪', manufacturer: '示例仪器总厂' })
    await inTransaction(app.deps.db, (tx) => rebuildCatalogue(tx))
    expect((await search('未知厂商仪')).facets['maker']).toEqual([])
    const made = await operator.call<{ id: number }>('POST', '/api/v1/makers', {
      name: '示例仪器总厂',
      nameEn: 'Quibblewerk',
    })
    await app.settle()
    expect((await search('Quibblewerk')).total).toBe(1)
    const jeol = await operator.call<{ items: { id: number }[] }>('GET', '/api/v1/makers?words=JEOL')
    await operator.call('POST', `/api/v1/makers/${made.body.id}/merge`, { into: jeol.body.items[0]?.id })
    await app.settle()
    const [maker] = (await search('未知厂商仪')).facets['maker'] ?? []
    expect(maker?.name.zh).toBe('日本电子')
  })

  test('refuses filters it does not know', async () => {
    const answer = await app.visitor.call('GET', '/api/v1/instruments?openTo=everybody&page=0')
    expect(answer.status).toBe(422)
  })

  test('completes what is being typed', async () => {
    const { body } = await app.visitor.call<{ items: unknown }>('GET', '/api/v1/instruments/suggest?q=liub')
    expect(body.items).toEqual([{ name: '流变仪', count: 1 }])
  })

  test('tells what the public may read, phone and e-mail only to who asks for them', async () => {
    const [row] = (await search('流变仪')).items
    const { body } = await app.visitor.call('GET', `/api/v1/instruments/${String(row?.id)}`)
    expect(body).toMatchObject({
      country: { zh: '日本', en: 'Japan' },
      contact: { name: '王老师', reachable: true },
      classPath: [{ prefix: '01' }, {}, {}],
    })
    expect(JSON.stringify(body)).not.toContain('020-00000000')
  })

  test('shows a contact, logs who asked, and stops a source that asks for too many', async () => {
    const [row] = (await search('流变仪')).items
    const path = `/api/v1/instruments/${String(row?.id)}/contact-readings`
    const first = await app.visitor.call('POST', path)
    expect(first).toMatchObject({
      status: 200,
      body: { phone: '020-00000000', email: 'example@example.org' },
    })
    const [log] = await app.database.sql`select source, account_id, instrument_id from contact_reading`
    expect(log).toMatchObject({ source: '127.0.0.1', account_id: null, instrument_id: row?.id })

    const all = await Promise.all(Array.from({ length: 40 }, () => app.visitor.call('POST', path)))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(29)
    expect(all.find(({ status }) => status === 429)?.body).toMatchObject({
      refusals: [{ code: 'catalogue.too_many_contacts', limit: 30, hours: 1 }],
    })
  })
})
