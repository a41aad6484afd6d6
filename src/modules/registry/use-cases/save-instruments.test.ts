import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#kernel/actor.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { acceptedElements, instrumentById } from '../data/instrument-repository.ts'
import { findByInnerIds, findSameThings } from '../data/instrument-search.ts'
import { cleanElements } from '../domain/derived-figures.ts'
import type { Elements } from '../domain/instrument.ts'
import { saveInstruments } from './save-instruments.ts'

let app: TestApplication
let unitId = 0
beforeAll(async () => {
  app = await testApplication()
  const [row] = await app.database.sql<
    { id: number }[]
  >`insert into unit (name, kind, managing) values ('示例大学', 'university', true) returning id`
  unitId = row?.id ?? 0
})
afterAll(() => app.close())

const save = (innerId: string, elements: Elements) =>
  inTransaction(app.deps.db, (tx) =>
    saveInstruments(tx, system, app.clock.now(), [{ unitId, innerId, elements, cause: 'import' }]),
  )
const read = async (innerId: string) => {
  const [found] = await findByInnerIds(app.deps.db, unitId, [innerId])
  return instrumentById(app.deps.db, found?.id ?? 0)
}

describe('Saving an instrument', () => {
  test('makes a draft with its figures taken from the elements', async () => {
    const result = await save('A-1', { cname: '透射电镜', worth: 41.24, beginDate: '2020-05-06' })
    expect(result).toMatchObject({ created: 1, updated: 0, unchanged: 0, refused: [] })
    expect(await read('A-1')).toMatchObject({
      state: 'draft',
      version: 1,
      name: '透射电镜',
      worthFen: 41_240_000,
      bookedOn: '2020-05-06',
      dictionary: 'g2-4-2019',
      elements: { innerId: 'A-1', worth: 41.24 },
    })
  })

  test('twice the same changes nothing', async () => {
    await save('A-2', { cname: '质谱仪', subject: ['150'] })
    const again = await save('A-2', { cname: ' 质谱仪 ', subject: ['150'], ename: '' })
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
    expect(await read('A-2')).toMatchObject({ version: 1 })
  })

  test('when it was accepted opens a draft and leaves what the public sees', async () => {
    await save('A-3', { cname: '旧名称' })
    await app.database
      .sql`update instrument set state = 'accepted', accepted_version = 1 where inner_id = 'A-3'`
    const changed = await save('A-3', { cname: '新名称' })
    expect(changed.saved).toMatchObject([{ outcome: 'updated', version: 2, reopenedFrom: 'accepted' }])
    const now = await read('A-3')
    expect(now).toMatchObject({ state: 'draft', version: 2, acceptedVersion: 1, name: '新名称' })
    expect(await acceptedElements(app.deps.db, now?.id ?? 0)).toMatchObject({ cname: '旧名称' })
  })

  test.each(['unit_review', 'province_review'])('is refused while it is in %s', async (state) => {
    await save(`R-${state}`, { cname: '在审仪器' })
    await app.database.sql`update instrument set state = ${state} where inner_id = ${`R-${state}`}`
    const result = await save(`R-${state}`, { cname: '改名' })
    expect(result.refused).toMatchObject([{ code: 'registry.under_review', innerId: `R-${state}` }])
    expect(await read(`R-${state}`)).toMatchObject({ version: 1, name: '在审仪器' })
  })

  test('finds the same thing under another number', async () => {
    await save('A-4', { cname: '离心机', instrVersion: 'X-100', beginDate: '2021-01-01' })
    const found = await findSameThings(app.deps.db, unitId, [
      { name: '离心机', model: 'X-200', bookedOn: '2021-01-01' },
      { name: '离心机', model: 'X-100', bookedOn: '2021-01-01' },
    ])
    expect(found).toMatchObject([{ index: 1, innerId: 'A-4' }])
  })

  test('returns what was given, and a second save of it changes nothing', async () => {
    const value = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(fc.string()),
    )
    let no = 0
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom('cname', 'ename', 'funds', 'worth', 'fee'), value),
        async (given) => {
          const elements = given as Elements
          const innerId = `P-${++no}`
          await save(innerId, elements)
          const kept = await read(innerId)
          expect(kept?.elements).toEqual(JSON.parse(JSON.stringify(cleanElements({ ...elements, innerId }))))
          expect(await save(innerId, kept?.elements ?? {})).toMatchObject({ unchanged: 1 })
        },
      ),
      { numRuns: 40 },
    )
  })

  test('ten thousand go in at once', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      unitId,
      innerId: `M-${i}`,
      elements: {
        cname: `仪器 ${i}`,
        worth: 50 + (i % 100),
        beginDate: '2020-01-01',
        technical: '指标'.repeat(100),
      },
      cause: 'import' as const,
    }))
    const result = await inTransaction(app.deps.db, (tx) =>
      saveInstruments(tx, system, app.clock.now(), rows),
    )
    expect(result.created).toBe(10_000)
  })
})
