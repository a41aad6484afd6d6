import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { makeInstrument, makeUnit } from '../../../../tests/support/booking.ts'
import type { BoardView, CampaignOwedView, CampaignView } from '../contract.ts'
import { promptCampaigns } from './prompt-campaigns.ts'

let app: TestApplication
let operator: Person
let reporter: Person
let stranger: Person
let unitId = 0
let campaign: CampaignView

beforeAll(async () => {
  app = await testApplication({ now: '2026-11-23T10:00:00+08:00' })
  unitId = await makeUnit(app)
  const otherUnit = await makeUnit(app)
  const { sql } = app.database
  await sql`update unit set managing = true`
  await sql`insert into centre (unit_id, name) values (${unitId}, '分析测试中心')`
  const instrumentId = await makeInstrument(app, unitId)
  await sql`update instrument set name = '质谱仪', inner_id = 'Y-1',
    elements = elements || '{"instrSupervise":"是"}' where id = ${instrumentId}`
  await sql`insert into resource_record (unit_id, kind, inner_id, dictionary, elements, state, name, created_at, updated_at)
    values (${unitId}, '7', '2025', 'g2-7-2019', '{}', 'province_review', '2025', now(), now())`
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  const over = (id: number) => ({ role: 'unit_reporter', scope: 'unit', scopeId: String(id) }) as const
  reporter = await app.person({ unitId, grants: [over(unitId)] })
  stranger = await app.person({ unitId: otherUnit, grants: [over(otherUnit)] })
  const draft = await operator.call<CampaignView>('POST', '/api/v1/campaigns', {
    ...{
      name: '成效报送',
      ruleSet: '2022.1',
      kinds: [1, 2, 5, 7],
      called: 'units',
      calledIds: [String(unitId)],
    },
    ...{ reportBy: '2026-11-30', promptBeforeDays: [7], promptEveryDays: 7 },
  })
  campaign = (
    await operator.call<CampaignView>('POST', `/api/v1/campaigns/${draft.body.id}/steps`, {
      step: 'open',
      revision: draft.body.revision,
    })
  ).body
})
afterAll(() => app.close())

const owed = async (who: Person) =>
  await who.call<{ items: CampaignOwedView[] }>(
    'GET',
    `/api/v1/campaigns/${campaign.id}/units/${unitId}/records`,
  )

test('A campaign of other kinds asks what the unit has, and says why', async () => {
  expect(
    (await owed(reporter)).body.items.map(({ kind, reason, subject, state }) => [
      kind,
      reason,
      subject,
      state,
    ]),
  ).toEqual([
    [1, 'centre', '分析测试中心', undefined],
    [5, 'duty_free', 'Y-1 质谱仪', undefined],
    [7, 'year', '2025', 'province_review'],
  ])
  expect((await owed(stranger)).status).toBe(404)
})

test('The board counts each kind, no instruments where none are called, and units are prompted', async () => {
  const board = (await operator.call<BoardView>('GET', `/api/v1/campaigns/${campaign.id}/board`)).body
  expect(board.total.instruments).toBe(0)
  expect(board.rows[0]?.remaining).toBe(2)
  expect(
    board.totalOwed.map(({ kind, owed: due, missing, handedIn }) => [kind, due, missing, handedIn]),
  ).toEqual([
    [1, 1, 1, 0],
    [2, 0, 0, 0],
    [5, 1, 1, 0],
    [7, 1, 0, 1],
  ])
  expect(await promptCampaigns(app.deps, new AbortController().signal)).toBe(1)
})

test('A closed campaign keeps what was owed', async () => {
  const closed = await operator.call('POST', `/api/v1/campaigns/${campaign.id}/steps`, {
    step: 'close',
    revision: campaign.revision,
  })
  expect(closed.status).toBe(200)
  await app.database.sql`update resource_record set state = 'returned'`
  expect((await owed(operator)).body.items.map(({ state }) => state)).toEqual([
    undefined,
    undefined,
    'province_review',
  ])
})
