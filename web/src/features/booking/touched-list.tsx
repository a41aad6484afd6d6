import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { useRuleNames } from './override-fields.tsx'
import type { TouchedData } from './booking-queries.ts'

/** Bookings that new hours or a closure would touch. */
export function TouchedList({ bookings }: { readonly bookings: readonly TouchedData[] }) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const names = useRuleNames()
  return (
    <ul>
      {bookings.map((booking) => (
        <li key={booking.id}>
          {[
            format.span(booking.start, booking.end),
            booking.userName,
            t(`status.${booking.status}`),
            booking.purpose,
            names(booking.reasons),
          ].join(' · ')}
        </li>
      ))}
    </ul>
  )
}
