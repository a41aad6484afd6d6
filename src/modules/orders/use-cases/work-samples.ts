import type { Actor } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { patchOrder } from '../data/order-repository.ts'
import { samplesOf, saveSamples } from '../data/sample-repository.ts'
import { disposedOf, type SampleWork, workedOn } from '../domain/sample-work.ts'
import type { Disposal } from '../domain/sample-transitions.ts'
import { allowedWay, moveOrder } from './move-order.ts'
import { dayAt } from './order-limits.ts'
import { orderToChange, requireWork, type SeenOrder } from './visible-order.ts'

type Needs = Pick<Deps, 'db'> & Notifying

async function noteWork(
  tx: Tx,
  actor: Actor,
  { order }: SeenOrder,
  done: { readonly action: string; readonly changes: Readonly<Record<string, unknown>> },
  now: ReturnType<Notifying['clock']['now']>,
) {
  await writeAudit(tx, actor, now, [
    {
      action: done.action,
      subject: 'order',
      subjectId: order.id,
      unitId: order.unitId,
      changes: done.changes,
    },
  ])
}

/** One act on some samples; the first that arrive make the order received. */
export function workSamples(
  deps: Needs,
  actor: Actor,
  orderId: number,
  wish: SampleWork & { readonly version: number },
): Promise<void> {
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, orderId, wish.version)
    const { order } = seen
    requireWork(seen.sides)
    const at = { orderNo: order.orderNo ?? '', state: order.state, now }
    await saveSamples(tx, order, workedOn(await samplesOf(tx, order), wish, at))
    const { positions, act, note } = wish
    await noteWork(tx, actor, seen, { action: `orders.sample_${act}`, changes: { positions, note } }, now)
    if (act !== 'receive') return patchOrder(tx, order, order.state, {}, now)
    const patch = order.receivedAt === undefined ? { receivedAt: now } : {}
    return moveOrder(tx, deps, actor, order, allowedWay(seen, 'receive'), { now, patch })
  })
}

/** Samples were returned, kept or destroyed on a day. */
export function disposeSamples(
  deps: Needs,
  actor: Actor,
  orderId: number,
  wish: {
    readonly positions: readonly number[]
    readonly how: Disposal
    readonly on: string
  },
): Promise<void> {
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const seen = await orderToChange(tx, actor, orderId, undefined)
    requireWork(seen.sides)
    const { order, zone } = seen
    if (wish.positions.length === 0) refuse('invalid', { code: 'orders.no_samples_chosen' })
    await saveSamples(tx, order, disposedOf(await samplesOf(tx, order), wish, order.state, dayAt(now, zone)))
    await noteWork(tx, actor, seen, { action: 'orders.samples_disposed', changes: { ...wish } }, now)
  })
}
