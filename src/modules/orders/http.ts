import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { instantOf } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { ordersContract } from './contract.ts'
import type { OrderContent, SampleWish } from './domain/order.ts'
import { type OrderState, orderStates } from './domain/order-transitions.ts'
import { orderFormView, orderRowView, orderView, settingsView } from './http/order-views.ts'
import { bookOrderTime } from './use-cases/book-time.ts'
import { assignOrder, handOver, operatorsFor } from './use-cases/hand-over.ts'
import { addOrderFile, readOrderFile, removeOrderFile } from './use-cases/order-files.ts'
import { orderForm, readSettings, setSettings } from './use-cases/order-settings.ts'
import { quoteOrder } from './use-cases/quote-order.ts'
import { countOrders, listOrders, readOrder } from './use-cases/read-orders.ts'
import { takeOrderStep } from './use-cases/take-order-step.ts'
import { disposeSamples, workSamples } from './use-cases/work-samples.ts'
import { createOrder, editOrder, submitOrder } from './use-cases/write-order.ts'

const statesOf = (list: string | undefined): OrderState[] | undefined =>
  list === undefined || list === ''
    ? undefined
    : orderStates.filter((state) => list.split(',').includes(state))

const shown = async (deps: Deps, actor: Actor, locale: Locale, orderId: number) =>
  orderView(await readOrder(deps, actor, orderId), locale)

/** A body whose absent things are undefined. */
const wishOf = <T extends Partial<OrderContent> & { samples: readonly Partial<SampleWish>[] }>(body: T) => ({
  ...body,
  groupId: body.groupId,
  wishedOn: body.wishedOn,
  samples: body.samples.map((sample) => ({ ...sample, amount: sample.amount }) as SampleWish),
})

/** Answers for sample orders. */
export const ordersHandlers: Handlers<typeof ordersContract, Deps> = {
  async orderForm({ actor, params, locale }, deps) {
    return orderFormView(await orderForm(deps, actor, params.instrumentId), locale)
  },
  async orderSettings({ actor, params }, deps) {
    return settingsView(await readSettings(deps, actor, params.instrumentId))
  },
  async setOrderSettings({ actor, params, body }, deps) {
    await setSettings(deps, actor, params.instrumentId, body)
    return settingsView(await readSettings(deps, actor, params.instrumentId))
  },
  async orders({ actor, query }, deps) {
    const { state, ...wish } = query
    const { rows, more } = await listOrders(deps, actor, { ...wish, states: statesOf(state) })
    return { items: rows.map(orderRowView), more }
  },
  async orderCounts({ actor, query }, deps) {
    return { states: await countOrders(deps, actor, query) }
  },
  async createOrder({ actor, params, body, locale }, deps) {
    return shown(deps, actor, locale, await createOrder(deps, actor, params.instrumentId, wishOf(body)))
  },
  async order({ actor, params, locale }, deps) {
    return shown(deps, actor, locale, params.orderId)
  },
  async editOrder({ actor, params, body, locale }, deps) {
    await editOrder(deps, actor, params.orderId, wishOf(body))
    return shown(deps, actor, locale, params.orderId)
  },
  async submitOrder({ actor, params, body, locale }, deps) {
    await submitOrder(deps, actor, params.orderId, body.version)
    return shown(deps, actor, locale, params.orderId)
  },
  async stepOrder({ actor, params, body, locale }, deps) {
    await takeOrderStep(deps, actor, { ...params, ...body })
    return shown(deps, actor, locale, params.orderId)
  },
  async quoteOrder({ actor, params, body, locale }, deps) {
    await quoteOrder(deps, actor, params.orderId, body)
    return shown(deps, actor, locale, params.orderId)
  },
  orderOperators: ({ actor, params }, deps) => operatorsFor(deps, actor, params.orderId),
  async assignOrder({ actor, params, body, locale }, deps) {
    await assignOrder(deps, actor, params.orderId, body)
    return shown(deps, actor, locale, params.orderId)
  },
  async workSamples({ actor, params, body, locale }, deps) {
    await workSamples(deps, actor, params.orderId, body)
    return shown(deps, actor, locale, params.orderId)
  },
  async disposeSamples({ actor, params, body, locale }, deps) {
    await disposeSamples(deps, actor, params.orderId, body)
    return shown(deps, actor, locale, params.orderId)
  },
  async handOverOrder({ actor, params, body, locale }, deps) {
    await handOver(deps, actor, params.orderId, body)
    return shown(deps, actor, locale, params.orderId)
  },
  async bookOrderTime({ actor, params, body, locale }, deps) {
    const slot = { start: instantOf(body.start), end: instantOf(body.end) }
    await bookOrderTime(deps, actor, params.orderId, slot)
    return shown(deps, actor, locale, params.orderId)
  },
  async addOrderFile({ actor, params, query, upload, locale }, deps) {
    await addOrderFile(deps, actor, params.orderId, { ...query, bytes: upload })
    return shown(deps, actor, locale, params.orderId)
  },
  async orderFile({ actor, params }, deps) {
    const { name, mediaType, bytes } = await readOrderFile(deps, actor, params)
    return { fileName: name, mediaType, bytes }
  },
  async removeOrderFile({ actor, params, locale }, deps) {
    await removeOrderFile(deps, actor, params)
    return shown(deps, actor, locale, params.orderId)
  },
}
