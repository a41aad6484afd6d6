import { type Actor, system } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { bookingsOfOrder } from '../data/order-booking-repository.ts'
import { overdueOrders } from '../data/order-repository.ts'
import { samplesOf } from '../data/sample-repository.ts'
import type { Order } from '../domain/order.ts'
import { type OrderTransition, orderTransition } from '../domain/order-transitions.ts'
import { moveOrder } from './move-order.ts'
import { dayAt } from './order-limits.ts'
import { orderToChange } from './visible-order.ts'

/** The end of an order: `orders.closed` tells once what a service record needs of it. */
export async function closeOrder(
  tx: Tx,
  deps: Notifying,
  actor: Actor,
  order: Order,
  by: { readonly way: OrderTransition; readonly now: Instant; readonly comment?: string },
): Promise<void> {
  const { way, now, comment = '' } = by
  await moveOrder(tx, deps, actor, order, way, { now, comment, patch: { closedAt: now } })
  const samples = await samplesOf(tx, order)
  const bookings = await bookingsOfOrder(tx, order)
  await appendEvent(tx, {
    type: 'orders.closed',
    unitId: order.unitId,
    payload: {
      orderId: order.id,
      orderNo: order.orderNo ?? '',
      instrumentId: order.instrumentId,
      accountId: order.accountId,
      userUnitId: order.userUnitId ?? null,
      operatorId: order.operatorId ?? null,
      serviceWay: 'commissioned',
      purpose: order.wanted,
      project: order.project,
      amountFen: order.totalFen ?? 0,
      samples: samples.length,
      samplesDone: samples.filter((sample) => sample.state === 'done').length,
      receivedAt: order.receivedAt ?? null,
      handedOverAt: order.handedOverAt ?? null,
      bookingIds: bookings.map((booking) => booking.bookingId),
    },
  })
}

const batch = 200

async function settleOverdue(
  deps: Pick<Deps, 'db'> & Notifying,
  state: 'quoted' | 'handed_over',
  orderId: number,
): Promise<void> {
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { order, zone } = await orderToChange(tx, system, orderId, undefined)
    const last = state === 'quoted' ? order.quoteValidUntil : order.confirmUntil
    const way = orderTransition(state === 'quoted' ? 'expire' : 'close_silently', order.state)
    if (way === undefined || last === undefined || last >= dayAt(now, zone)) return
    if (state === 'quoted') await moveOrder(tx, deps, system, order, way, { now })
    else await closeOrder(tx, deps, system, order, { way, now })
  })
}

/** Quotes nobody answered expire; results nobody complained about in time count as confirmed. */
export async function settleOverdueOrders(
  deps: Pick<Deps, 'db'> & Notifying,
  signal: AbortSignal,
): Promise<void> {
  const today = dayAt(deps.clock.now(), undefined)
  for (const state of ['quoted', 'handed_over'] as const)
    for (const orderId of await overdueOrders(deps.db, state, today, batch))
      if (!signal.aborted) await settleOverdue(deps, state, orderId)
}
