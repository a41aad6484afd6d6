import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { registryContract } from '#modules/registry/contract.ts'
import { reviewRoutes } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'

export const dictionaryQuery = (version?: string) =>
  queryOptions({
    queryKey: ['element-dictionary', 4, version ?? 'in force'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      call(registryContract.elementDictionary, { params: { kind: '4' }, query: { version }, signal }),
  })

export const codeTableQuery = (name: string) =>
  queryOptions({
    queryKey: ['code-table', name],
    staleTime: 600_000,
    queryFn: ({ signal }) =>
      call(registryContract.codeTable, { params: { name }, query: { limit: 2000 }, signal }),
  })

export const reportQuery = (instrumentId: number) =>
  queryOptions({
    queryKey: ['report', instrumentId, currentLocale()],
    queryFn: ({ signal }) => call(reviewRoutes.report, { params: { instrumentId }, signal }),
  })

export const historyQuery = (instrumentId: number) =>
  queryOptions({
    queryKey: ['report', instrumentId, 'history'],
    queryFn: ({ signal }) => call(reviewRoutes.reportHistory, { params: { instrumentId }, signal }),
  })

export const differenceQuery = (instrumentId: number, version: number, from?: number, to?: number) =>
  queryOptions({
    queryKey: ['report', instrumentId, 'difference', version, from, to, currentLocale()],
    queryFn: ({ signal }) =>
      call(reviewRoutes.reportDifference, { params: { instrumentId }, query: { from, to }, signal }),
  })

export const picturesQuery = (instrumentId: number) =>
  queryOptions({
    queryKey: ['report', instrumentId, 'pictures'],
    queryFn: ({ signal }) => call(registryContract.pictures, { params: { instrumentId }, signal }),
  })

export const countsQuery = queryOptions({
  queryKey: ['report-counts'],
  staleTime: 15_000,
  queryFn: ({ signal }) => call(reviewRoutes.reportCounts, { query: {}, signal }),
})

/** After a change: everything about reports is read again. */
export function useReportsChanged(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      ['report', 'reports', 'report-counts', 'review'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    )
  }
}

export const useCodeTable = (name: string) => useQuery(codeTableQuery(name)).data
