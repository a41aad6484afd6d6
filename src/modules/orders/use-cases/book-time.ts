import { type Actor, actorMay } from '#kernel/actor.ts'
import type { Interval } from '#kernel/interval.ts'
import { refuse } from '#kernel/refusal.ts'
import { bookInstrument, cancelBooking } from '#modules/booking/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { bookingsOfOrder, linkBooking } from '../data/order-booking-repository.ts'
import { bookableStates } from '../domain/order-transitions.ts'
import { orderToChange, requireWork, type SeenOrder, visibleOrder } from './visible-order.ts'

type Needs = Pick<Deps, 'db' | 'clock'>

function requireBookable({ order, sides }: SeenOrder): void {
  requireWork(sides)
  if (!bookableStates.includes(order.state))
    refuse('conflict', { code: 'orders.wrong_state', state: order.state, act: 'book' })
}

/** Reserves instrument time for an order through booking's door, where no two can overlap. Answers the booking's id. */
export async function bookOrderTime(
  deps: Needs,
  actor: Actor,
  orderId: number,
  slot: Interval,
): Promise<number> {
  const { order, ...seen } = await visibleOrder(deps.db, actor, orderId)
  requireBookable({ order, ...seen })
  const made = await bookInstrument(deps, actor, order.instrumentId, {
    slot,
    purpose: order.orderNo ?? '',
    project: order.project,
    serviceWay: 'commissioned',
  })
  await inTransaction(deps.db, async (tx) => {
    const now = await orderToChange(tx, actor, orderId, undefined)
    requireBookable(now)
    await linkBooking(tx, now.order, made.id)
  })
  return made.id
}

/** Gives back the time ahead of an order that came to nothing. */
export async function freeBookedTime(
  deps: Needs,
  actor: Actor,
  orderId: number,
  reason: string,
): Promise<void> {
  const { order, instrument } = await visibleOrder(deps.db, actor, orderId)
  if (!actorMay(actor, 'booking.manage', instrument.place)) return
  const now = deps.clock.now()
  const ahead = (await bookingsOfOrder(deps.db, order)).filter(
    ({ status, startsAt }) => ['pending', 'requested', 'confirmed'].includes(status) && startsAt > now,
  )
  for (const { bookingId, version } of ahead)
    await cancelBooking(deps, actor, bookingId, { reason: reason.slice(0, 500), version })
}
