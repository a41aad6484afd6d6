import type { Formats } from '../../lib/format.ts'
import type { BookingData } from './booking-queries.ts'

/** Instrument and unit of a booking in the reader's language. */
export const placeOf = (booking: BookingData, { either }: Formats): string =>
  `${either(booking.instrumentName, booking.instrumentNameEn)} · ${either(booking.unitName, booking.unitNameEn)}`

/** Who booked, and for which unit. */
export const userOf = (booking: BookingData, { either }: Formats): string =>
  [booking.userName, either(booking.userUnitName ?? '', booking.userUnitNameEn ?? '')]
    .filter((part) => part !== '')
    .join(' · ')
