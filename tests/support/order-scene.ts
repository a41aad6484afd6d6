import type { OrderView } from '../../src/modules/orders/contract.ts'
import type { Person, TestApplication } from './application.ts'
import { makeInstrument, makeUnit } from './booking.ts'

export const orderSettings = {
  leastSamples: 1,
  mostSamples: 20,
  turnaroundDays: 7,
  groupApproval: false,
  prices: [
    { userKind: 'own_unit', startFen: 0, perSampleFen: 5_000 },
    { userKind: 'company', startFen: 10_000, perSampleFen: 20_000 },
  ],
  questions: [],
  advice: '',
}

export const sample = (name: string) => ({
  name,
  amount: 5,
  amountUnit: 'g',
  matrix: 'powder',
  storage: 'dry',
  hazards: ['none'],
  afterwards: 'return',
})

export const wish = (...names: string[]) => ({
  samples: names.map(sample),
  wanted: 'Particle size',
  contactName: 'Li',
  contactPhone: '13800000000',
})

export const pdf = () => new TextEncoder().encode('%PDF-1.7 results')

/** A unit with an instrument that takes samples, its lead and a colleague, and a company's user. */
export async function orderScene(app: TestApplication, settings: object = {}) {
  const unitId = await makeUnit(app)
  const companyId = await makeUnit(app, { kind: 'company' })
  const instrumentId = await makeInstrument(app, unitId)
  const leadOf = () =>
    app.person({
      unitId,
      grants: [{ role: 'instrument_lead', scope: 'instrument', scopeId: String(instrumentId) }],
    })
  const lead = await leadOf()
  const colleague = await leadOf()
  const user = await app.person({ unitId: companyId })
  const accepting = {
    ...{ version: 0, effectiveFrom: '2026-11-30', accepts: true },
    settings: { ...orderSettings, ...settings },
  }
  await app.database
    .sql`insert into order_settings (unit_id, instrument_id, version, effective_from, accepts, settings, changed_by_name, changed_at)
    values (${unitId}, ${instrumentId}, 1, '2020-01-01', true, ${JSON.stringify(accepting.settings)}::jsonb, 'x', ${app.clock.now()})`
  const call = async (person: Person, method: string, path: string, body?: unknown) => {
    const answer = await person.call<OrderView>(method, `/api/v1/${path}`, body)
    return answer
  }
  const created = async (...names: string[]) =>
    (await call(user, 'POST', `instruments/${instrumentId}/orders`, wish(...names))).body
  const submitted = async (...names: string[]) => {
    const { orderId, version } = await created(...names)
    return (await call(user, 'POST', `orders/${orderId}/submission`, { version })).body
  }
  const step = (person: Person, order: OrderView, act: string, comment = '') =>
    call(person, 'POST', `orders/${order.orderId}/steps`, { act, version: order.version, comment })
  const quote = (order: OrderView, lines = [{ what: 'Measuring', unitPriceFen: 20_000, amount: 2 }]) =>
    call(lead, 'POST', `orders/${order.orderId}/quotes`, {
      ...{ lines, validUntil: '2026-12-20', expectedOn: '2026-12-10', version: order.version },
    })
  const work = (person: Person, order: OrderView, act: string, positions: number[], note = '') =>
    call(person, 'POST', `orders/${order.orderId}/samples`, { act, positions, note, version: order.version })
  /** An order whose samples are here and which the lead measures. */
  const measuring = async (...names: string[]) => {
    const quoted = (await quote(await submitted(...names))).body
    const accepted = (await step(user, quoted, 'accept')).body
    const received = (
      await work(
        lead,
        accepted,
        'receive',
        names.map((_, at) => at + 1),
      )
    ).body
    return (
      await call(lead, 'POST', `orders/${received.orderId}/operator`, {
        accountId: lead.accountId,
        version: received.version,
      })
    ).body
  }
  const finished = async (...names: string[]) => {
    const order = await measuring(...names)
    const all = names.map((_, at) => at + 1)
    const begun = (await work(lead, order, 'measure', all)).body
    return (await work(lead, begun, 'finish', all)).body
  }
  const handedOver = async (...names: string[]) => {
    const order = await finished(...names)
    await call(lead, 'POST', `orders/${order.orderId}/files?name=r.pdf&kind=result`, pdf())
    return (await call(lead, 'POST', `orders/${order.orderId}/results`, { version: order.version })).body
  }
  return {
    ...{ app, unitId, companyId, instrumentId, lead, colleague, user },
    ...{ call, created, submitted, step, quote, work, measuring, finished, handedOver },
  }
}
export type OrderScene = Awaited<ReturnType<typeof orderScene>>
