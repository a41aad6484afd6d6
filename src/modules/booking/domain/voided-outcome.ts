import type { Instant } from '#kernel/time.ts'
import type { Booking, BookingAct } from './booking.ts'

/**
 * What becomes of a booking whose use turned out not to have been one: while its time is not over it stands again, and its
 * user can still check in; when the time is over, the instrument was not used, which nobody holds against the user.
 */
export function voidedOutcome(
  booking: Pick<Booking, 'slot' | 'status'>,
  now: Instant,
): Extract<BookingAct, 'undo_start' | 'reopen' | 'take_back'> {
  if (booking.status === 'in_use') return 'undo_start'
  return now < booking.slot.end ? 'reopen' : 'take_back'
}
