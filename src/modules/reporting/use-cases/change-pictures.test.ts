import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { completeElements } from '../../../../tests/support/reports.ts'
import type { DifferenceView, ReportView, ReviewView } from '../contract.ts'

let app: TestApplication
let unitId = 0
let reporter: Person
let reviewer: Person
let operator: Person
let visitor: Person

beforeAll(async () => {
  app = await testApplication()
  const [unit] = await app.database.sql<{ id: number }[]>`insert into unit (name, kind, managing)
    values ('示例大学', 'university', true) returning id`
  unitId = unit?.id ?? 0
  const grant = (role: 'unit_reporter' | 'unit_reviewer') =>
    ({ role, scope: 'unit', scopeId: String(unitId) }) as const
  reporter = await app.person({ unitId, grants: [grant('unit_reporter')] })
  reviewer = await app.person({ unitId, grants: [grant('unit_reviewer')] })
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  visitor = await app.person({ grants: [] })
})
afterAll(() => app.close())

test('Pictures of an accepted instrument change with a review: until then the public sees the old ones', async () => {
  const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#336699' } })
    .png()
    .toBuffer()
  const made = await reporter.call<ReportView>('POST', '/api/v1/reports', {
    ...{ unitId, innerId: 'P-1', elements: completeElements },
  })
  const id = made.body.instrumentId
  const pictures = `/api/v1/instruments/${id}/pictures`
  const add = async () =>
    (await reporter.call<{ pictureId: number }>('POST', `${pictures}?name=a.png`, png)).body.pictureId
  const seen = async (who: Person) =>
    (await who.call<{ items: { pictureId: number }[] }>('GET', pictures)).body.items.map(
      (one) => one.pictureId,
    )
  const bytes = async (picture: number) => (await visitor.call('GET', `/media/pictures/${picture}`)).status
  const read = async () => (await reporter.call<ReportView>('GET', `/api/v1/reports/${id}`)).body
  const submit = async (version: number) => {
    const items = [{ instrumentId: id, version }]
    await reporter.call('POST', '/api/v1/report-steps/submit-to-unit', { items })
    const decision = { subjectId: id, version, accepts: true }
    await reviewer.call('POST', '/api/v1/review-decisions', { level: 'unit', decisions: [decision] })
    return decision
  }
  await reporter.call('POST', '/api/v1/reports/not-secret', { instrumentIds: [id], declared: true })
  const old = await add()
  expect(await read()).toMatchObject({ state: 'draft', version: 1 })
  const first = await submit(1)
  await operator.call('POST', '/api/v1/review-decisions', { level: 'province', decisions: [first] })
  expect(await seen(visitor)).toEqual([old])

  const fresh = await add()
  expect((await reporter.call('DELETE', `${pictures}/${old}`)).status).toBe(204)
  expect(await read()).toMatchObject({ state: 'draft', version: 2, acceptedVersion: 1, revision: 1 })
  expect([await seen(reporter), await seen(visitor)]).toEqual([[fresh], [old]])
  expect([await bytes(old), await bytes(fresh)]).toEqual([200, 404])
  const second = await submit(2)
  expect((await reporter.call('POST', `${pictures}?name=b.png`, png)).status).toBe(409)
  const review = (await operator.call<ReviewView>('GET', `/api/v1/reports/${id}/review`)).body
  expect(review).toMatchObject({ picturesBefore: [old], pictureIds: [fresh] })
  expect(review.rows.filter((row) => row.changed).map((row) => row.element)).toEqual(['image'])
  await operator.call('POST', '/api/v1/review-decisions', { level: 'province', decisions: [second] })
  expect(await seen(visitor)).toEqual([fresh])
  expect([await bytes(old), await bytes(fresh)]).toEqual([404, 200])
  const path = `/api/v1/reports/${id}/difference?from=1&to=2`
  const { elements } = (await reporter.call<DifferenceView>('GET', path)).body
  expect(elements.map(({ element }) => element)).toEqual(['image'])
})
