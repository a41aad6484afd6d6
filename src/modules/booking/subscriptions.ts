import type { Deps } from '#platform/module/module.ts'
import type { Subscription } from '#platform/outbox/outbox.ts'
import { cancelWithdrawn } from './use-cases/cancel-withdrawn.ts'
import { eraseBookingsOf } from './use-cases/erase-bookings.ts'
import { tellOwner, toldEvents } from './use-cases/tell-owner.ts'

const instrumentIn = (payload: Readonly<Record<string, unknown>>): number => Number(payload['instrumentId'])

export const bookingSubscriptions: Subscription<Deps>[] = [
  { name: 'booking.tell-owner', types: toldEvents, handle: tellOwner },
  {
    name: 'booking.cancel-withdrawn',
    types: ['registry.instrument_withdrawn'],
    handle: (tx, event, deps) => cancelWithdrawn(tx, deps.clock.now(), instrumentIn(event.payload)),
  },
  {
    name: 'booking.forget-purged',
    types: ['registry.instrument_purged'],
    handle: (tx, { unitId, payload }, deps) =>
      eraseBookingsOf(tx, deps.clock.now(), { unitId: Number(unitId), instrumentId: instrumentIn(payload) }),
  },
]
