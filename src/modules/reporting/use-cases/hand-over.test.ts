import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { makeInstrument, makeUnit } from '../../../../tests/support/booking.ts'
import type { BoardView, CampaignView, DeliveryView } from '../contract.ts'
import { promptCampaigns } from './prompt-campaigns.ts'

let app: TestApplication
let operator: Person
let reporter: Person
let unitId = 0
let instrumentId = 0
let campaign: CampaignView
let delivery: DeliveryView

const at = (path: string) => `/api/v1/campaigns/${campaign.id}${path}`
const board = async (who = operator) =>
  (await who.call<BoardView>('GET', at('/board'))).body.rows.find(({ key }) => key === String(unitId))
const handOver = (kind: number, who = operator) =>
  who.call<DeliveryView>('POST', at('/deliveries'), {
    kind,
    deliveredOn: '2026-11-23',
    note: '经国家平台导入',
  })

beforeAll(async () => {
  app = await testApplication({ now: '2026-11-23T10:00:00+08:00' })
  unitId = await makeUnit(app)
  const { sql } = app.database
  await sql`update unit set managing = true`
  instrumentId = await makeInstrument(app, unitId)
  await sql`insert into instrument_version (unit_id, instrument_id, version, elements, changed_by_name, changed_at, cause)
    select unit_id, id, 1, '{"cname":"质谱仪"}', 'x', now(), 'seed' from instrument where id = ${instrumentId}
    on conflict (unit_id, instrument_id, version) do update set elements = excluded.elements`
  await sql`update instrument set accepted_version = 1, state = 'draft', name = '改过的名称',
    elements = '{"cname":"改过的名称"}' where id = ${instrumentId}`
  operator = await app.person({ grants: [{ role: 'province_operator', scope: 'site', scopeId: '' }] })
  reporter = await app.person({
    unitId,
    grants: [{ role: 'unit_reporter', scope: 'unit', scopeId: String(unitId) }],
  })
  const draft = await operator.call<CampaignView>('POST', '/api/v1/campaigns', {
    ...{ name: '上报', ruleSet: '2022.1', kinds: [4, 1], called: 'units', calledIds: [String(unitId)] },
    ...{ reportBy: '2026-11-23', forwardBy: '2026-11-24', promptBeforeDays: [1], promptEveryDays: 7 },
  })
  campaign = draft.body
  campaign = (
    await operator.call<CampaignView>('POST', at('/steps'), { step: 'open', revision: campaign.revision })
  ).body
})
afterAll(() => app.close())

test('What the province accepted waits to be handed over, and operators are told before the deadline', async () => {
  expect((await board())?.handOver).toEqual([
    { kind: 1, accepted: 0, handedOver: 0, open: 0, late: 0 },
    { kind: 4, accepted: 1, handedOver: 0, open: 1, late: 0 },
  ])
  await promptCampaigns(app.deps, new AbortController().signal)
  const told = await app.database.sql`select 1 from inbox_notice where code = 'campaign.forward_due'`
  expect(told.length).toBe(1)
})

test('Handing over keeps the sheet of what was accepted, its digest, and each record’s version', async () => {
  expect((await handOver(4, reporter)).status).toBe(403)
  const done = await handOver(4)
  expect(done.status).toBe(201)
  delivery = done.body
  expect(delivery).toMatchObject({ kind: 4, records: 1, state: 'delivered', deliveredOn: '2026-11-23' })
  const [file] = delivery.files
  expect(file?.digest).toMatch(/^[0-9a-f]{64}$/)
  const records = await operator.call<{ items: { subjectId: number; version: number }[] }>(
    'GET',
    at(`/deliveries/${delivery.id}/records`),
  )
  expect(records.body.items).toMatchObject([{ subjectId: instrumentId, version: 1 }])
  expect((await board(reporter))?.handOver.at(-1)).toMatchObject({ accepted: 1, handedOver: 1, open: 0 })
})

test('Nothing is handed over twice, no kind that is not called, and nothing that is withdrawn twice', async () => {
  expect((await handOver(4)).status).toBe(409)
  expect((await handOver(7)).status).toBe(409)
  const withdraw = () =>
    operator.call('POST', at(`/deliveries/${delivery.id}/withdrawal`), { reason: '国家平台退回' })
  expect((await withdraw()).status).toBe(200)
  expect((await withdraw()).status).toBe(409)
  expect((await board())?.handOver.at(-1)).toMatchObject({ handedOver: 0, open: 1 })
  expect((await handOver(4)).status).toBe(201)
})

test('A newer accepted version waits again, and a closed campaign keeps how far it was', async () => {
  const { sql } = app.database
  await sql`insert into instrument_version (unit_id, instrument_id, version, elements, changed_by_name, changed_at, cause)
    values (${unitId}, ${instrumentId}, 2, '{"cname":"新"}', 'x', now(), 'correction') on conflict do nothing`
  await sql`update instrument set accepted_version = 2 where id = ${instrumentId}`
  expect((await board())?.handOver.at(-1)).toMatchObject({ handedOver: 0, open: 1 })
  await operator.call('POST', at('/steps'), { step: 'close', revision: campaign.revision })
  await sql`update instrument set accepted_version = 1 where id = ${instrumentId}`
  expect((await board())?.handOver.at(-1)).toMatchObject({ handedOver: 0, open: 1 })
  expect((await handOver(4)).status).toBe(409)
})
