import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type { DictionaryCheckView, DictionaryHeadView, ElementDictionaryView } from '../contract.ts'
import { forgetReference } from '../data/reference-reader.ts'

let app: TestApplication
let operator: Person
let visitor: Person

beforeAll(async () => {
  app = await testApplication()
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  visitor = await app.person({})
})
afterAll(async () => {
  await app.close()
  forgetReference()
})

const read = async (path: string) =>
  (await visitor.call<ElementDictionaryView>('GET', `/api/v1/element-dictionaries/${path}`)).body
const changed = async (change: Partial<ElementDictionaryView>) => ({
  ...(await read('1?version=g2-1-2019')),
  ...change,
})
const file = (dictionary: object) => Buffer.from(JSON.stringify(dictionary))
const check = (dictionary: object, who = operator) =>
  who.call<DictionaryCheckView>('POST', '/api/v1/element-dictionaries/checks?name=x.json', file(dictionary))
const add = (dictionary: object, query = '', who = operator) =>
  who.call<{ refusals?: { code: string }[] }>(
    'POST',
    `/api/v1/element-dictionaries?name=x.json${query}`,
    file(dictionary),
  )

describe('Element dictionaries', () => {
  test('are listed with the one in force of each generation', async () => {
    const { body } = await visitor.call<{ items: DictionaryHeadView[] }>(
      'GET',
      '/api/v1/element-dictionaries',
    )
    const instruments = body.items.filter(({ name }) => name === '4')
    expect(instruments.map(({ version, inForce }) => [version, inForce])).toEqual([
      ['g2-4-2019', true],
      ['g1-4-2016', true],
    ])
  })

  test('are found by kind, and by generation', async () => {
    expect((await read('4')).version).toBe('g2-4-2019')
    expect((await read('4?generation=G1')).version).toBe('g1-4-2016')
    expect((await read('2-core')).elements).toHaveLength(41)
    expect((await read('3')).generation).toBe('G1')
  })

  test('are described by a JSON schema', async () => {
    const { body } = await visitor.call<{ properties: Record<string, object> }>(
      'GET',
      '/api/v1/element-dictionaries/4/schema',
    )
    expect(body.properties['subject']).toMatchObject({ type: 'array', maxItems: 4 })
    expect(body.properties['instrCategory']).toMatchObject({ 'x-code-table': 'classes' })
  })

  test('say before they count what they would change', async () => {
    const dictionary = await changed({ version: 'g2-1-check' })
    const [first, ...rest] = dictionary.elements
    const elements = [{ ...first, maxLength: 60 }, ...rest.slice(0, -1)]
    const { body } = await check({ ...dictionary, elements })
    expect(body).toMatchObject({
      head: { version: 'g2-1-check', count: elements.length },
      replaces: 'g2-1-2019',
      problems: [],
      difference: [
        { element: 'cname', change: 'changed', fields: ['maxLength'] },
        { element: 'auditStatus', change: 'removed' },
      ],
    })
  })

  test('are refused with every problem at once', async () => {
    const broken = await changed({ version: 'x y' })
    const { body } = await check({ ...broken, kind: 9 })
    expect(body.problems.map(({ code }) => code)).toEqual([
      'registry.dictionary_field_wrong',
      'registry.dictionary_field_wrong',
    ])
    expect((await add({ ...broken, kind: 9 })).status).toBe(422)
    expect((await add(await changed({}))).body.refusals).toMatchObject([
      { code: 'registry.dictionary_version_taken' },
    ])
  })

  test('are not for others to replace', async () => {
    const dictionary = await changed({ version: 'g2-1-other' })
    expect((await check(dictionary, visitor)).status).toBe(403)
    expect((await add(dictionary, '', visitor)).status).toBe(403)
  })

  test('count from their day on, and an older generation does not displace the newer', async () => {
    const dictionary = await changed({ version: 'g2-1-later' })
    expect((await add(dictionary, '&effectiveFrom=2027-01-01')).status).toBe(201)
    expect((await read('1')).version).toBe('g2-1-2019')
    expect((await read('1?on=2027-01-01')).version).toBe('g2-1-later')
    const first = {
      ...(await read('1?version=g1-1-2016')),
      version: 'g1-1-mended',
      effectiveFrom: '2026-01-01',
    }
    expect((await add(first)).status).toBe(201)
    expect((await read('1')).version).toBe('g2-1-2019')
    expect((await read('1?generation=G1')).version).toBe('g1-1-mended')
  })
})
