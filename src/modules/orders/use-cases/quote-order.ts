import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { refuseIfAny } from '#kernel/refusal.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertQuote } from '../data/quote-repository.ts'
import { type Quote, quoteRefusals, totalOf } from '../domain/quote.ts'
import { allowedWay, moveOrder } from './move-order.ts'
import { dayAt, orderLimitsOn } from './order-limits.ts'
import { orderToChange } from './visible-order.ts'

/** Says what an order costs and when it is done; every quote before it is kept. */
export function quoteOrder(
  deps: Pick<Deps, 'db'> & Notifying,
  actor: Actor,
  orderId: number,
  wish: Quote & { readonly version: number },
): Promise<void> {
  const { accountId, displayName: name } = requireSignedIn(actor)
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, orderId, wish.version)
    const way = allowedWay(seen, 'quote')
    const today = dayAt(now, seen.zone)
    refuseIfAny(quoteRefusals(wish, await orderLimitsOn(tx, today), today), 'invalid')
    const revision = (seen.order.quoteRevision ?? 0) + 1
    const { validUntil, expectedOn } = wish
    await insertQuote(tx, seen.order, { ...wish, revision }, { accountId, name }, now)
    const quote = { revision, totalFen: totalOf(wish.lines), validUntil, expectedOn }
    await moveOrder(tx, deps, actor, seen.order, way, { now, comment: wish.note, patch: { quote } })
  })
}
