import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TodoSource } from '../../app/feature-route.ts'
import { useAbility } from '../../lib/session.ts'
import { appealsQuery, projectsQuery } from './standing-queries.ts'

function useAppeals() {
  const { t } = useTranslation('standing')
  const may = useAbility('standing.judge')
  const query = useQuery(appealsQuery(may))
  const items = (query.data?.items ?? [])
    .filter(({ state, concernsMe }) => state === 'waiting' && !concernsMe)
    .map((appeal) => ({
      id: `appeal-${appeal.id}`,
      label: t('todo.appeal', { name: appeal.userName, reason: appeal.reason }),
      href: '/standing/judge',
      verb: t('todo.decide'),
    }))
  return { items, loading: may && query.isPending }
}

function useProjects() {
  const { t } = useTranslation('standing')
  const may = useAbility('project.check')
  const query = useQuery(projectsQuery(may))
  const count = (query.data?.items ?? []).filter(({ state }) => state === 'waiting').length
  const item = {
    id: 'projects',
    label: t('todo.projects', { count }),
    href: '/standing/projects',
    verb: t('todo.check'),
  }
  return { items: count > 0 ? [item] : [], loading: may && query.isPending }
}

export const todos: TodoSource[] = [
  { key: 'standing-appeals', ability: 'standing.judge', useTodos: useAppeals },
  { key: 'standing-projects', ability: 'project.check', useTodos: useProjects },
]
