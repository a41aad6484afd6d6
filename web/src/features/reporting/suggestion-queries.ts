import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { suggestionRoutes, type SuggestionView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'

/** A suggestion and the instrument it is for. */
export interface Offer extends SuggestionView {
  readonly instrumentId: number
}

export const waitingQuery = () =>
  queryOptions({
    queryKey: ['reports', 'suggestions', currentLocale()],
    queryFn: ({ signal }) => call(suggestionRoutes.waitingSuggestions, { signal }),
  })

/** What is suggested for an instrument as it was saved last. */
export const useSuggestions = (instrumentId: number, revision: number): readonly SuggestionView[] =>
  useQuery({
    queryKey: ['report', instrumentId, 'suggestions', revision, currentLocale()],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      call(suggestionRoutes.instrumentSuggestions, { params: { instrumentId }, signal }),
  }).data?.items ?? []

const itemsOf = (offers: readonly Offer[]) =>
  offers.map(({ instrumentId, element, value }) => ({ instrumentId, element, value }))
const atOnce = 500

/** Takes or refuses offers; afterwards everything about reports is read again. */
export function useAnswer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ act, offers }: { act: 'take' | 'refuse'; offers: readonly Offer[] }) => {
      const route = act === 'take' ? suggestionRoutes.takeSuggestions : suggestionRoutes.refuseSuggestions
      const result = {
        done: [] as number[],
        refused: [] as Awaited<ReturnType<typeof call<typeof route>>>['refused'],
      }
      for (let at = 0; at < offers.length; at += atOnce) {
        const part = await call(route, { body: { items: itemsOf(offers.slice(at, at + atOnce)) } })
        result.done.push(...part.done)
        result.refused.push(...part.refused)
      }
      return result
    },
    onSettled: () =>
      Promise.all(
        ['report', 'reports', 'report-counts'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  })
}
