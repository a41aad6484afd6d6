import { type NewNotice, notify, type Notifying } from '#modules/notices/index.ts'
import { instrumentById } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { Order } from '../domain/order.ts'
import type { OrderAct, OrderTransition } from '../domain/order-transitions.ts'

type Recipients = NewNotice['to']

/** The lead of the instrument, and the centre it belongs to. */
async function staffOf(tx: Tx, order: Order): Promise<Recipients> {
  const instrument = await instrumentById(tx, order.instrumentId)
  const lead = { role: 'instrument_lead', scope: 'instrument', scopeId: String(order.instrumentId) } as const
  const centreId = instrument?.centreId
  const operator = order.operatorId === undefined ? [] : [{ accountId: order.operatorId }]
  return centreId === undefined
    ? [lead, ...operator]
    : [lead, { role: 'centre_manager', scope: 'centre', scopeId: String(centreId) }, ...operator]
}

const requesterOf = (order: Order): Recipients => [{ accountId: order.accountId }]

const groupLeadOf = ({ groupId }: Order): Recipients =>
  groupId === undefined ? [] : [{ role: 'group_lead', scope: 'group', scopeId: String(groupId) }]

type Told = 'requester' | 'staff' | 'group' | 'nobody'

/** Whom an act concerns: always the other side. */
const toldOf: Readonly<Record<OrderAct, Told>> = {
  submit: 'staff',
  ask_group: 'group',
  approve: 'staff',
  quote: 'requester',
  accept: 'staff',
  decline: 'staff',
  expire: 'requester',
  receive: 'requester',
  assign: 'requester',
  hand_over: 'requester',
  confirm: 'staff',
  close_silently: 'requester',
  complain: 'staff',
  answer: 'requester',
  redo: 'requester',
  reject: 'requester',
  cancel: 'staff',
}

async function recipients(tx: Tx, order: Order, way: OrderTransition): Promise<Recipients> {
  const told =
    way.act === 'cancel' && ['draft', 'group_review'].includes(way.from) ? 'nobody' : toldOf[way.act]
  if (told === 'staff') return staffOf(tx, order)
  if (told === 'group') return groupLeadOf(order)
  return told === 'requester' ? requesterOf(order) : []
}

/** Tells the other side of an order what happened, once for each step. */
export async function tellOfOrder(
  tx: Tx,
  deps: Notifying,
  order: Order,
  way: OrderTransition,
  said: { readonly actorId: number | undefined; readonly comment: string },
): Promise<void> {
  const to = (await recipients(tx, order, way)).filter(
    (one) => !('accountId' in one) || one.accountId !== said.actorId,
  )
  const instrument = await instrumentById(tx, order.instrumentId)
  await notify(tx, deps, [
    {
      to,
      topic: 'order',
      code: `orders.notice.${way.act}`,
      details: { no: order.orderNo ?? '', instrument: instrument?.name ?? '', comment: said.comment },
      link: `/orders/${order.id}`,
      onceKey: `order ${order.id} version ${order.version}`,
    },
  ])
}
