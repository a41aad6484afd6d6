import { useTranslation } from 'react-i18next'
import type { LedgerImportRowView } from '#modules/reporting/contract.ts'
import type { TodoItem, TodoSource } from '../../app/feature-route.ts'
import { useImportsOf, useReporterUnits } from './ledger-queries.ts'

type Waiting = 'mapping' | 'checked' | 'mend' | 'unreadable'

/** What an import waits for; rows that came back wait only while no later import took their place. */
function waitsFor(one: LedgerImportRowView, newest: boolean): Waiting | undefined {
  if (one.state === 'mapping' || one.state === 'checked') return one.state
  if (!newest) return undefined
  if (one.state === 'unreadable') return 'unreadable'
  return one.state === 'done' && one.bad > 0 ? 'mend' : undefined
}

function useLedgerTodos() {
  const { t } = useTranslation('ledger')
  const queries = useImportsOf(useReporterUnits())
  const items = queries.flatMap(({ data }): TodoItem[] =>
    (data?.items ?? []).flatMap((one, i) => {
      const waiting = waitsFor(one, i === 0)
      if (waiting === undefined) return []
      return [
        {
          id: `${one.unitId}-${one.id}`,
          label: t(`todo.${waiting}`, { file: one.fileName, count: one.bad }),
          href: `/ledger/${one.unitId}/${one.id}`,
          verb: t(`todo.${waiting}.verb`),
        },
      ]
    }),
  )
  return { items, loading: queries.some(({ isPending }) => isPending) }
}

/** Imports that wait for the person who may import. */
export const todos: TodoSource[] = [
  { key: 'ledger-imports', ability: 'ledger.import', useTodos: useLedgerTodos },
]
