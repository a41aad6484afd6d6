import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { bookingContract } from '#modules/booking/contract.ts'
import { call, type Replied } from '../../lib/client.ts'

export type CalendarData = Replied<typeof bookingContract.calendar>
export type CalendarBooking = CalendarData['bookings'][number]

/** A slot somebody drew or typed. */
export interface SlotWish {
  readonly start: string
  readonly end: string
}
export type BookingData = Replied<typeof bookingContract.booking>
export type RulesData = Replied<typeof bookingContract.bookingRules>
export type CheckData = Replied<typeof bookingContract.checkSlot>
export type RulesShape = RulesData['rules']
export type TouchedData = Replied<typeof bookingContract.setBookingRules>['touched'][number]
export type TemplatesData = Replied<typeof bookingContract.bookingTemplates>
export type TemplateItem = TemplatesData['items'][number]
export type ClosureData = Replied<typeof bookingContract.closures>['items'][number]

export const calendarQuery = (instrumentId: number, from: string, to: string) =>
  queryOptions({
    queryKey: ['booking', 'calendar', instrumentId, from, to],
    queryFn: ({ signal }) =>
      call(bookingContract.calendar, { params: { instrumentId }, query: { from, to }, signal }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })

export const rulesQuery = (instrumentId: number) =>
  queryOptions({
    queryKey: ['booking', 'rules', instrumentId],
    queryFn: ({ signal }) => call(bookingContract.bookingRules, { params: { instrumentId }, signal }),
  })

export const closuresQuery = (instrumentId: number) =>
  queryOptions({
    queryKey: ['booking', 'closures', instrumentId],
    queryFn: ({ signal }) => call(bookingContract.closures, { params: { instrumentId }, signal }),
  })

export const bookingQuery = (bookingId: number) =>
  queryOptions({
    queryKey: ['booking', 'one', bookingId],
    queryFn: ({ signal }) => call(bookingContract.booking, { params: { bookingId }, signal }),
    enabled: bookingId > 0,
  })

/** Everything that stands against a slot; asked again whenever the slot changes. */
export const checkQuery = (
  instrumentId: number,
  slot: { start: string; end: string } | undefined,
  wish: {
    readonly bookingId?: number | undefined
    readonly serviceWay: BookingData['serviceWay']
    readonly projectId: number | undefined
    readonly forWhom: string
  },
) =>
  queryOptions({
    queryKey: ['booking', 'check', instrumentId, slot?.start, slot?.end, wish],
    queryFn: ({ signal }) =>
      call(bookingContract.checkSlot, {
        params: { instrumentId },
        body: {
          start: slot?.start ?? '',
          end: slot?.end ?? '',
          serviceWay: wish.serviceWay,
          forWhom: wish.forWhom,
          ...(wish.projectId === undefined ? {} : { projectId: wish.projectId }),
          ...(wish.bookingId === undefined ? {} : { bookingId: wish.bookingId }),
        },
        signal,
      }),
    enabled: slot !== undefined,
    staleTime: 5_000,
  })

export const myBookingsQuery = (when: 'coming' | 'past', limit: number, cursor?: string) =>
  queryOptions({
    queryKey: ['booking', 'mine', when, limit, cursor],
    queryFn: ({ signal }) => call(bookingContract.myBookings, { query: { when, limit, cursor }, signal }),
    placeholderData: keepPreviousData,
  })

export const deputiesQuery = () =>
  queryOptions({
    queryKey: ['booking', 'deputies'],
    queryFn: ({ signal }) => call(bookingContract.bookingDeputies, { signal }),
  })

export const approvalsQuery = (enabled: boolean, cursor?: string) =>
  queryOptions({
    queryKey: ['booking', 'approvals', cursor],
    queryFn: ({ signal }) => call(bookingContract.bookingApprovals, { query: { limit: 50, cursor }, signal }),
    enabled,
  })

export const instrumentBookingsQuery = (
  instrumentId: number,
  wish: { when: 'coming' | 'past'; status: BookingData['status'] | undefined; cursor: string | undefined },
) =>
  queryOptions({
    queryKey: ['booking', 'of-instrument', instrumentId, wish],
    queryFn: ({ signal }) =>
      call(bookingContract.bookings, { query: { instrumentId, ...wish, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
  })

export const templatesQuery = () =>
  queryOptions({
    queryKey: ['booking', 'templates'],
    queryFn: ({ signal }) => call(bookingContract.bookingTemplates, { signal }),
  })

export const templateQuery = (templateId: number) =>
  queryOptions({
    queryKey: ['booking', 'template', templateId],
    queryFn: ({ signal }) => call(bookingContract.bookingTemplate, { params: { templateId }, signal }),
  })

export const managedQuery = (search: string, cursor?: string) =>
  queryOptions({
    queryKey: ['booking', 'managed', search, cursor],
    queryFn: ({ signal }) =>
      call(bookingContract.managedInstruments, { query: { search, cursor, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })

/** An act after which everything known about bookings is asked again, also when it was refused. */
export function useBookingAct<In, Out>(act: (wish: In) => Promise<Out>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => client.invalidateQueries({ queryKey: ['booking'] }),
  })
}
