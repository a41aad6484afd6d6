import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type UseScene, useScene } from '../../../../tests/support/use-scene.ts'

let scene: UseScene
beforeAll(async () => {
  scene = await useScene()
})
afterAll(() => scene.app.close())

describe('The list of today', () => {
  test('shows shortly before midnight what begins after it, since its user may be checked in', async () => {
    const { app, people, units, instruments } = scene
    app.clock.set('2026-11-23T23:50:00+08:00')
    const scopeId = String(instruments.first)
    const lead = await app.person({
      unitId: units.alpha,
      grants: [{ role: 'instrument_lead', scope: 'instrument', scopeId }],
    })
    const soon = await scene.booking(
      people.outside.accountId,
      { startsIn: 20, minutes: 60 },
      { userUnitId: units.beta },
    )
    const late = await scene.booking(
      people.outside.accountId,
      { startsIn: 90, minutes: 60 },
      { userUnitId: units.beta },
    )
    const { body } = await lead.call<{ bookings: { id: number }[] }>('GET', '/api/v1/usage/today')
    const ids = body.bookings.map(({ id }) => id)
    expect(ids).toContain(soon)
    expect(ids).not.toContain(late)
  })
})
