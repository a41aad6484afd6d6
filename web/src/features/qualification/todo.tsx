import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useFormat } from '../../lib/format.ts'
import { useAbility } from '../../lib/session.ts'
import { trainingQuery } from './qualification-queries.ts'

function usePracticalChecks() {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const allowed = useAbility('training.manage')
  const { data, isLoading } = useQuery(trainingQuery(allowed))
  const titles = new Map(data?.courses.map((one) => [one.id, either(one.title, one.titleEn)]))
  const items = (data?.waiting ?? []).map((one) => ({
    id: String(one.id),
    label: t('todo.practical', { name: one.name, course: titles.get(one.courseId) ?? '' }),
    due: one.askedAt,
    href: '/training?tab=practical',
    verb: t('todo.practical.verb'),
  }))
  return { items, loading: isLoading }
}

export const todos: TodoSource[] = [
  { key: 'practical-checks', ability: 'training.manage', useTodos: usePracticalChecks },
]
