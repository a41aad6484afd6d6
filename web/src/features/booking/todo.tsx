import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { approvalsQuery } from './booking-queries.ts'

function useApprovals() {
  const { t } = useTranslation('booking')
  const format = useFormat()
  const allowed = useAbility('booking.decide')
  const { data, isLoading } = useQuery(approvalsQuery(allowed))
  const items = (data?.items ?? []).map((booking) => ({
    id: String(booking.id),
    label: t('todo.approval', {
      user: booking.userName,
      name: format.either(booking.instrumentName, booking.instrumentNameEn),
      time: format.span(booking.start, booking.end),
    }),
    due: booking.start,
    href: '/booking-approvals',
    verb: t('todo.decide'),
  }))
  return { items, loading: isLoading }
}

export const todos: TodoSource[] = [
  { key: 'booking-approvals', ability: 'booking.decide', useTodos: useApprovals },
]
