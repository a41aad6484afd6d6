import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility, useSession } from '../../lib/session.ts'
import { myUsesQuery, recordsQuery, todayQuery } from './usage-queries.ts'

export const todos: TodoSource[] = [
  {
    key: 'usage-today',
    ability: 'usage.manage',
    useTodos() {
      const { t } = useTranslation('usage')
      const format = useFormat()
      const today = useQuery({ ...todayQuery(false), enabled: useAbility('usage.manage') })
      const bookings = (today.data?.bookings ?? []).filter(({ may }) => may.checkIn || may.asBooked)
      return {
        loading: today.isLoading,
        items: [
          ...bookings.map((booking) => ({
            id: `booking-${booking.id}`,
            label: t(booking.may.asBooked ? 'todo.asBooked' : 'todo.checkIn', {
              instrument: format.either(booking.instrumentName, booking.instrumentNameEn),
              user: booking.userName,
              when: `${format.time(booking.start)}–${format.time(booking.end)}`,
            }),
            due: booking.start,
            href: '/usage/today',
            verb: t(booking.may.asBooked ? 'todo.asBooked.verb' : 'checkIn'),
          })),
          ...(today.data?.running ?? []).map((use) => ({
            id: `use-${use.id}`,
            label: t('todo.running', {
              instrument: format.either(use.instrumentName, use.instrumentNameEn),
              user: use.userName,
            }),
            due: use.startedAt,
            href: '/usage/today',
            verb: t('checkOut'),
          })),
        ],
      }
    },
  },
  {
    key: 'usage-records',
    ability: 'usage.manage',
    useTodos() {
      const { t } = useTranslation('usage')
      const wish = { state: 'to_complete', limit: 1 } as const
      const records = useQuery({ ...recordsQuery(wish), enabled: useAbility('usage.manage') })
      const count = records.data?.totals.toComplete ?? 0
      const items =
        count === 0
          ? []
          : [
              {
                id: 'to-complete',
                label: t('todo.records', { count }),
                href: '/usage/records?state=to_complete',
                verb: t('todo.records.verb'),
              },
            ]
      return { loading: records.isLoading, items }
    },
  },
  {
    key: 'usage-rating',
    useTodos() {
      const { t } = useTranslation('usage')
      const { either } = useFormat()
      const mine = useQuery({ ...myUsesQuery, enabled: useSession() !== undefined })
      const open = (mine.data?.items ?? []).filter(({ may, rating }) => may.rate && rating === undefined)
      return {
        loading: mine.isLoading,
        items: open.slice(0, 5).map((use) => ({
          id: String(use.id),
          label: t('todo.rate', { instrument: either(use.instrumentName, use.instrumentNameEn) }),
          due: use.endedAt ?? use.startedAt,
          href: '/usage/mine',
          verb: t('todo.rate.verb'),
        })),
      }
    },
  },
]
