import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { makerRoutes, registryContract } from '#modules/registry/contract.ts'
import { call } from '../../lib/client.ts'

export const makerQuery = (makerId: number) =>
  queryOptions({
    queryKey: ['makers', 'one', makerId],
    queryFn: ({ signal }) => call(makerRoutes.maker, { params: { makerId }, signal }),
  })

/** Makers found by a few letters, to choose from. */
export const useMakerChoices = (words: string) =>
  useQuery({
    queryKey: ['makers', 'choices', words],
    enabled: words !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(makerRoutes.makers, { query: { words, offset: 0, limit: 20 }, signal }),
  }).data?.items ?? []

export const useCountries = () =>
  useQuery({
    queryKey: ['code-table', 'countries'],
    staleTime: 600_000,
    queryFn: ({ signal }) =>
      call(registryContract.codeTable, { params: { name: 'countries' }, query: { limit: 2000 }, signal }),
  }).data?.entries ?? []

/** One act on makers; afterwards all of them are read again. */
export function useMakerAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSettled: () => client.invalidateQueries({ queryKey: ['makers'] }),
  })
}
