import type { Deps } from '#platform/module/module.ts'
import type { Subscription } from '#platform/outbox/outbox.ts'
import { forgetPurged } from './use-cases/erase-standing.ts'
import { hearPriority } from './use-cases/hear-priority.ts'
import { hearBooking, hearRating, hearUse, hearVoidedUse } from './use-cases/hear-use.ts'

/** What standing listens to: how bookings and uses went. */
export const standingSubscriptions: Subscription<Deps>[] = [
  {
    name: 'standing.count-use',
    types: ['usage.finished', 'usage.corrected'],
    handle: (tx, event, deps) => hearUse(tx, deps, event),
  },
  {
    name: 'standing.forget-use',
    types: ['usage.voided'],
    handle: (tx, event, deps) => hearVoidedUse(tx, deps, event),
  },
  { name: 'standing.note-feedback', types: ['usage.rated'], handle: (tx, event) => hearRating(tx, event) },
  {
    name: 'standing.count-booking',
    types: ['booking.missed', 'booking.excused', 'booking.cancelled'],
    handle: (tx, event, deps) => hearBooking(tx, deps, event),
  },
  {
    name: 'standing.forget-purged',
    types: ['registry.instrument_purged'],
    handle: (tx, event) => forgetPurged(tx, event),
  },
  {
    name: 'standing.keep-priority',
    types: ['requested', 'confirmed', 'moved', 'cancelled', 'rejected', 'expired', 'missed'].map(
      (act) => `booking.${act}`,
    ),
    handle: (tx, event) => hearPriority(tx, event),
  },
]
