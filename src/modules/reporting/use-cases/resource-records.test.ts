import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#kernel/actor.ts'
import { elementDictionary, headingOf, nationalOrder, saveInstruments } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { readNamedSheets } from '#platform/sheets/read-named-sheets.ts'
import { bytesInMemory } from '#platform/sheets/sheet.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type { RecordImportView, RecordView } from '../contract.ts'

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
  const person = (role: 'unit_reporter' | 'unit_reviewer', id: number) =>
    app.person({ unitId: id, grants: [{ role, scope: 'unit', scopeId: String(id) }] })
  reporter = await person('unit_reporter', unitId)
  reviewer = await person('unit_reviewer', unitId)
  stranger = await person('unit_reporter', other)
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  await inTransaction(app.deps.db, (tx) =>
    saveInstruments(tx, system, app.clock.now(), [
      { unitId, innerId: 'I-1', elements: { cname: '质谱仪', instrSupervise: '是' }, cause: 'form' },
    ]),
  )
})
afterAll(() => app.close())

const path = '/api/v1/resource-records'
const create = (kind: string, innerId: string, elements: object = {}, who = reporter) =>
  who.call<RecordView & { refusals?: { code: string }[] }>('POST', path, { unitId, kind, innerId, elements })
const read = async (id: number, who = reporter) => who.call<RecordView>('GET', `${path}/${id}`)
const step = async (who: Person, id: number, name: string, comment = '') =>
  who.call<RecordView & { refusals?: { code: string }[] }>('POST', `${path}/${id}/steps`, {
    version: (await read(id, operator)).body.version,
    step: name,
    comment,
  })
const get = async (url: string) =>
  (await app.server.inject({ method: 'GET', url, headers: { cookie: reporter.cookie } })).rawPayload
const send = (bytes: Buffer, who = reporter) =>
  who.call<RecordImportView & { refusals?: { code: string }[] }>(
    'POST',
    `/api/v1/units/${unitId}/resource-record-imports?name=x.xlsx`,
    bytes,
  )
const customs = {
  declarationNumber: '510120211000000001',
  itemNumber: '01',
  importDate: '2024-03-05',
  formname: '质谱仪',
}

describe('A record of another kind', () => {
  test('goes the way of an instrument, and editing opens what was accepted', async () => {
    const { body } = await create('5', 'I-1', customs)
    expect(body).toMatchObject({ state: 'draft', problems: 0, name: '质谱仪' })
    const id = body.recordId
    expect((await step(reviewer, id, 'submit_to_unit')).status).toBe(403)
    expect((await step(reporter, id, 'submit_to_unit')).body).toMatchObject({ state: 'unit_review' })
    const locked = await reporter.call<{ refusals: object[] }>('PUT', `${path}/${id}/elements`, {
      revision: 1,
      elements: { ...customs, formname: '另一个' },
    })
    expect(locked.body.refusals).toMatchObject([{ code: 'registry.under_review' }])
    await step(reviewer, id, 'submit_to_province')
    expect((await step(operator, id, 'return')).body.refusals).toMatchObject([
      { code: 'reporting.reason_needed' },
    ])
    expect((await step(operator, id, 'accept')).body).toMatchObject({ state: 'accepted', acceptedVersion: 1 })
    const edited = await reporter.call<RecordView>('PUT', `${path}/${id}/elements`, {
      revision: 1,
      elements: { ...customs, formname: '质谱仪主机' },
    })
    expect(edited.body).toMatchObject({ state: 'draft', version: 2, acceptedVersion: 1 })
    expect(edited.body.steps.map((one) => one.step)).toEqual([
      'reopen',
      'accept',
      'submit_to_province',
      'submit_to_unit',
    ])
  })

  test('is not submitted with problems', async () => {
    const { body } = await create('1', 'C-1', { cname: '分析测试中心' })
    expect(body.problemList.map((problem) => problem.element)).toContain('establish')
    expect((await step(reporter, body.recordId, 'submit_to_unit')).body.refusals).toMatchObject([
      { code: 'reporting.has_problems' },
    ])
  })

  test.each([
    ['5', 'nobody', {}, 'registry.instrument_unknown'],
    ['2-core', 'K-1', { facilityInnerId: 'F-9' }, 'registry.facility_unknown'],
    ['7', 'last year', {}, 'registry.year_wrong'],
    ['1', 'C-1', { cname: '分析测试中心' }, 'reporting.number_taken'],
  ])('of kind %s and number %s is refused: %j', async (kind, innerId, elements, code) => {
    expect((await create(kind, innerId, elements)).body.refusals).toMatchObject([{ code }])
  })

  test('belongs to its unit: others neither see nor change it', async () => {
    const { body } = await create('1', 'C-2', { cname: '中心' })
    expect((await read(body.recordId, stranger)).status).toBe(404)
    expect((await create('1', 'C-3', {}, stranger)).status).toBe(403)
    expect((await send(Buffer.from(''), stranger)).status).toBe(403)
    const list = await stranger.call<{ items: object[] }>('GET', `${path}?kind=1`)
    expect(list.body.items).toEqual([])
  })

  test('of a centre finds the centre of the profile by its name', async () => {
    const [centre] = await app.database.sql<
      { id: number }[]
    >`insert into centre (unit_id, name) values (${unitId}, '电镜中心') returning id`
    const { body } = await create('1', 'C-9', { cname: '电镜中心' })
    expect(body.centreId).toBe(centre?.id)
  })
})

test('An instrument under customs supervision is submitted only with its customs record', async () => {
  await inTransaction(app.deps.db, (tx) =>
    saveInstruments(tx, system, app.clock.now(), [
      { unitId, innerId: 'I-2', elements: { cname: '电镜', instrSupervise: '是' }, cause: 'form' },
    ]),
  )
  const list = await reporter.call<{ items: { instrumentId: number; innerId: string }[] }>(
    'GET',
    '/api/v1/reports',
  )
  const item = list.body.items.find(({ innerId }) => innerId === 'I-2')
  const submit = async () =>
    (
      await reporter.call<{ refusals: { code: string }[] }>('POST', '/api/v1/report-steps/submit-to-unit', {
        items: [{ instrumentId: item?.instrumentId, version: 1 }],
      })
    ).body.refusals.map(({ code }) => code)
  expect(await submit()).toContain('reporting.customs_record_missing')
  await create('5', 'I-2', customs)
  expect(await submit()).not.toContain('reporting.customs_record_missing')
})

describe('A workbook of records', () => {
  test('made from an export changes nothing', async () => {
    await create('2', 'F-1', { cname: '示例中子源', technical: '=1+1', achievement: '"a", b\n第二行 𠮷' })
    await create('2-core', 'K-1', {
      facilityInnerId: 'F-1',
      cname: '谱仪',
      subject: ['140', '430'],
      worth: 120.5,
    })
    await create('7', '2025', { billWorth: 12.5, effectInside: '@SUM(A1)' })
    for (const kind of ['1', '2', '2-core', '5', '7']) {
      const bytes = await get(`/api/v1/resource-record-exports?kind=${kind}`)
      const [sheet] = await readNamedSheets(bytesInMemory(bytes))
      const dictionary = await elementDictionary(app.deps.db, kind, '2026-11-23')
      expect(sheet?.header).toEqual(dictionary === undefined ? [] : nationalOrder(dictionary).map(headingOf))
      const asText = await get(`/api/v1/resource-record-exports?kind=${kind}&format=csv`)
      for (const file of [bytes, asText]) {
        const { body } = await send(file)
        expect(body.kinds).toMatchObject([{ kind, created: 0, updated: 0, refused: [] }])
        expect(body.kinds[0]?.unchanged).toBe(sheet?.rows.length)
      }
    }
  })

  test('names the public page of a core instrument that is registered, and takes a changed csv in', async () => {
    await inTransaction(app.deps.db, (tx) =>
      saveInstruments(tx, system, app.clock.now(), [
        { unitId, innerId: 'K-2', elements: { cname: '谱仪' }, cause: 'form' },
      ]),
    )
    await create('2-core', 'K-2', { facilityInnerId: 'F-1', cname: '谱仪' })
    const text = (await get('/api/v1/resource-record-exports?kind=2-core&format=csv')).toString()
    expect(text).toContain(`${app.deps.config.publicUrl}/instruments/`)
    const { body } = await send(Buffer.from(text.replaceAll('谱仪', '中子谱仪')))
    expect(body.kinds).toMatchObject([{ kind: '2-core', created: 0, updated: 2, refused: [] }])
  })

  test('the template itself brings nothing, and a sheet of another name is refused', async () => {
    const template = await get('/api/v1/import-templates?kinds=1,2,2-core,5,7,7-income,7-assets')
    const { body } = await send(template)
    expect(
      body.kinds.every(({ created, updated, refused }) => created + updated + refused.length === 0),
    ).toBe(true)
    expect((await send(await get('/api/v1/report-exports'))).body.refusals).toMatchObject([
      { code: 'reporting.no_known_sheet' },
    ])
  })
})
