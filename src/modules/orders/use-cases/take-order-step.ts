import type { Actor } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import type { OrderPatch } from '../data/order-repository.ts'
import type { Order } from '../domain/order.ts'
import type { OrderAct } from '../domain/order-transitions.ts'
import { closeOrder } from './close-order.ts'
import { freeBookedTime } from './book-time.ts'
import { allowedWay, moveOrder } from './move-order.ts'
import { dayAt, orderLimitsOn } from './order-limits.ts'
import { orderToChange } from './visible-order.ts'

/** Acts that need nothing but perhaps a reason. */
export const plainActs = [
  'approve',
  'accept',
  'decline',
  'confirm',
  'complain',
  'answer',
  'redo',
  'reject',
  'cancel',
] as const satisfies readonly OrderAct[]
export type PlainAct = (typeof plainActs)[number]

export interface OrderStepWish {
  readonly orderId: number
  readonly act: PlainAct
  /** The version the actor has seen; another one refuses. */
  readonly version: number
  readonly comment: string
}

/** The last day on which the user may complain about what was handed over today. */
export async function confirmUntil(tx: Tx, today: string): Promise<string> {
  const { silentConfirmationDays } = await orderLimitsOn(tx, today)
  return Temporal.PlainDate.from(today).add({ days: silentConfirmationDays }).toString()
}

async function patchOf(tx: Tx, act: PlainAct, today: string, comment: string): Promise<OrderPatch> {
  if (act === 'answer') return { confirmUntil: await confirmUntil(tx, today) }
  return ['decline', 'reject', 'cancel'].includes(act) ? { endReason: comment } : {}
}

function requireTimely(order: Order, act: PlainAct, today: string): void {
  const { quoteValidUntil } = order
  if (act === 'accept' && quoteValidUntil !== undefined && quoteValidUntil < today)
    refuse('conflict', { code: 'orders.quote_over', validUntil: quoteValidUntil })
}

async function take(tx: Tx, deps: Notifying, actor: Actor, wish: OrderStepWish, now: Instant): Promise<void> {
  const { act, comment } = wish
  const seen = await orderToChange(tx, actor, wish.orderId, wish.version)
  const way = allowedWay(seen, act, comment)
  const today = dayAt(now, seen.zone)
  requireTimely(seen.order, act, today)
  if (act === 'confirm') return closeOrder(tx, deps, actor, seen.order, { way, now, comment })
  const patch = await patchOf(tx, act, today, comment)
  await moveOrder(tx, deps, actor, seen.order, way, { now, comment, patch })
}

/** Takes one step of an order, or refuses with the reason; time reserved for a rejected order is given back. */
export async function takeOrderStep(
  deps: Pick<Deps, 'db'> & Notifying,
  actor: Actor,
  wish: OrderStepWish,
): Promise<void> {
  const now = deps.clock.now()
  await inTransaction(deps.db, (tx) => take(tx, deps, actor, wish, now))
  if (wish.act === 'reject') await freeBookedTime(deps, actor, wish.orderId, wish.comment)
}
