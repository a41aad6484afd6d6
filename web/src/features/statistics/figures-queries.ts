import { queryOptions } from '@tanstack/react-query'
import { statisticsContract } from '#modules/statistics/contract.ts'
import { type Asked, call } from '../../lib/client.ts'

export type Wish = NonNullable<Asked<typeof statisticsContract.figures>['query']>
export type By = Asked<typeof statisticsContract.breakdown>['query']['by']
export type SetName = NonNullable<NonNullable<Asked<typeof statisticsContract.instruments>['query']>['set']>

export const figuresQuery = (query: Wish) =>
  queryOptions({
    queryKey: ['statistics', 'figures', query],
    queryFn: ({ signal }) => call(statisticsContract.figures, { query, signal }),
  })
export const breakdownQuery = (query: Wish & { by: By }) =>
  queryOptions({
    queryKey: ['statistics', 'breakdown', query],
    queryFn: ({ signal }) => call(statisticsContract.breakdown, { query, signal }),
  })
export const trendQuery = (query: Wish) =>
  queryOptions({
    queryKey: ['statistics', 'trend', query],
    queryFn: ({ signal }) => call(statisticsContract.trend, { query, signal }),
  })
export const behindQuery = (query: Wish & { set: SetName; offset: number; limit: number }) =>
  queryOptions({
    queryKey: ['statistics', 'instruments', query],
    queryFn: ({ signal }) => call(statisticsContract.instruments, { query, signal }),
  })
