import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useFormat } from '../../lib/format.ts'
import { waitingQuery } from './waiting-queries.ts'

function useOffers() {
  const { t } = useTranslation('allocation')
  const format = useFormat()
  const { data, isLoading } = useQuery(waitingQuery())
  const items = (data?.items ?? []).flatMap(({ offer }) =>
    offer === undefined
      ? []
      : [
          {
            id: String(offer.id),
            label: t('offer.title', { time: format.span(offer.start, offer.end) }),
            due: offer.until,
            href: '/waiting',
            verb: t('offer.take'),
          },
        ],
  )
  return { items, loading: isLoading }
}

export const todos: TodoSource[] = [{ key: 'waiting-offers', useTodos: useOffers }]
