import { queryOptions } from '@tanstack/react-query'
import { noticesContract } from '#modules/notices/contract.ts'
import { call } from './client.ts'

/** How many notices the person has not read; asked again every minute. */
export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  staleTime: 30_000,
  refetchInterval: 60_000,
  queryFn: ({ signal }) => call(noticesContract.unreadNotices, { signal }),
})
