import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Ability } from '#kernel/permissions.ts'
import type { TodoSource } from '../../app/feature-route.ts'
import { useAbility } from '../../lib/session.ts'
import { declarationCountsQuery } from './declaration-queries.ts'

/** Who has to act on declarations in which state. */
const waiting: readonly { readonly state: string; readonly ability: Ability }[] = [
  { state: 'returned', ability: 'declaration.write' },
  { state: 'unit_review', ability: 'declaration.sign' },
  { state: 'department_review', ability: 'declaration.confirm' },
  { state: 'province_review', ability: 'declaration.file' },
  { state: 'expired', ability: 'declaration.write' },
]

function useWaiting({ state, ability }: (typeof waiting)[number]) {
  const { t } = useTranslation('declarations')
  const may = useAbility(ability)
  const query = useQuery({ ...declarationCountsQuery, enabled: may })
  const count = query.data?.states.find((one) => one.state === state)?.count ?? 0
  const item = {
    id: state,
    label: t(`todo.${state}`, { count }),
    href: `/declarations?state=${state}&order=oldest`,
    verb: t(`todo.${state}.verb`),
  }
  return { items: may && count > 0 ? [item] : [], loading: may && query.isPending }
}

export const todos: TodoSource[] = waiting.map((one) => ({
  key: `declarations-${one.state}`,
  ability: one.ability,
  useTodos: () => useWaiting(one),
}))
