import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { registryContract } from '#modules/registry/contract.ts'
import { recordContract, type RecordRowView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { currentLocale } from '../../lib/i18n.ts'

export type RecordKind = RecordRowView['kind']
/** In the order of the national kinds; the service unit is of the first generation only. */
export const recordKinds: readonly RecordKind[] = ['1', '2', '2-core', '5', '7', '3']
/** What a template and an export hold of a kind, with the sheets attached to it. */
export const sheetsOf: Readonly<Record<RecordKind, readonly string[]>> = {
  '1': ['1'],
  '2': ['2', '2-core'],
  '2-core': ['2-core'],
  '3': ['3'],
  '5': ['5'],
  '7': ['7', '7-income', '7-assets'],
}

export const recordDictionaryQuery = (kind: string) =>
  queryOptions({
    queryKey: ['element-dictionary', kind, 'in force'],
    staleTime: 600_000,
    queryFn: ({ signal }) =>
      call(registryContract.elementDictionary, { params: { kind }, query: {}, signal }),
  })

export const recordQuery = (recordId: number) =>
  queryOptions({
    queryKey: ['resource-record', recordId, currentLocale()],
    queryFn: ({ signal }) => call(recordContract.record, { params: { resourceId: recordId }, signal }),
  })

/** What differs between two versions of a record. */
export const recordDifferenceQuery = (recordId: number, from: number, to: number) =>
  queryOptions({
    queryKey: ['resource-record', recordId, 'difference', from, to, currentLocale()],
    queryFn: ({ signal }) =>
      call(recordContract.recordDifference, {
        params: { resourceId: recordId },
        query: { from, to },
        signal,
      }),
  })

export const recordCountsQuery = queryOptions({
  queryKey: ['resource-record-counts'],
  queryFn: ({ signal }) => call(recordContract.recordCounts, { signal }),
})

/** After a change: every list of records is read again. */
export function useRecordsChanged(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await Promise.all(
      ['resource-record', 'resource-records', 'resource-record-counts'].map((key) =>
        client.invalidateQueries({ queryKey: [key] }),
      ),
    )
  }
}
