import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { plusDays } from '../../lib/wall-clock.ts'
import { bookingClass } from './day-column.tsx'
import type { CalendarBooking } from './booking-queries.ts'
import './week-grid.css'

/** Lines a day shows before it counts the rest. */
const linesADay = 3

interface Props {
  /** A date of the month. */
  readonly month: string
  /** The Monday the first row begins with. */
  readonly from: string
  readonly weeks: number
  readonly bookings: readonly CalendarBooking[]
  readonly nameOf: (booking: CalendarBooking) => string
  readonly onDay: (date: string) => void
}

/** A month, a button for each day with what is booked in it. */
export function MonthGrid({ month, from, weeks, bookings, nameOf, onDay }: Props) {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const days = Array.from({ length: weeks * 7 }, (_, i) => plusDays(from, i))
  const of = (day: string) =>
    bookings.filter(({ start, end }) => start.slice(0, 10) <= day && end.slice(0, 16) > `${day}T00:00`)
  return (
    <div className="month">
      {days.slice(0, 7).map((day) => (
        <div key={day} className="month-weekday">
          {format.weekday(day)}
        </div>
      ))}
      {days.map((day) => {
        const held = of(day)
        return (
          <button
            key={day}
            type="button"
            className={`month-day ${day.slice(0, 7) === month.slice(0, 7) ? '' : 'month-other'}`}
            aria-label={t('month.day', { day: format.day(day), count: held.length })}
            onClick={() => onDay(day)}
          >
            <span className="month-date">{Number(day.slice(8))}</span>
            {held.slice(0, linesADay).map((booking) => (
              <span
                key={`${booking.id ?? ''}${booking.start}`}
                className={`month-line ${bookingClass(booking)}`}
              >
                {format.time(booking.start)} {nameOf(booking)}
              </span>
            ))}
            {held.length > 0 && (
              <span className={held.length > linesADay ? 'month-more' : 'month-more month-few'}>
                {t('month.count', { count: held.length })}
              </span>
            )}
          </button>
        )
      })}
    </div>
  )
}
