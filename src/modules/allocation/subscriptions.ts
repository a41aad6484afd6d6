import type { Deps } from '#platform/module/module.ts'
import type { Subscription } from '#platform/outbox/outbox.ts'
import { offerWithdrawn } from './use-cases/end-offers.ts'
import { offerFreed } from './use-cases/offer-freed.ts'

const instrumentIn = (payload: Readonly<Record<string, unknown>>): number => Number(payload['instrumentId'])

export const allocationSubscriptions: Subscription<Deps>[] = [
  {
    name: 'allocation.offer-freed',
    types: [
      'booking.cancelled',
      'booking.rejected',
      'booking.expired',
      'booking.moved',
      'booking.offer_ended',
      'booking.closure_removed',
    ],
    async handle(tx, { type, unitId, payload }, deps) {
      if (type === 'booking.cancelled')
        await offerWithdrawn(tx, deps, Number(unitId), Number(payload['bookingId']))
      await offerFreed(tx, deps, instrumentIn(payload))
    },
  },
  {
    name: 'allocation.offer-by-new-rules',
    types: ['booking.rules_set'],
    async handle(tx, { payload }, deps) {
      await offerFreed(tx, deps, instrumentIn(payload), { everything: true })
    },
  },
]
