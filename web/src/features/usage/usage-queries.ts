import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { registryContract } from '#modules/registry/contract.ts'
import { usageContract } from '#modules/usage/contract.ts'
import { type Asked, call, type Replied } from '../../lib/client.ts'

export const todayQuery = (mine: boolean, date?: string) =>
  queryOptions({
    queryKey: ['usage', 'today', mine, date],
    refetchInterval: 60_000,
    queryFn: ({ signal }) =>
      call(usageContract.today, { query: { mine: mine ? 'true' : 'false', date }, signal }),
  })

export type UsesWish = NonNullable<Asked<typeof usageContract.uses>['query']>
export const usesQuery = (query: UsesWish) =>
  queryOptions({
    queryKey: ['usage', 'uses', query],
    queryFn: ({ signal }) => call(usageContract.uses, { query, signal }),
  })
export const useQueryOf = (useId: number) =>
  queryOptions({
    queryKey: ['usage', 'use', useId],
    queryFn: ({ signal }) => call(usageContract.use, { params: { useId }, signal }),
  })
/** One use as its panel shows it. */
export type ShownUse = Replied<typeof usageContract.use>

export const myUsesQuery = queryOptions({
  queryKey: ['usage', 'mine'],
  queryFn: ({ signal }) => call(usageContract.myUses, { signal }),
})

export type RecordsWish = NonNullable<Asked<typeof usageContract.records>['query']>
export const recordsQuery = (query: RecordsWish) =>
  queryOptions({
    queryKey: ['usage', 'records', query],
    queryFn: ({ signal }) => call(usageContract.records, { query, signal }),
  })
export const recordQuery = (recordId: number) =>
  queryOptions({
    queryKey: ['usage', 'record', recordId],
    queryFn: ({ signal }) => call(usageContract.record, { params: { recordId }, signal }),
  })

/** The elements of a service record; the form is made from them. */
export const recordDictionaryQuery = queryOptions({
  queryKey: ['element-dictionary', 6],
  staleTime: 3_600_000,
  queryFn: ({ signal }) =>
    call(registryContract.elementDictionary, { params: { kind: '6' }, query: {}, signal }),
})
export const codeTableQuery = (name: string) =>
  queryOptions({
    queryKey: ['code-table', name],
    staleTime: 3_600_000,
    queryFn: ({ signal }) =>
      call(registryContract.codeTable, { params: { name }, query: { limit: 2000 }, signal }),
  })

/** An act on uses: afterwards every list of this feature is read again, and a word says that it is done. */
export function useAct<V>(act: (asked: V) => Promise<unknown>, done: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const { t } = useTranslation('usage')
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      void message.success(t(done))
      await client.invalidateQueries({ queryKey: ['usage'] })
    },
  })
}
