import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { declarationRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'

export const declarationQuery = (declarationId: number) =>
  queryOptions({
    queryKey: ['declarations', 'one', declarationId, currentLocale()],
    queryFn: ({ signal }) => call(declarationRoutes.declaration, { params: { declarationId }, signal }),
  })

export const declarationCountsQuery = queryOptions({
  queryKey: ['declarations', 'counts'],
  staleTime: 15_000,
  queryFn: ({ signal }) => call(declarationRoutes.declarationCounts, { query: {}, signal }),
})

export const declarationRulesQuery = () =>
  queryOptions({
    queryKey: ['declaration-rules', currentLocale()],
    staleTime: 600_000,
    queryFn: ({ signal }) => call(declarationRoutes.declarationRules, { signal }),
  })

/** After a change: everything about declarations is read again, and what they excuse. */
export function useDeclarationsChanged(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      ['declarations', 'report', 'reports', 'report-counts'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    )
  }
}
