import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PictureView } from '#modules/registry/contract.ts'
import { lockedInstrument, moveInstruments } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { appendEvents } from '#platform/outbox/outbox.ts'
import { type Person, type TestApplication, testApplication } from '../../../../tests/support/application.ts'
import { acceptedExample, exampleReference, exampleUnit } from '../../../../tests/support/catalogue.ts'

let app: TestApplication
let reporter: Person
let id: number
beforeAll(async () => {
  app = await testApplication()
  await exampleReference(app)
  const unitId = await exampleUnit(app)
  id = await acceptedExample(app, unitId)
  reporter = await app.person({
    unitId,
    grants: [{ role: 'unit_reporter', scope: 'unit', scopeId: String(unitId) }],
  })
})
afterAll(() => app.close())

/** What the review does at its end. */
async function acceptedAnew(): Promise<void> {
  await inTransaction(app.deps.db, async (tx) => {
    const instrument = await lockedInstrument(tx, id)
    if (instrument === undefined) return
    const { unitId, version } = instrument
    await moveInstruments(tx, app.clock.now(), [{ unitId, id, state: 'accepted', acceptedVersion: version }])
    const payload = { instrumentId: id }
    await appendEvents(tx, [{ type: 'registry.instrument_accepted', unitId, payload }])
  })
  await app.settle()
}

const page = async (url: string) => (await app.server.inject({ url, headers: { accept: 'text/html' } })).body
const pictureIn = (html: string) => /<img[^>]* src="(\/media\/pictures\/[^"]+)"/.exec(html)?.[1]
const photo = (background: string) =>
  sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .png()
    .toBuffer()

describe('A picture the unit uploads for an accepted instrument', () => {
  test('shows on the result row, on the instrument’s page and to machines, once it is reviewed, until it is removed', async () => {
    const added = await reporter.call<PictureView>(
      'POST',
      `/api/v1/instruments/${id}/pictures?name=a.png`,
      await photo('#336699'),
    )
    expect(added.status).toBe(201)
    await app.settle()
    expect(pictureIn(await page(`/instruments/${id}`))).toBeUndefined()
    await acceptedAnew()
    const { pictureId, url, thumbnailUrl } = added.body
    expect(pictureIn(await page('/instruments'))).toBe(thumbnailUrl)
    const whole = await page(`/instruments/${id}`)
    expect(pictureIn(whole)).toBe(url)
    expect(whole).toContain(`"image":"http://127.0.0.1:8080${url}"`)
    const sizes = await Promise.all(
      [url, thumbnailUrl].map(async (path) => {
        const { statusCode, rawPayload } = await app.server.inject({ url: path })
        return [statusCode, (await sharp(rawPayload).metadata()).width]
      }),
    )
    expect(sizes).toEqual([
      [200, 900],
      [200, 320],
    ])
    await reporter.call('DELETE', `/api/v1/instruments/${id}/pictures/${pictureId}`)
    await app.settle()
    expect(pictureIn(await page(`/instruments/${id}`))).toBe(url)
    await acceptedAnew()
    expect(pictureIn(await page('/instruments'))).toBeUndefined()
    expect(pictureIn(await page(`/instruments/${id}`))).toBeUndefined()
  })
})
