import type { BookingStatus } from './booking.ts'

/** What a calendar feed shows: the reader's bookings, those they answer for, or when one instrument is taken. */
export const feedKinds = ['mine', 'managed', 'instrument'] as const
export type FeedKind = (typeof feedKinds)[number]

/** Days a feed looks back, during which cancelled bookings still stand in it as cancelled. */
export const feedDaysBack = 30
/** Days a feed looks ahead. */
export const feedDaysAhead = 400
/** Events of one feed at most, the soonest first to go when there are more. */
export const feedEvents = 3000

/** How firmly calendars show a booking of a state (RFC 5545 §3.8.1.11). */
export const firmness: Readonly<Record<BookingStatus, 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'>> = {
  offered: 'TENTATIVE',
  pending: 'TENTATIVE',
  requested: 'TENTATIVE',
  confirmed: 'CONFIRMED',
  in_use: 'CONFIRMED',
  completed: 'CONFIRMED',
  no_show: 'CONFIRMED',
  rejected: 'CANCELLED',
  expired: 'CANCELLED',
  cancelled: 'CANCELLED',
}
