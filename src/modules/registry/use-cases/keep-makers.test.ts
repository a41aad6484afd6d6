import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { acceptedExample, exampleReference, exampleUnit } from '../../../../tests/support/catalogue.ts'
import type { MakerRowView, MakerView } from '../contract.ts'
import { makerIndex } from '../data/maker-reader.ts'
import { loadReference } from './load-reference.ts'

let app: TestApplication
let operator: Person
let reporter: Person
let unitId = 0

beforeAll(async () => {
  app = await testApplication()
  await exampleReference(app)
  unitId = await exampleUnit(app)
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  reporter = await app.person({
    unitId,
    grants: [{ role: 'unit_reporter', scope: 'unit', scopeId: String(unitId) }],
  })
})
afterAll(() => app.close())

const codes = (answer: { body: unknown }) =>
  (answer.body as { refusals?: { code: string }[] }).refusals?.map(({ code }) => code)
const list = async (words: string) =>
  (await operator.call<{ items: MakerRowView[] }>('GET', `/api/v1/makers?words=${encodeURIComponent(words)}`))
    .body.items
const found = async (text: string) => (await makerIndex(app.deps.db)).find(text)?.name
const idOf = async (words: string) => (await list(words))[0]?.id ?? 0
const read = async (id: number) => (await operator.call<MakerView>('GET', `/api/v1/makers/${id}`)).body

describe('Makers', () => {
  test('come with the shipped list and are found by any of their names', async () => {
    expect((await list('SHIMADZU'))[0]).toMatchObject({
      name: '岛津制作所',
      nameEn: 'Shimadzu',
      country: '日本',
    })
    expect(await list('日本岛津')).toEqual(await list('島津'))
  })

  test('have the instruments of all their spellings', async () => {
    for (const manufacturer of ['岛津', 'Shimadzu Corporation', '日本岛津', 'Shimazu'])
      await acceptedExample(app, unitId, { manufacturer })
    const maker = await read(await idOf('岛津'))
    expect(maker.instruments).toBe(3)
    expect(maker.spellings.map(({ text }) => text).toSorted()).toEqual([
      'Shimadzu Corporation',
      '岛津',
      '日本岛津',
    ])
  })

  test('take a stray spelling in when the operator says so', async () => {
    const strays = await operator.call<{ items: { text: string; near?: { id: number; name: string } }[] }>(
      'GET',
      '/api/v1/maker-strays',
    )
    const stray = strays.body.items.find(({ text }) => text === 'Shimazu')
    expect(stray?.near).toMatchObject({ name: '岛津制作所' })
    const wish = { name: 'Shimazu', kind: 'misspelling' }
    const answer = await operator.call<MakerView>('POST', `/api/v1/makers/${stray?.near?.id}/names`, wish)
    expect(answer.body.instruments).toBe(4)
    expect(answer.body.history[0]).toMatchObject({ act: 'name_added', details: wish })
  })

  test('are brought together and taken apart again, and both histories say so', async () => {
    const [one, other] = [await idOf('康塔'), await idOf('安东帕')]
    const merged = await operator.call<MakerView>('POST', `/api/v1/makers/${one}/merge`, { into: other })
    expect(merged.status).toBe(200)
    expect(await found('Quantachrome Instruments')).toBe('安东帕')
    expect((await read(one)).mergedInto).toBe(other)
    expect((await read(one)).history[0]).toMatchObject({ act: 'merged', details: { into: '安东帕' } })
    const again = await operator.call('POST', `/api/v1/makers/${one}/merge`, { into: other })
    expect(codes(again)).toEqual(['registry.maker_merged'])
    const name = (await read(other)).names.find((known) => known.name === '康塔仪器')
    const split = await operator.call<MakerView>('POST', `/api/v1/makers/${other}/split`, { key: name?.key })
    expect(split.body).toMatchObject({ name: '康塔仪器' })
    expect(await found('康塔仪器')).toBe('康塔仪器')
    expect(await found('安东帕公司')).toBe('安东帕')
  })

  test('refuse a name that is another maker’s, an unknown country and the loss of the last name', async () => {
    const wish = { name: '某某仪器', nameEn: 'SHIMADZU', country: '火星', homepage: 'nowhere' }
    expect(codes(await operator.call('POST', '/api/v1/makers', wish))).toEqual([
      'registry.maker_country_unknown',
      'registry.maker_homepage_bad',
    ])
    expect(
      codes(await operator.call('POST', '/api/v1/makers', { ...wish, country: '', homepage: '' })),
    ).toEqual(['registry.maker_name_taken'])
    const made = await operator.call<MakerView>('POST', '/api/v1/makers', { name: '某某仪器' })
    const [only] = made.body.names
    const path = `/api/v1/makers/${made.body.id}`
    expect(codes(await operator.call('POST', `${path}/names/remove`, { key: only?.key }))).toEqual([
      'registry.maker_last_name',
    ])
    const stale = await operator.call('PUT', path, { name: '某某仪器厂', revision: 99 })
    expect(codes(stale)).toEqual(['changed_meanwhile'])
    const homepage = 'https://example.org'
    const { revision } = made.body
    const changed = await operator.call<MakerView>('PUT', path, { name: '某某仪器厂', homepage, revision })
    expect(changed.body).toMatchObject({ name: '某某仪器厂', homepage })
  })

  test('keep what a person changed when the shipped list is loaded again', async () => {
    const id = await idOf('理学')
    const before = await read(id)
    await operator.call('PUT', `/api/v1/makers/${id}`, { ...before, country: '德国' })
    await loadReference(app.deps)
    expect((await read(id)).country).toBe('德国')
    expect(await found('康塔仪器')).toBe('康塔仪器')
  })

  test('are the operator’s alone', async () => {
    expect((await reporter.call('GET', '/api/v1/makers')).status).toBe(403)
    expect((await reporter.call('POST', '/api/v1/makers', { name: 'x' })).status).toBe(403)
    expect((await app.visitor.call('GET', '/api/v1/makers')).status).toBe(401)
  })
})
