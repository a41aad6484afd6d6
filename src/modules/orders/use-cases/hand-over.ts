import { type Actor, actorMay } from '#kernel/actor.ts'
import { found, refuseIfAny } from '#kernel/refusal.ts'
import { type Grant, permissionTable } from '#kernel/permissions.ts'
import { holdersOf, members } from '#modules/identity/index.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { type Db, inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { orderFiles } from '../data/order-file-repository.ts'
import { samplesOf } from '../data/sample-repository.ts'
import { handOverRefusals } from '../domain/order-rules.ts'
import { allowedWay, moveOrder } from './move-order.ts'
import { dayAt } from './order-limits.ts'
import { confirmUntil } from './take-order-step.ts'
import { orderToChange, requireWork, type SeenOrder, visibleOrder } from './visible-order.ts'

type Needs = Pick<Deps, 'db'> & Notifying

/** People who answer for the instrument: they may measure an order. */
async function candidates(db: Db, { order, instrument }: SeenOrder) {
  const { unitId, instrumentId } = order
  const scopes: Omit<Grant, 'role'>[] = [
    { scope: 'instrument', scopeId: String(instrumentId) },
    { scope: 'unit', scopeId: String(unitId) },
    ...(instrument.centreId === undefined
      ? []
      : [{ scope: 'centre' as const, scopeId: String(instrument.centreId) }]),
  ]
  const roles = permissionTable['order.manage']
  const holders = await holdersOf(
    db,
    scopes.flatMap((scope) => roles.map((role) => ({ ...scope, role }))),
  )
  if (holders.length === 0) return []
  const people = await members(db, { accountIds: [...new Set(holders.map((one) => one.accountId))] })
  return people.filter((one) => one.status === 'active')
}

/** Who may be asked to measure an order. */
export async function operatorsFor(deps: Pick<Deps, 'db'>, actor: Actor, orderId: number) {
  const seen = await visibleOrder(deps.db, actor, orderId)
  requireWork(seen.sides)
  return (await candidates(deps.db, seen)).map(({ accountId, displayName }) => ({ accountId, displayName }))
}

/** Gives an order to somebody to measure; from then on its samples can be worked on. */
export function assignOrder(
  deps: Needs,
  actor: Actor,
  orderId: number,
  wish: { readonly accountId: number; readonly version: number },
): Promise<void> {
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, orderId, wish.version)
    const way = allowedWay(seen, 'assign')
    const operator = found(
      (await candidates(tx, seen)).find((one) => one.accountId === wish.accountId),
      'account',
    )
    const { accountId: id, displayName: name } = operator
    await moveOrder(tx, deps, actor, seen.order, way, {
      now,
      comment: name,
      patch: { operator: { id, name } },
    })
  })
}

/** Hands the results to the user, who confirms or complains within the days of the rules. */
export function handOver(
  deps: Needs,
  actor: Actor,
  orderId: number,
  wish: { readonly comment: string; readonly version: number },
): Promise<void> {
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, orderId, wish.version)
    const { order, zone } = seen
    const way = allowedWay(seen, 'hand_over')
    const results = (await orderFiles(tx, order)).filter((file) => file.kind === 'result')
    refuseIfAny(handOverRefusals(await samplesOf(tx, order), results.length))
    const until = await confirmUntil(tx, dayAt(now, zone))
    await moveOrder(tx, deps, actor, order, way, {
      now,
      comment: wish.comment,
      patch: { handedOverAt: now, confirmUntil: until },
    })
  })
}

/** Whether results are the actor's to see: the user's and of those who measure, nobody else's. */
export const seesResults = (actor: Actor, { order, instrument, sides }: SeenOrder): boolean =>
  actorMay(actor, 'order.manage', instrument.place) ||
  sides.includes('operator') ||
  (sides.includes('requester') && ['handed_over', 'complained', 'closed'].includes(order.state))
