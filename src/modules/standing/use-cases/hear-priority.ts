import { instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { StoredEvent } from '#platform/outbox/outbox.ts'
import { giveUpPriorityUse, keepPriorityUse } from '../data/priority-use-repository.ts'

const givenUp = ['booking.cancelled', 'booking.rejected', 'booking.expired', 'booking.missed']

/** Keeps what bookings had priority, with the level they had it by, for the figures. */
export async function hearPriority(tx: Tx, { type, unitId, payload }: StoredEvent): Promise<void> {
  const { projectId, bookingId, instrumentId, priorityLevel, start, end } = payload
  if (typeof projectId !== 'number' || typeof priorityLevel !== 'string' || priorityLevel === '') return
  const at = { unitId: Number(unitId), bookingId: Number(bookingId) }
  if (givenUp.includes(type)) {
    await giveUpPriorityUse(tx, at.unitId, at.bookingId)
    return
  }
  await keepPriorityUse(tx, {
    ...at,
    instrumentId: Number(instrumentId),
    projectId,
    level: priorityLevel,
    early: payload['priorityEarly'] === true,
    startsAt: instant(Number(start)),
    endsAt: instant(Number(end)),
  })
}
