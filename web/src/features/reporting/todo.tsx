import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Ability } from '#kernel/permissions.ts'
import type { TodoSource } from '../../app/feature-route.ts'
import { useAbility } from '../../lib/session.ts'
import { recordCountsQuery } from './record-queries.ts'
import { countsQuery } from './report-queries.ts'

interface Waiting {
  readonly key: string
  readonly ability: Ability
  readonly state: string
  readonly href: string
}

/** What each ability has to look after: returned and draft records, and the two queues. */
const waiting: readonly Waiting[] = [
  { key: 'returned', ability: 'instrument.edit', state: 'returned', href: '/reports?state=returned' },
  { key: 'draft', ability: 'instrument.edit', state: 'draft', href: '/reports?state=draft' },
  { key: 'unit', ability: 'report.review_in_unit', state: 'unit_review', href: '/review?level=unit' },
  {
    key: 'province',
    ability: 'report.review_in_province',
    state: 'province_review',
    href: '/review?level=province',
  },
]

function useReportTodos(one: Waiting) {
  const { t } = useTranslation('reporting')
  const may = useAbility(one.ability)
  const query = useQuery({ ...countsQuery, enabled: may })
  const count = query.data?.states.find((state) => state.state === one.state)?.count ?? 0
  const items =
    may && count > 0
      ? [
          {
            id: one.key,
            label: t(`todo.${one.key}`, { count }),
            href: one.href,
            verb: t(`todo.${one.key}.verb`),
          },
        ]
      : []
  return { items, loading: may && query.isPending }
}

/** The same for what is reported besides instruments, a line for each kind. */
function useRecordTodos(one: Waiting) {
  const { t } = useTranslation('reporting')
  const may = useAbility(one.ability)
  const query = useQuery({ ...recordCountsQuery, enabled: may })
  const there = (query.data?.items ?? []).filter(({ state, count }) => state === one.state && count > 0)
  const items = there.map(({ kind, count }) => ({
    id: `${one.key}-${kind}`,
    label: t(`todo.record.${one.key}`, { kind: t(`record.kind.${kind}`), count }),
    href: one.href.startsWith('/review')
      ? `${one.href}&of=record&kind=${kind}`
      : `/resources?kind=${kind}&state=${one.state}`,
    verb: t(`todo.${one.key}.verb`),
  }))
  return { items: may ? items : [], loading: may && query.isPending }
}

export const todos: TodoSource[] = waiting.flatMap((one) => [
  { key: `reporting-${one.key}`, ability: one.ability, useTodos: () => useReportTodos(one) },
  { key: `reporting-record-${one.key}`, ability: one.ability, useTodos: () => useRecordTodos(one) },
])
