import { system } from '#kernel/actor.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { overdueRequests } from '../data/booking-repository.ts'
import { changeBooking } from './change-booking.ts'

const batch = 100

/** Requests nobody decided about before their start end there; returns how many. */
export async function expireRequests(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  let expired = 0
  for (let taken = batch; taken === batch; expired += taken) {
    const now = deps.clock.now()
    taken = await inTransaction(deps.db, async (tx) => {
      const overdue = await overdueRequests(tx, now, batch)
      for (const booking of overdue) await changeBooking(tx, system, booking, 'expire', now)
      return overdue.length
    })
  }
  return expired
}
