import type { Interval } from '#kernel/interval.ts'
import type { Instant } from '#kernel/time.ts'

/** Every state of a booking; the database's check lists the same. A `pending` request keeps its slot, a `requested` one does not. */
export const bookingStatuses = [
  'offered',
  'pending',
  'requested',
  'confirmed',
  'rejected',
  'expired',
  'cancelled',
  'in_use',
  'completed',
  'no_show',
] as const
export type BookingStatus = (typeof bookingStatuses)[number]

/** States in which a booking keeps its slot from others; the exclusion constraint lists the same. */
export const holdingStatuses = [
  'offered',
  'pending',
  'confirmed',
  'in_use',
  'completed',
] as const satisfies BookingStatus[]

/** What a booking is when it is made. */
export const madeStatuses = ['pending', 'requested', 'confirmed'] as const satisfies BookingStatus[]
export type MadeStatus = (typeof madeStatuses)[number]

/** States in which a request waits to be decided. */
export const isWaiting = (status: BookingStatus): boolean => status === 'pending' || status === 'requested'

/** What can happen to a booking after it was made. */
export const bookingActs = [
  'accept',
  'accept_request',
  'decline',
  'lapse',
  'approve',
  'pass',
  'reject',
  'expire',
  'move',
  'ask_again',
  'ask_without_hold',
  'cancel',
  'start',
  'undo_start',
  'complete',
  'reopen',
  'take_back',
  'miss',
  'excuse',
] as const
export type BookingAct = (typeof bookingActs)[number]

/** The one transition table; an act that is not listed for a state is refused. */
export const bookingTransitions: Readonly<
  Record<BookingStatus, Readonly<Partial<Record<BookingAct, BookingStatus>>>>
> = {
  offered: {
    accept: 'confirmed',
    accept_request: 'pending',
    decline: 'cancelled',
    lapse: 'expired',
    cancel: 'cancelled',
  },
  pending: {
    approve: 'confirmed',
    pass: 'pending',
    reject: 'rejected',
    expire: 'expired',
    move: 'pending',
    ask_again: 'pending',
    ask_without_hold: 'requested',
    cancel: 'cancelled',
  },
  requested: {
    approve: 'confirmed',
    pass: 'requested',
    reject: 'rejected',
    expire: 'expired',
    move: 'requested',
    ask_again: 'pending',
    ask_without_hold: 'requested',
    cancel: 'cancelled',
  },
  confirmed: {
    move: 'confirmed',
    ask_again: 'pending',
    ask_without_hold: 'requested',
    cancel: 'cancelled',
    start: 'in_use',
    miss: 'no_show',
  },
  in_use: { complete: 'completed', undo_start: 'confirmed' },
  no_show: { excuse: 'confirmed' },
  rejected: {},
  expired: {},
  cancelled: {},
  completed: { reopen: 'confirmed', take_back: 'cancelled' },
}

/** The state an act leads to; undefined when the act does not fit the state. */
export const statusAfter = (status: BookingStatus, act: BookingAct): BookingStatus | undefined =>
  bookingTransitions[status][act]

/** Whether a change of state, or of time when it was moved, gives time of the instrument back. */
export const freesTime = (before: BookingStatus, after: BookingStatus, moved: boolean): boolean => {
  const holding: readonly BookingStatus[] = holdingStatuses
  return holding.includes(before) && (moved || !holding.includes(after))
}

/** Why a booking was cancelled or turned down by what happened elsewhere, not by a person's wish; the database's check lists the same. */
export const cancelCodes = [
  'instrument_withdrawn',
  'instrument_disposed',
  'use_voided',
  'slot_given',
  'link_broken',
] as const
export type CancelCode = (typeof cancelCodes)[number]

/** How the service is given (domain.md §1.9): by the user, beside them, for them, or from afar. */
export const serviceWays = ['self', 'guided', 'commissioned', 'remote'] as const
export type ServiceWay = (typeof serviceWays)[number]

/** One booking of one instrument; `userUnitId` is the user's legal person when it was made (domain.md §6.3). */
export interface Booking {
  readonly unitId: number
  readonly id: number
  readonly instrumentId: number
  readonly accountId: number
  readonly userUnitId: number | undefined
  readonly slot: Interval
  readonly status: BookingStatus
  readonly serviceWay: ServiceWay
  /** Name of a user without an account, for whom the account holds it; empty when it is the account's own. */
  readonly guestName: string
  /** Unit of that user when it is not among ours, as it was written; empty otherwise. */
  readonly guestUnit: string
  readonly purpose: string
  readonly project: string
  /** A project with a priority that was checked when the booking was made, and the level it had by then. */
  readonly projectId: number | undefined
  readonly priorityLevel: string
  /** Booked further ahead than the instrument allows without. */
  readonly priorityEarly: boolean
  readonly decisionNote: string
  readonly cancelReason: string
  readonly cancelledLate: boolean
  readonly cancelCode: CancelCode | ''
  readonly version: number
  readonly createdAt: Instant
}
