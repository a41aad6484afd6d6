import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '#kernel/time.ts'
import { testApplication, type TestApplication } from '../../../../tests/support/application.ts'
import { type OrderScene, orderScene, pdf, wish } from '../../../../tests/support/order-scene.ts'
import { settleOverdueOrders } from './close-order.ts'

let app: TestApplication
let scene: OrderScene
beforeAll(async () => {
  app = await testApplication()
  scene = await orderScene(app)
})
afterAll(() => app.close())

const codes = (body: unknown) =>
  ((body as { refusals?: { code: string }[] }).refusals ?? []).map((one) => one.code).toSorted()

const noticeCodes = async (accountId: number) =>
  (
    await app.database.sql<{ code: string }[]>`select code from inbox_notice where account_id = ${accountId}
      order by id desc limit 1`
  ).map((row) => row.code)

describe('Asking', () => {
  test('an order with gaps is refused with every reason at once and stays a draft', async () => {
    const empty = { ...wish('A'), wanted: '', contactName: '', wishedOn: '2020-01-01' }
    const samples = [{ ...empty.samples[0], name: '', amountUnit: '', hazards: ['nothing such'] }]
    const made = await scene.call(scene.user, 'POST', `instruments/${scene.instrumentId}/orders`, {
      ...empty,
      samples,
    })
    expect([made.status, made.body.state]).toEqual([201, 'draft'])
    const { orderId, version } = made.body
    const refused = await scene.call(scene.user, 'POST', `orders/${orderId}/submission`, { version })
    expect(codes(refused.body)).toEqual([
      'orders.amount_missing',
      'orders.contact_missing',
      'orders.hazard_unknown',
      'orders.sample_unnamed',
      'orders.wanted_missing',
      'orders.wished_in_past',
    ])
  })

  test('a kind of user without a price is not served', async () => {
    const alone = await app.person()
    const made = await scene.call(alone, 'POST', `instruments/${scene.instrumentId}/orders`, wish('A'))
    const { orderId, version } = made.body
    const refused = await scene.call(alone, 'POST', `orders/${orderId}/submission`, { version })
    expect(codes(refused.body)).toEqual(['orders.not_open_to_you'])
  })

  test('numbers count up within the unit and the year, and the lead is told', async () => {
    const first = await scene.submitted('A')
    const second = await scene.submitted('A', 'B')
    expect(first.orderNo).toMatch(/^2026-\d{6}$/)
    expect(Number(second.orderNo?.slice(5))).toBe(Number(first.orderNo?.slice(5)) + 1)
    expect(await noticeCodes(scene.lead.accountId)).toEqual(['orders.notice.submit'])
  })

  test('what is not submitted is its writer’s alone', async () => {
    const draft = await scene.created('A')
    expect((await scene.call(scene.lead, 'GET', `orders/${draft.orderId}`)).status).toBe(404)
  })
})

describe('Quoting', () => {
  test('a second quote is kept beside the first, and the newest is what is accepted', async () => {
    const order = await scene.submitted('A', 'B')
    const quoted = await scene.quote(order)
    const again = await scene.quote(quoted.body, [
      { what: 'Start', unitPriceFen: 10_000, amount: 1 },
      { what: 'Measuring', unitPriceFen: 15_000, amount: 2 },
    ])
    expect(again.body.quotes.map((one) => [one.revision, one.totalFen])).toEqual([
      [2, 40_000],
      [1, 40_000],
    ])
    const accepted = await scene.step(scene.user, again.body, 'accept')
    expect([accepted.body.state, accepted.body.totalFen]).toEqual(['awaiting_samples', 40_000])
  })

  test('only the lead quotes, only the user accepts, and nobody of another unit sees it', async () => {
    const order = await scene.submitted('A')
    const lines = { lines: [], validUntil: '2026-12-20', expectedOn: '2026-12-10', version: order.version }
    expect((await scene.call(scene.user, 'POST', `orders/${order.orderId}/quotes`, lines)).status).toBe(403)
    const quoted = (await scene.quote(order)).body
    expect((await scene.step(scene.lead, quoted, 'accept')).status).toBe(403)
    const other = await orderScene(app)
    expect((await scene.call(other.lead, 'GET', `orders/${order.orderId}`)).status).toBe(404)
    expect((await scene.step(other.lead, quoted, 'reject', 'x')).status).toBe(404)
  })

  test('who has seen an older version is refused', async () => {
    const order = await scene.submitted('A')
    await scene.quote(order)
    expect(codes((await scene.quote(order)).body)).toEqual(['changed_meanwhile'])
  })
})

describe('Measuring', () => {
  test('of two who receive at once one is heard, and each sample gets one number', async () => {
    const quoted = (await scene.quote(await scene.submitted('A', 'B'))).body
    const order = (await scene.step(scene.user, quoted, 'accept')).body
    const answers = await Promise.all([
      scene.work(scene.lead, order, 'receive', [1, 2]),
      scene.work(scene.colleague, order, 'receive', [1, 2]),
    ])
    expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409])
    const read = await scene.call(scene.lead, 'GET', `orders/${order.orderId}`)
    expect(read.body.samples.map((one) => one.sampleNo)).toEqual([
      `${order.orderNo}-01`,
      `${order.orderNo}-02`,
    ])
  })

  test('results wait for every sample and for a file that is what it says', async () => {
    const order = await scene.measuring('A', 'B')
    const begun = (await scene.work(scene.lead, order, 'measure', [1])).body
    const path = `orders/${order.orderId}`
    const early = await scene.call(scene.lead, 'POST', `${path}/results`, { version: begun.version })
    expect(codes(early.body)).toEqual(['orders.samples_open'])
    const hostile = new TextEncoder().encode('<html><script>alert(1)</script>')
    const refused = await scene.call(scene.lead, 'POST', `${path}/files?name=r.pdf&kind=result`, hostile)
    expect(codes(refused.body)).toEqual(['orders.file_kind'])
    const failed = (await scene.work(scene.lead, begun, 'fail', [2], 'Too little')).body
    const done = (await scene.work(scene.lead, failed, 'finish', [1])).body
    const bare = await scene.call(scene.lead, 'POST', `${path}/results`, { version: done.version })
    expect(codes(bare.body)).toEqual(['orders.no_results'])
  })

  test('results are the user’s only after they were handed over, and each reading is noted', async () => {
    const order = await scene.finished('A')
    const path = `orders/${order.orderId}`
    await scene.call(scene.lead, 'POST', `${path}/files?name=r.pdf&kind=result`, pdf())
    expect((await scene.call(scene.user, 'GET', path)).body.files).toEqual([])
    await scene.call(scene.lead, 'POST', `${path}/results`, { version: order.version })
    const [file] = (await scene.call(scene.user, 'GET', path)).body.files
    expect(file?.sha256).toHaveLength(64)
    const read = await scene.call(scene.user, 'GET', `${path}/files/${file?.fileId}`)
    expect(read.status).toBe(200)
    const stranger = await app.person()
    expect((await scene.call(stranger, 'GET', `${path}/files/${file?.fileId}`)).status).toBe(404)
    const noted = await app.database.sql`select 1 from audit_entry where action = 'orders.file_read'
      and subject_id = ${String(order.orderId)}`
    expect(noted).toHaveLength(1)
  })

  test('time for an order is a commissioned booking of the instrument, given back when it is rejected', async () => {
    const order = await scene.measuring('A')
    const slot = { start: '2026-12-02T10:00:00+08:00', end: '2026-12-02T11:00:00+08:00' }
    const booked = await scene.call(scene.lead, 'POST', `orders/${order.orderId}/bookings`, slot)
    expect(booked.body.bookings).toHaveLength(1)
    const twice = await scene.call(scene.colleague, 'POST', `orders/${order.orderId}/bookings`, slot)
    expect(codes(twice.body)).toEqual(['booking.slot_taken'])
    const [row] = await app.database.sql<{ service_way: string }[]>`select service_way from booking
      where id = ${booked.body.bookings[0]?.bookingId ?? 0}`
    expect(row?.service_way).toBe('commissioned')
    const rejected = await scene.step(scene.lead, booked.body, 'reject', 'The detector broke')
    expect([rejected.body.state, rejected.body.bookings[0]?.status]).toEqual(['rejected', 'cancelled'])
  })
})

describe('The end', () => {
  test('a confirmed order is closed, tells once, and nothing of it changes but where its samples went', async () => {
    const order = await scene.handedOver('A', 'B')
    const closed = (await scene.step(scene.user, order, 'confirm')).body
    expect(closed.state).toBe('closed')
    expect(codes((await scene.step(scene.user, closed, 'complain', 'x')).body)).toEqual([
      'orders.wrong_state',
    ])
    expect(codes((await scene.work(scene.lead, closed, 'repeat', [1])).body)).toEqual(['orders.wrong_state'])
    const returned = await scene.call(scene.lead, 'POST', `orders/${order.orderId}/disposals`, {
      ...{ positions: [1, 2], how: 'returned', on: '2026-11-23' },
    })
    expect(returned.body.samples.map((one) => one.disposal)).toEqual(['returned', 'returned'])
    const told = await app.database.sql`select 1 from outbox_event where type = 'orders.closed'
      and (payload ->> 'orderId')::bigint = ${order.orderId}`
    expect(told).toHaveLength(1)
  })

  test('a complaint is answered or measured again', async () => {
    const order = await scene.handedOver('A')
    const complained = (await scene.step(scene.user, order, 'complain', 'The scale is missing')).body
    const redone = (await scene.step(scene.lead, complained, 'redo', 'We measure again')).body
    const repeated = (await scene.work(scene.lead, redone, 'repeat', [1])).body
    expect(repeated.samples.map((one) => [one.state, one.repeats])).toEqual([['waiting', 1]])
  })

  test('silence confirms results and ends quotes, each after its last day', async () => {
    const silent = await scene.handedOver('A')
    const quoted = (await scene.quote(await scene.submitted('B'))).body
    app.clock.advance(40 * day)
    await app.database.sql`update session set last_seen_at = ${app.clock.now()}`
    await settleOverdueOrders(app.deps, new AbortController().signal)
    await settleOverdueOrders(app.deps, new AbortController().signal)
    const stateOf = async (id: number) => (await scene.call(scene.user, 'GET', `orders/${id}`)).body.state
    expect([await stateOf(silent.orderId), await stateOf(quoted.orderId)]).toEqual(['closed', 'expired'])
  })
})
