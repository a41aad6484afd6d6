import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility, useSession } from '../../lib/session.ts'
import { approvalsQuery, myBookingsQuery } from './booking-queries.ts'

function useApprovals() {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const allowed = useAbility('booking.manage')
  const { data, isLoading } = useQuery(approvalsQuery(allowed))
  const items = (data?.items ?? []).map((booking) => ({
    id: String(booking.id),
    label: t('todo.approval', {
      user: booking.userName,
      name: booking.instrumentName,
      time: format.span(booking.start, booking.end),
    }),
    due: booking.start,
    href: '/booking-approvals',
    verb: t('todo.decide'),
  }))
  return { items, loading: isLoading }
}

function useNextBookings() {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const signedIn = useSession() !== undefined
  const { data, isLoading } = useQuery({ ...myBookingsQuery('coming', 3), enabled: signedIn })
  const items = (data?.items ?? [])
    .filter((booking) => booking.status === 'confirmed' || booking.status === 'pending')
    .map((booking) => ({
      id: String(booking.id),
      label: t(`todo.mine.${booking.status === 'pending' ? 'pending' : 'confirmed'}`, {
        name: booking.instrumentName,
        time: format.span(booking.start, booking.end),
      }),
      due: booking.start,
      href: '/bookings',
      verb: t('todo.see'),
    }))
  return { items, loading: isLoading }
}

export const todos: TodoSource[] = [
  { key: 'booking-approvals', ability: 'booking.manage', useTodos: useApprovals },
  { key: 'booking-next', useTodos: useNextBookings },
]
