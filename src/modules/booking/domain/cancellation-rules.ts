import type { Refusal } from '#kernel/refusal.ts'
import { type Instant, isoIn, minute, plus } from '#kernel/time.ts'
import { type Booking, isWaiting, statusAfter } from './booking.ts'
import { localTime } from './periods.ts'

/** The last moment at which cancelling or moving costs nothing. */
export const freeUntil = (booking: Pick<Booking, 'slot'>, limitMinutes: number): Instant =>
  plus(booking.slot.start, -limitMinutes * minute)

/** What cancelling now would mean: late counts against the user, who keeps the slot from others too long. */
export interface CancellationCost {
  readonly late: boolean
  readonly freeUntil: Instant
  /** Minutes of instrument time given back too late to be used by others. */
  readonly minutesLost: number
}

/** A request that still waits can be withdrawn at no cost; a confirmed booking until the limit. */
export function cancellationCost(
  booking: Pick<Booking, 'slot' | 'status'>,
  limitMinutes: number,
  now: Instant,
): CancellationCost {
  const limit = freeUntil(booking, limitMinutes)
  const late = booking.status === 'confirmed' && now > limit
  const minutes = (booking.slot.end - booking.slot.start) / minute
  return { late, freeUntil: limit, minutesLost: late ? minutes : 0 }
}

/** Every reason a booking cannot be cancelled now. */
export function cancellationRefusals(booking: Pick<Booking, 'slot' | 'status'>, now: Instant): Refusal[] {
  if (statusAfter(booking.status, 'cancel') === undefined)
    return [{ code: 'booking.not_in_state', status: booking.status, act: 'cancel' }]
  return booking.slot.start <= now ? [{ code: 'booking.has_begun' }] : []
}

/** Every reason its user cannot move a booking now; the instrument's lead is not bound by the limit. */
export function moveRefusals(
  booking: Pick<Booking, 'slot' | 'status'>,
  limitMinutes: number,
  now: Instant,
  zone: string,
  manages: boolean,
): Refusal[] {
  if (statusAfter(booking.status, 'move') === undefined)
    return [{ code: 'booking.not_in_state', status: booking.status, act: 'move' }]
  if (booking.slot.start <= now) return [{ code: 'booking.has_begun' }]
  const until = freeUntil(booking, limitMinutes)
  if (manages || isWaiting(booking.status) || now <= until) return []
  return [{ code: 'booking.too_late_to_move', until: localTime(until, zone), untilAt: isoIn(until, zone) }]
}
