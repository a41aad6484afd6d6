import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useAbility } from '../../lib/session.ts'
import { claimsQuery } from './organization-queries.ts'

export const todos: TodoSource[] = [
  {
    key: 'membership-claims',
    ability: 'unit.manage',
    useTodos() {
      const { t } = useTranslation('organizations')
      const claims = useQuery({ ...claimsQuery, enabled: useAbility('unit.manage') })
      return {
        loading: claims.isLoading,
        items: (claims.data ?? []).map(({ accountId, displayName, unitName }) => ({
          id: String(accountId),
          label: t('todo.claim', { name: displayName, unit: unitName }),
          href: '/membership-claims',
          verb: t('todo.claim.verb'),
        })),
      }
    },
  },
]
