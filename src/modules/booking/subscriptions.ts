import type { Deps } from '#platform/module/module.ts'
import type { Subscription } from '#platform/outbox/outbox.ts'
import { cancelWithdrawn } from './use-cases/cancel-withdrawn.ts'

const instrumentIn = (payload: Readonly<Record<string, unknown>>): number => Number(payload['instrumentId'])

export const bookingSubscriptions: Subscription<Deps>[] = [
  {
    name: 'booking.cancel-withdrawn',
    types: ['registry.instrument_withdrawn'],
    handle: (tx, event, deps) => cancelWithdrawn(tx, deps.clock.now(), instrumentIn(event.payload)),
  },
]
