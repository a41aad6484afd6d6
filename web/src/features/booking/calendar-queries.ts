import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { bookingContract } from '#modules/booking/contract.ts'
import { catalogueContract } from '#modules/catalogue/contract.ts'
import { call } from '../../lib/client.ts'

export const myCalendarQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['booking', 'my-calendar', from, to],
    queryFn: ({ signal }) => call(bookingContract.myCalendar, { query: { from, to }, signal }),
    placeholderData: keepPreviousData,
  })

/** Instruments the public catalogue finds by words, to be chosen from. */
export const foundInstrumentsQuery = (words: string) =>
  queryOptions({
    queryKey: ['booking', 'found-instruments', words],
    queryFn: ({ signal }) => call(catalogueContract.search, { query: { q: words }, signal }),
    enabled: words !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
