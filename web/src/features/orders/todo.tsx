import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useAbility } from '../../lib/session.ts'
import { orderCountsQuery, type Whose } from './order-queries.ts'

/** What waits on each side of an order. */
const waiting: Readonly<Record<Whose, readonly string[]>> = {
  mine: ['quoted', 'awaiting_samples', 'handed_over'],
  staff: ['submitted', 'received', 'complained'],
  group: ['group_review'],
}
const pageOf: Readonly<Record<Whose, string>> = {
  mine: '/orders',
  staff: '/order-desk',
  group: '/order-group',
}

function useWaiting(whose: Whose, may: boolean) {
  const { t } = useTranslation('orders')
  const query = useQuery({ ...orderCountsQuery(whose), enabled: may })
  const states = query.data?.states ?? []
  const items = waiting[whose].flatMap((state) => {
    const count = states.find((one) => one.state === state)?.count ?? 0
    if (!may || count === 0) return []
    return [
      {
        id: `${whose} ${state}`,
        label: t(`todo.${whose}.${state}`, { count }),
        href: `${pageOf[whose]}?state=${state}`,
        verb: t(`todo.${whose}.${state}.verb`),
      },
    ]
  })
  return { items, loading: may && query.isPending }
}

export const todos: TodoSource[] = [
  { key: 'orders-mine', useTodos: () => useWaiting('mine', true) },
  {
    key: 'orders-staff',
    ability: 'order.manage',
    useTodos: () => useWaiting('staff', useAbility('order.manage')),
  },
  {
    key: 'orders-group',
    ability: 'order.approve',
    useTodos: () => useWaiting('group', useAbility('order.approve')),
  },
]
