import { isoIn } from '#kernel/time.ts'
import type { TouchedBooking } from './data/booking-list-query.ts'

/** A touched booking as the wire has it, on the clock of its instrument. */
export const touchedView = (booking: TouchedBooking, zone: string) => ({
  id: booking.id,
  start: isoIn(booking.start, zone),
  end: isoIn(booking.end, zone),
  status: booking.status,
  userName: booking.userName,
  purpose: booking.purpose,
  reasons: [...booking.reasons],
})
