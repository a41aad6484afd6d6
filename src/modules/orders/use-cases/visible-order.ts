import { type Actor, actorMay } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import type { Place } from '#kernel/permissions.ts'
import { unitById } from '#modules/organizations/index.ts'
import { instrumentById, type Instrument } from '#modules/registry/index.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { lockedOrder, orderById } from '../data/order-repository.ts'
import type { Order } from '../domain/order.ts'
import type { OrderSide } from '../domain/order-transitions.ts'

/** An order with the sides the actor stands on. */
export interface SeenOrder {
  readonly order: Order
  readonly instrument: Instrument
  readonly zone: string
  readonly sides: readonly OrderSide[]
}

/** The sides somebody stands on; several when a lead orders at their own instrument. */
export function sidesOf(actor: Actor, order: Order, place: Place): OrderSide[] {
  if (actor.kind === 'system') return ['program']
  if (actor.kind !== 'account') return []
  const sides: OrderSide[] = []
  if (order.accountId === actor.accountId) sides.push('requester')
  const group = { unitId: order.userUnitId, groupId: order.groupId }
  if (order.groupId !== undefined && actorMay(actor, 'order.approve', group)) sides.push('group_lead')
  if (actorMay(actor, 'order.manage', place)) sides.push('staff')
  if (order.operatorId === actor.accountId) sides.push('operator')
  return sides
}

/** What nobody has submitted is its writer's alone; what the group has not approved does not reach the instrument. */
function sees(order: Order, sides: readonly OrderSide[]): boolean {
  const mine = sides.includes('requester') || sides.includes('program')
  if (order.state === 'draft' || order.orderNo === undefined) return mine
  if (order.state === 'group_review') return mine || sides.includes('group_lead')
  return sides.length > 0
}

async function seen(db: Db, actor: Actor, order: Order | undefined): Promise<SeenOrder> {
  const known = found(order, 'order')
  const instrument = found(await instrumentById(db, known.instrumentId), 'instrument')
  const sides = sidesOf(actor, known, instrument.place)
  if (!sees(known, sides)) refuse('not_found', { code: 'not_found', subject: 'order' })
  const unit = await unitById(db, known.unitId)
  return { order: known, instrument, sides, zone: unit?.timeZone ?? 'Asia/Shanghai' }
}

/** The order, if the actor may see it; for others it does not exist. */
export const visibleOrder = async (db: Db, actor: Actor, id: number): Promise<SeenOrder> =>
  seen(db, actor, await orderById(db, id))

/** Like visibleOrder, and nobody else changes it until the transaction ends; refuses who has seen an older version. */
export async function orderToChange(
  tx: Tx,
  actor: Actor,
  id: number,
  version: number | undefined,
): Promise<SeenOrder> {
  const known = await seen(tx, actor, await lockedOrder(tx, id))
  if (version !== undefined && known.order.version !== version)
    refuse('conflict', { code: 'changed_meanwhile' })
  return known
}

/** Whether the actor is on the side that measures. */
export const worksOn = (sides: readonly OrderSide[]): boolean =>
  sides.includes('staff') || sides.includes('operator')

/** Refuses whoever does not answer for the instrument or measure this order. */
export function requireWork(sides: readonly OrderSide[]): void {
  if (!worksOn(sides)) refuse('forbidden', { code: 'forbidden', ability: 'order.manage' })
}
