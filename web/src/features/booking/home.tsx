import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HomePart } from '../../app/feature-route.ts'
import { useFormat } from '../../lib/format.ts'
import { StatusTag } from './booking-facts.tsx'
import { myBookingsQuery } from './booking-queries.ts'
import { placeOf } from './booking-words.ts'

/** The next bookings of whoever is signed in; nothing when there are none. */
function NextBookings() {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const { data } = useQuery(myBookingsQuery('coming', 5))
  const next = (data?.items ?? []).filter(
    ({ status }) => status === 'confirmed' || status === 'pending' || status === 'requested',
  )
  if (next.length === 0) return null
  return (
    <Card
      size="small"
      className="home-part"
      title={t('home.next')}
      extra={<Link to="/bookings">{t('home.all')}</Link>}
    >
      <ul className="todo-list">
        {next.map((booking) => (
          <li key={booking.id} className="todo-line">
            <span className="todo-due">{format.span(booking.start, booking.end)}</span>
            <span className="todo-label">{placeOf(booking, format)}</span>
            <StatusTag status={booking.status} />
            <Link to={`/book/${booking.instrumentId}`}>{t('managed.calendar')}</Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

export const homeParts: HomePart[] = [{ key: 'booking-next', order: 10, component: NextBookings }]
