import type { Actor } from '#kernel/actor.ts'
import { refuse, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Notifying } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { insertStep, type OrderPatch, patchOrder } from '../data/order-repository.ts'
import type { Order } from '../domain/order.ts'
import {
  type OrderAct,
  type OrderTransition,
  orderTransition,
  reasonedActs,
} from '../domain/order-transitions.ts'
import { tellOfOrder } from './tell-of-order.ts'
import type { SeenOrder } from './visible-order.ts'

/** The person behind an act, for what is kept of it. */
export const authorOf = (actor: Actor) =>
  actor.kind === 'account'
    ? { accountId: actor.accountId, name: actor.displayName }
    : { accountId: undefined, name: '' }

/** The way an act takes, or the refusal that it does not fit the state or is not this person's. */
export function allowedWay({ order, sides }: SeenOrder, act: OrderAct, comment = ''): OrderTransition {
  const way = orderTransition(act, order.state)
  if (way === undefined) return refuse('conflict', { code: 'orders.wrong_state', state: order.state, act })
  if (!way.by.some((side) => sides.includes(side)))
    return refuse('forbidden', { code: 'forbidden', ability: 'order.manage' })
  if (reasonedActs.includes(act))
    refuseIfAny(comment === '' ? [{ code: 'orders.reason_needed' }] : [], 'invalid')
  return way
}

/** What others need to know of an order that moved. */
const payloadOf = (order: Order, way: OrderTransition) => ({
  orderId: order.id,
  orderNo: order.orderNo ?? '',
  instrumentId: order.instrumentId,
  accountId: order.accountId,
  from: way.from,
  to: way.to,
})

/** Takes a step: state, history, audit, event and notices change together; the caller holds the order's lock. */
export async function moveOrder(
  tx: Tx,
  deps: Notifying,
  actor: Actor,
  order: Order,
  way: OrderTransition,
  more: { readonly now: Instant; readonly comment?: string; readonly patch?: OrderPatch },
): Promise<void> {
  const { now, comment = '', patch = {} } = more
  const { unitId, id } = order
  const { accountId, name } = authorOf(actor)
  await patchOrder(tx, order, way.to, patch, now)
  await insertStep(tx, order, { ...way, comment, actorId: accountId, actorName: name }, now)
  await writeAudit(tx, actor, now, [
    {
      ...{ action: `orders.${way.act}`, subject: 'order', subjectId: id, unitId },
      changes: { state: { from: way.from, to: way.to }, ...(comment === '' ? {} : { comment }) },
    },
  ])
  const numbered = patch.orderNo === undefined ? order : { ...order, orderNo: patch.orderNo }
  await appendEvent(tx, { type: `orders.${way.act}`, unitId, payload: payloadOf(numbered, way) })
  await tellOfOrder(tx, deps, numbered, way, { actorId: accountId, comment })
}
