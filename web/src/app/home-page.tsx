import { Link } from '@tanstack/react-router'
import { Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../lib/format.ts'
import { useSession } from '../lib/session.ts'
import { PageFrame } from '../ui/page-frame.tsx'
import { EmptyState, LoadingState } from '../ui/states.tsx'
import { allows, collectedHomeParts, collectedTodos } from './collected.ts'
import type { TodoItem } from './feature-route.ts'

const farFuture = '9999'
const byDeadline = (a: TodoItem, b: TodoItem) => (a.due ?? farFuture).localeCompare(b.due ?? farFuture)

/** Every source's hook runs on every render, in the same order; what the person may not do is left out after. */
function useEverything() {
  const session = useSession()
  const answers = collectedTodos.map((source) => ({ source, ...source.useTodos() }))
  const mine = answers.filter(({ source }) => allows(source.ability, session?.abilities ?? []))
  return {
    items: mine.flatMap(({ source, items }) =>
      items.map((item) => ({ ...item, id: `${source.key}-${item.id}` })),
    ),
    loading: mine.some(({ loading }) => loading),
  }
}

function TodoLine({ item }: { readonly item: TodoItem }) {
  const { t } = useTranslation('app')
  const format = useFormat()
  return (
    <li className="todo-line">
      <span className="todo-label">{item.label}</span>
      {item.due !== undefined && (
        <span className="todo-due">{t('home.due', { when: format.dateTime(item.due) })}</span>
      )}
      <Link to={item.href}>{item.verb}</Link>
    </li>
  )
}

/** Below what waits: one's next bookings, the figures of the place one answers for. */
function Parts() {
  const held = useSession()?.abilities ?? []
  return collectedHomeParts
    .filter(({ ability }) => allows(ability, held))
    .map(({ key, component: Part }) => <Part key={key} />)
}

/** The first page: what waits for me, oldest deadline first; then my bookings and my figures. */
export function HomePage() {
  const { t } = useTranslation('app')
  const { items, loading } = useEverything()
  return (
    <PageFrame title={t('home')} hint={t('home.hint')}>
      <Card>
        {items.length > 0 && (
          <ul className="todo-list">
            {items.toSorted(byDeadline).map((item) => (
              <TodoLine key={item.id} item={item} />
            ))}
          </ul>
        )}
        {items.length === 0 && loading && <LoadingState rows={4} />}
        {items.length === 0 && !loading && (
          <EmptyState why={t('home.empty')}>
            <Button type="primary" href="/instruments">
              {t('home.find')}
            </Button>
          </EmptyState>
        )}
      </Card>
      <Parts />
    </PageFrame>
  )
}
