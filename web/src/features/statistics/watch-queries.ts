import { queryOptions } from '@tanstack/react-query'
import { statisticsContract } from '#modules/statistics/contract.ts'
import { type Asked, call } from '../../lib/client.ts'

export type BehindWish = Asked<typeof statisticsContract.watchBehind>['query']
export const things = statisticsContract.watchBehind.query.shape.thing.options
export type Thing = (typeof things)[number]

export const watchQuery = queryOptions({
  queryKey: ['watch'],
  queryFn: ({ signal }) => call(statisticsContract.watch, { signal }),
})
export const watchUnitQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['watch', unitId],
    queryFn: ({ signal }) => call(statisticsContract.watchUnit, { params: { unitId }, signal }),
  })
export const watchBehindQuery = (unitId: number, query: BehindWish) =>
  queryOptions({
    queryKey: ['watch', unitId, 'behind', query],
    queryFn: ({ signal }) => call(statisticsContract.watchBehind, { params: { unitId }, query, signal }),
  })
