import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemsOf, suggestElements, validationGround } from '#modules/registry/index.ts'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { acceptedExample, exampleReference, exampleUnit } from '../../../../tests/support/catalogue.ts'
import type { ReportView, SuggestedInstrumentView, SuggestionView } from '../contract.ts'

let app: TestApplication
let unitId = 0
let reporter: Person
let stranger: Person

beforeAll(async () => {
  app = await testApplication()
  await exampleReference(app)
  unitId = await exampleUnit(app)
  const other = await exampleUnit(app, '示范研究院')
  const reporting = (id: number) => ({ role: 'unit_reporter', scope: 'unit', scopeId: String(id) }) as const
  reporter = await app.person({ unitId, grants: [reporting(unitId)] })
  stranger = await app.person({ unitId: other, grants: [reporting(other)] })
})
afterAll(() => app.close())

let no = 0
async function enter(elements: Record<string, unknown>): Promise<number> {
  const wish = { unitId, innerId: `S-${++no}`, elements }
  return (await reporter.call<ReportView>('POST', '/api/v1/reports', wish)).body.instrumentId
}
const suggested = async (id: number, who = reporter) =>
  (await who.call<{ items: SuggestionView[] }>('GET', `/api/v1/reports/${id}/suggestions`)).body.items
const elementsOf = async (id: number) =>
  (await reporter.call<ReportView>('GET', `/api/v1/reports/${id}`)).body.elements
const answer = (act: 'take' | 'refuse', items: object[], who = reporter) =>
  who.call<{ done: number[]; refused: { refusals: { code: string }[] }[] }>(
    'POST',
    `/api/v1/suggestions/${act}`,
    { items },
  )
const codes = (body: unknown) => (body as { refusals?: { code: string }[] }).refusals?.map(({ code }) => code)

const chromatograph = { cname: '高效液相色谱仪', instrVersion: 'LC-20AT', manufacturer: '日本岛津' }

describe('A draft with little in it', () => {
  test('is offered class, country, English name and discipline, each with its reason', async () => {
    const items = await suggested(await enter(chromatograph))
    expect(items.map(({ element, value }) => [element, value])).toEqual([
      ['instrCategory', '010502'],
      ['nation', '日本'],
      ['ename', 'High-performance liquid chromatograph'],
      ['subject', ['150']],
    ])
    expect(items[0]).toMatchObject({
      kind: 'class',
      label: expect.stringContaining('iquid chromatograph') as string,
      confidence: 'sure',
      reasons: ['The name contains “高效液相色谱”', 'The model belongs to the series LC20'],
    })
  })

  test('learns from accepted instruments of the same model, and what its class costs', async () => {
    for (let i = 0; i < 6; i++)
      await acceptedExample(app, unitId, {
        cname: '某种分析系统',
        instrVersion: 'QX-77 Z',
        instrCategory: '011012',
        subject: ['180'],
        worth: 150 + i,
      })
    await app.database
      .sql`update instrument set worth_fen = (elements ->> 'worth')::numeric * 1000000 where class_code = '011012'`
    const items = await suggested(await enter({ cname: '某种系统', instrVersion: 'qx77z', worth: 1_500_000 }))
    expect(items.find(({ kind }) => kind === 'class')).toMatchObject({
      value: '011012',
      reasons: ['6 of 6 accepted instruments of this model are in this class'],
    })
    expect(items.find(({ kind }) => kind === 'discipline')?.value).toEqual(['180'])
    expect(items.find(({ kind }) => kind === 'worth')?.value).toBe(150)
  })

  test('is offered the maker a slip of the pen meant', async () => {
    const items = await suggested(await enter({ cname: '离心机', manufacturer: 'BACKMAN' }))
    expect(items.find(({ kind }) => kind === 'maker')).toMatchObject({
      value: 'Beckman Coulter',
      current: 'BACKMAN',
    })
  })

  test('changes only when a person takes what is offered, and that is an edit with its audit', async () => {
    const id = await enter(chromatograph)
    await suggested(id)
    expect(await elementsOf(id)).not.toHaveProperty('instrCategory')
    const items = [
      { instrumentId: id, element: 'instrCategory', value: '010502' },
      { instrumentId: id, element: 'nation', value: '日本' },
    ]
    expect((await answer('take', items)).body.done).toEqual([id])
    expect(await elementsOf(id)).toMatchObject({ instrCategory: '010502', nation: '日本' })
    const [entry] = await app.database.sql<{ action: string }[]>`select action from audit_entry
      where subject = 'instrument' and subject_id = ${String(id)} and action = 'instrument.suggestion_taken'`
    expect(entry).toBeDefined()
    expect((await suggested(id)).map(({ element }) => element)).not.toContain('instrCategory')
  })

  test('is not offered again what somebody refused', async () => {
    const id = await enter(chromatograph)
    await answer('refuse', [{ instrumentId: id, element: 'subject', value: ['150'] }])
    expect((await suggested(id)).map(({ element }) => element)).not.toContain('subject')
    expect(await elementsOf(id)).not.toHaveProperty('subject')
    const taken = await answer('take', [{ instrumentId: id, element: 'subject', value: ['150'] }])
    expect(codes(taken.body)).toEqual(['reporting.suggestion_gone'])
  })

  test('waits on the list of suggestions, several taken at once', async () => {
    const ids = [await enter({ cname: '气相色谱仪' }), await enter({ cname: '流式细胞仪' })]
    const list = (await reporter.call<{ items: SuggestedInstrumentView[] }>('GET', '/api/v1/suggestions'))
      .body.items
    const classes = list
      .filter(({ instrumentId }) => ids.includes(instrumentId))
      .flatMap(({ instrumentId, suggestions }) =>
        suggestions
          .filter(({ kind }) => kind === 'class')
          .map(({ element, value }) => ({ instrumentId, element, value })),
      )
    const { body } = await answer('take', [
      ...classes,
      { instrumentId: 999_999, element: 'ename', value: 'x' },
    ])
    expect(body.done.toSorted((a, b) => a - b)).toEqual(ids)
    expect(body.refused).toHaveLength(1)
  })

  test('belongs to its unit: others are neither shown nor let near it', async () => {
    const id = await enter(chromatograph)
    expect((await stranger.call('GET', `/api/v1/reports/${id}/suggestions`)).status).toBe(404)
    const items = [{ instrumentId: id, element: 'nation', value: '日本' }]
    expect((await answer('take', items, stranger)).status).toBe(404)
    expect((await answer('refuse', items, stranger)).status).toBe(404)
    const theirs = await stranger.call<{ items: SuggestedInstrumentView[] }>('GET', '/api/v1/suggestions')
    expect(theirs.body.items).toEqual([])
  })
})

describe('Whatever a record holds', () => {
  const word = fc.constantFrom(
    '液相色谱仪',
    '扫描电镜',
    'SHIMADZU',
    'BACKMAN',
    '',
    'LC-20AT',
    '010502',
    '019900',
    '美国',
    '无',
    'x',
  )

  test('nothing is suggested that the dictionary would refuse, and the same question has the same answer', async () => {
    const { db } = app.deps
    const ground = await validationGround(db, 4, '2026-11-23')
    const records = fc.sample(
      fc.record({
        cname: word,
        ename: word,
        instrVersion: word,
        manufacturer: word,
        instrCategory: word,
        nation: word,
      }),
      { numRuns: 200, seed: 7 },
    )
    const [first, second] = [
      await suggestElements(db, records, '2026-11-23'),
      await suggestElements(db, records, '2026-11-23'),
    ]
    expect(first.each).toEqual(second.each)
    for (const [i, { suggestions }] of first.each.entries())
      for (const { element, value } of suggestions) {
        const problems = problemsOf({ ...records[i], [element]: value }, ground)
        expect(problems.filter((one) => one.element === element && one.level === 'error')).toEqual([])
      }
  })
})
