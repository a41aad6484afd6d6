import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import type { KinView } from '../contract.ts'

let app: TestApplication
let reporter: Person
let stranger: Person
const ids: Record<string, number> = {}
interface Kinship {
  readonly kin: KinView[]
  readonly numbers: string[]
  readonly mayLink: boolean
}

beforeAll(async () => {
  app = await testApplication()
  const unitId = await app.unit('示例大学')
  reporter = await app.member(unitId, 'unit_reporter')
  stranger = await app.member(await app.unit('示范研究院'), 'unit_reporter')
  for (const innerId of ['S-1', 'P-1', 'P-2']) {
    const made = await reporter.call<{ instrumentId: number }>('POST', '/api/v1/reports', {
      ...{ unitId, innerId, elements: { cname: `仪器 ${innerId}` } },
    })
    ids[innerId] = made.body.instrumentId
  }
})
afterAll(() => app.close())

const link = (part: string, systemInnerId: string | null, who = reporter) =>
  who.call<Kinship & { refusals: unknown[] }>('PUT', `/api/v1/reports/${ids[part]}/system`, { systemInnerId })
const kinOf = async (innerId: string) =>
  (await reporter.call<Kinship>('GET', `/api/v1/reports/${ids[innerId]}/kin`)).body.kin.map((one) => [
    one.relation,
    one.innerId,
  ])

describe('A set', () => {
  test('links its parts to their system, seen from both sides', async () => {
    expect((await link('P-1', 'S-1')).body.kin).toMatchObject([{ relation: 'system', innerId: 'S-1' }])
    expect((await link('P-2', 'S-1')).status).toBe(200)
    expect(await kinOf('S-1')).toEqual([
      ['part', 'P-1'],
      ['part', 'P-2'],
    ])
  })

  test.each([
    ['a number nobody knows', 'P-1', 'X-9', 422, 'reporting.no_such_system'],
    ['itself', 'P-1', 'P-1', 409, 'reporting.set_has_one_level'],
    ['a part of another system', 'P-1', 'P-2', 409, 'reporting.set_has_one_level'],
    ['one of its own parts', 'S-1', 'P-1', 409, 'reporting.set_has_one_level'],
  ])('is refused for %s', async (_what, part, system, status, code) => {
    expect(await link(part, system)).toMatchObject({ status, body: { refusals: [{ code }] } })
    expect(await kinOf('P-1')).toEqual([['system', 'S-1']])
  })

  test('lets a part go, and is not for another unit’s reporter', async () => {
    expect((await link('P-2', null)).body.kin).toEqual([])
    expect((await link('P-1', null, stranger)).status).toBe(404)
  })
})
