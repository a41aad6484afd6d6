import { type Actor, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import { grantsFor } from '#kernel/permissions.ts'
import { found } from '#kernel/refusal.ts'
import { accountById } from '#modules/identity/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { bookingsOfOrder } from '../data/order-booking-repository.ts'
import { namedOrder, orderCounts, type OrderFilter, orderList, type OrderReach } from '../data/order-query.ts'
import { stepsOf } from '../data/order-repository.ts'
import { quotesOf } from '../data/quote-repository.ts'
import { samplesOf } from '../data/sample-repository.ts'
import { settingsVersions } from '../data/settings-repository.ts'
import { listPrice } from '../domain/quote.ts'
import { actsOpenTo } from '../domain/order-transitions.ts'
import { filesSeen, takesFile } from './order-files.ts'
import { dayAt, hazardsOn } from './order-limits.ts'
import { settingsInForce } from '../domain/order-settings.ts'
import { visibleOrder, worksOn } from './visible-order.ts'

export type Whose = OrderReach['kind']

function reachOf(actor: Actor, whose: Whose): OrderReach {
  const { accountId, grants } = requireSignedIn(actor)
  if (whose === 'mine') return { kind: 'mine', accountId }
  if (whose === 'staff') return { kind: 'staff', scope: scopeOf(actor, 'order.manage'), accountId }
  const groups = grantsFor(grants, 'order.approve').filter((grant) => grant.scope === 'group')
  return { kind: 'group', groupIds: groups.map((grant) => Number(grant.scopeId)) }
}

/** A page of orders: one's own, those one answers for, or those of the groups one leads. */
export async function listOrders(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  wish: Omit<OrderFilter, 'reach'> & {
    readonly whose: Whose
    readonly page: number
    readonly limit: number
  },
) {
  const { whose, page, limit, ...filter } = wish
  const at = { offset: (page - 1) * limit, limit: limit + 1 }
  const rows = await orderList(deps.db, { ...filter, reach: reachOf(actor, whose) }, at)
  return { rows: rows.slice(0, limit), more: rows.length > limit }
}

/** How many orders are in each state. */
export const countOrders = (
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  wish: Omit<OrderFilter, 'reach' | 'states'> & { readonly whose: Whose },
) => {
  const { whose, ...filter } = wish
  return orderCounts(deps.db, { ...filter, reach: reachOf(actor, whose) })
}

/** Everything about an order its reader may see. */
export async function readOrder(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor, orderId: number) {
  const { db, clock } = deps
  const seen = await visibleOrder(db, actor, orderId)
  const { order, sides, zone } = seen
  const today = dayAt(clock.now(), zone)
  const samples = await samplesOf(db, order)
  const versions = await settingsVersions(db, order.unitId, order.instrumentId)
  const settings = settingsInForce(versions, today)?.settings
  return {
    ...{ sides, zone, samples, today },
    row: found(await namedOrder(db, orderId), 'order'),
    requester: await accountById(db, order.accountId),
    quotes: await quotesOf(db, order),
    steps: await stepsOf(db, order.unitId, order.id),
    files: await filesSeen(db, actor, seen),
    bookings: worksOn(sides) ? await bookingsOfOrder(db, order) : [],
    hazards: await hazardsOn(db, today),
    questions: settings?.questions ?? [],
    listPrice: listPrice(settings?.prices ?? [], order.userKind, samples.length),
    turnaroundDays: settings?.turnaroundDays,
    acts: actsOpenTo(sides, order.state).filter((act) => act !== 'ask_group'),
    works: worksOn(sides),
    takes: (['attachment', 'result'] as const).filter((kind) => takesFile(seen, kind)),
  }
}
export type WholeOrder = Awaited<ReturnType<typeof readOrder>>
