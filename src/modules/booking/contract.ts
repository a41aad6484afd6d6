import { z } from 'zod'
import { bookingStatuses, madeStatuses, serviceWays } from './domain/booking.ts'
import { closureKinds } from './domain/booking-rules.ts'
import { oddHourNeeds } from './domain/odd-hours.ts'
import { overridableCodes } from './domain/overrides.ts'
import { periodLengths } from './domain/periods.ts'
import { quotaBearers } from './domain/quotas.ts'
import { approvals, bookersForOthers, granularities } from './domain/rules.ts'
import { userKinds } from './domain/user-kind.ts'
import { lateSteps, stepDeciders } from './domain/approval-chain.ts'
import { approvalContract } from './contract/approvals.ts'
import { bookingTemplateContract } from './contract/templates.ts'
import { bookingLiveContract } from './contract/live.ts'
import { bookingImportContract } from './contract/import.ts'
import { calendarFeedContract } from './contract/feeds.ts'
import {
  BookingRulesShape,
  SpanView,
  ClosureView,
  TouchedBookingView,
  RulesView,
  CalendarView,
  BookingView,
} from './contract/views.ts'

export type { BookingRulesShape, RulesView, CalendarView, BookingView } from './contract/views.ts'

/** Choices the forms of the browser offer. */
export {
  approvals,
  bookersForOthers,
  bookingStatuses,
  closureKinds,
  granularities,
  lateSteps,
  oddHourNeeds,
  periodLengths,
  quotaBearers,
  serviceWays,
  stepDeciders,
  userKinds,
}

/** Rules that who manages the instrument passes over, and why; kept with the booking. */
const Override = z.object({
  codes: z.array(z.enum(overridableCodes)).max(overridableCodes.length),
  reason: z.string().trim().max(500),
})
/** Login, mail address or phone of whom the booking is for, when that is somebody else. */
const ForWhom = z.string().trim().max(100).default('')

/** RFC 3339 date-time with offset. */
const Moment = z.iso.datetime({ offset: true })
const Id = z.coerce.number().int().min(1)
const slot = { start: Moment, end: Moment }
const Note = z.string().trim().max(500).default('')
const Cursor = z
  .string()
  .regex(/^-?\d+_\d+$/)
  .optional()

const BookingPage = z.object({ items: z.array(BookingView), next: z.string().optional() })
const MadeView = z.object({ id: z.int(), status: z.enum(madeStatuses) }).meta({ id: 'MadeBooking' })
const CheckView = z.object({
  refusals: z.array(z.looseObject({ code: z.string(), message: z.string() })),
  /** What the booking would be when nothing stands against it. */
  status: z.enum(madeStatuses).optional(),
  alternatives: z.array(SpanView),
  /** Rules the reader may pass over with a reason, because they manage the instrument. */
  mayOverride: z.array(z.enum(overridableCodes)),
})

const limitRefusals = [
  'booking.too_many_open',
  'booking.too_many_hours_a_day',
  'booking.too_many_hours_a_week',
] as const
/** Refusals of the subjects that are asked before a slot is given (use-cases/booking-gates.ts): a subject adds its codes here. */
const gateRefusals = [
  'qualification.needed',
  'qualification.expired',
  'qualification.expires_before_slot',
  'qualification.suspended',
  'standing.barred',
  'standing.barred_by_rule',
  'standing.credit_too_low',
  'standing.project_not_yours',
  'standing.project_not_checked',
  'standing.project_expired',
] as const
const slotRefusals = [
  'booking.not_open',
  'booking.not_open_to_you',
  'booking.ends_before_it_starts',
  'booking.starts_in_the_past',
  'booking.too_soon',
  'booking.beyond_horizon',
  'booking.too_short',
  'booking.too_long',
  'booking.off_grid',
  'booking.outside_opening_hours',
  'booking.closed',
  'booking.slot_taken',
  'booking.needs_buffer',
  'booking.night_attended',
  'booking.night_own_unit',
  'booking.weekend_attended',
  'booking.weekend_own_unit',
  'booking.too_many_open_here',
  'booking.quota_hours',
  'booking.quota_count',
  'booking.override_not_yours',
  'booking.reason_needed',
  ...limitRefusals,
  ...gateRefusals,
] as const
const instrumentParams = z.object({ instrumentId: Id })
const bookingParams = z.object({ bookingId: Id })

export const bookingContract = {
  ...bookingImportContract,
  ...bookingLiveContract,
  ...bookingTemplateContract,
  ...calendarFeedContract,
  ...approvalContract,
  bookingRules: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/booking-rules',
    summary: 'How an instrument can be booked',
    access: 'public',
    params: instrumentParams,
    reply: { status: 200, body: RulesView },
  },
  setBookingRules: {
    method: 'PUT',
    path: '/api/v1/instruments/:instrumentId/booking-rules',
    summary:
      'Set opening hours and rules as a new dated version; lists the bookings it leaves outside the hours',
    access: 'booking.manage',
    params: instrumentParams,
    body: z.object({
      /** The version last seen; another one set meanwhile is not overwritten. */
      version: z.int().min(0),
      bookable: z.boolean(),
      effectiveFrom: Moment.optional(),
      rules: BookingRulesShape,
      /** Only list what would be touched. */
      dryRun: z.boolean().default(false),
    }),
    reply: { status: 200, body: z.object({ version: z.int(), touched: z.array(TouchedBookingView) }) },
    refuses: [
      'changed_meanwhile',
      'booking.rules_granularity',
      'booking.rules_shortest_over_longest',
      'booking.rules_lengths_off_grid',
      'booking.rules_hours_off_grid',
      'booking.rules_empty_window',
      'booking.rules_buffer_too_long',
      'booking.rules_quota_empty',
      'booking.rules_night_incomplete',
      'booking.rules_term_ends_before_it_starts',
      'booking.rules_terms_overlap',
      'booking.effective_in_the_past',
    ],
  },
  closures: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/closures',
    summary: 'Closures of an instrument that are not over',
    access: 'public',
    params: instrumentParams,
    reply: { status: 200, body: z.object({ items: z.array(ClosureView) }) },
  },
  addClosure: {
    method: 'POST',
    path: '/api/v1/instruments/:instrumentId/closures',
    summary: 'Close an instrument for a time; bookings in it must be acknowledged',
    access: 'booking.manage',
    params: instrumentParams,
    body: z.object({
      ...slot,
      kind: z.enum(closureKinds),
      reason: z.string().trim().max(200).default(''),
      /** Ids of the touched bookings the sender has seen. */
      acknowledged: z.array(z.int()).max(1000).default([]),
      /** Cancel the touched bookings instead of leaving them. */
      cancelTouched: z.boolean().default(false),
    }),
    reply: {
      status: 201,
      body: z.object({ id: z.int(), cancelled: z.array(z.int()), /** People told of it. */ told: z.int() }),
    },
    refuses: ['booking.ends_before_it_starts', 'booking.closure_over', 'booking.touches_bookings'],
  },
  removeClosure: {
    method: 'DELETE',
    path: '/api/v1/instruments/:instrumentId/closures/:closureId',
    summary: 'Take a closure away',
    access: 'booking.manage',
    params: instrumentParams.extend({ closureId: Id }),
    reply: { status: 204 },
  },
  calendar: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/calendar',
    summary: 'Open, closed and taken time of an instrument from one local date to before another',
    access: 'public',
    params: instrumentParams,
    query: z.object({ from: z.iso.date(), to: z.iso.date() }),
    reply: { status: 200, body: CalendarView },
    refuses: ['booking.span_too_long', 'booking.ends_before_it_starts'],
  },
  freeSlots: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/free-slots',
    summary: 'The next free times of an instrument for a length',
    access: 'public',
    params: instrumentParams,
    query: z.object({
      minutes: z.coerce.number().int().min(5).max(43_200).optional(),
      from: Moment.optional(),
      count: z.coerce.number().int().min(1).max(50).default(3),
    }),
    reply: {
      status: 200,
      body: z.object({ timeZone: z.string(), minutes: z.int(), slots: z.array(SpanView) }),
    },
  },
  checkSlot: {
    method: 'POST',
    path: '/api/v1/instruments/:instrumentId/booking-checks',
    summary: 'Everything that stands against a slot, without booking it',
    access: 'signed-in',
    params: instrumentParams,
    body: z.object({
      ...slot,
      /** The booking that would be moved here; kind of service and project are then its own. */
      bookingId: z.int().optional(),
      serviceWay: z.enum(serviceWays).default('self'),
      project: z.string().trim().max(200).default(''),
      projectId: z.int().optional(),
      forWhom: ForWhom,
    }),
    reply: { status: 200, body: CheckView },
  },
  book: {
    method: 'POST',
    path: '/api/v1/instruments/:instrumentId/bookings',
    summary: 'Book an instrument',
    access: 'signed-in',
    params: instrumentParams,
    body: z.object({
      ...slot,
      purpose: z.string().trim().min(1).max(500),
      project: z.string().trim().max(200).default(''),
      /** A checked project, of the user's own or of their research group, that gives priority. */
      projectId: z.int().optional(),
      serviceWay: z.enum(serviceWays).default('self'),
      forWhom: ForWhom,
      override: Override.optional(),
    }),
    reply: { status: 201, body: MadeView },
    refuses: [...slotRefusals, 'booking.for_nobody_known', 'booking.not_for_others'],
  },
  booking: {
    method: 'GET',
    path: '/api/v1/bookings/:bookingId',
    summary: 'A booking: one’s own, or of an instrument one answers for',
    access: 'signed-in',
    params: bookingParams,
    reply: { status: 200, body: BookingView },
  },
  moveBooking: {
    method: 'PUT',
    path: '/api/v1/bookings/:bookingId/slot',
    summary: 'Move a booking to another time',
    access: 'signed-in',
    params: bookingParams,
    body: z.object({ ...slot, version: z.int().min(1), override: Override.optional() }),
    reply: { status: 200, body: BookingView },
    refuses: [
      ...slotRefusals,
      'booking.not_in_state',
      'booking.has_begun',
      'booking.too_late_to_move',
      'changed_meanwhile',
    ],
  },
  cancelBooking: {
    method: 'POST',
    path: '/api/v1/bookings/:bookingId/cancellation',
    summary: 'Cancel a booking',
    access: 'signed-in',
    params: bookingParams,
    body: z.object({ reason: Note, version: z.int().min(1) }),
    reply: { status: 200, body: BookingView },
    refuses: ['booking.not_in_state', 'booking.has_begun', 'booking.reason_needed', 'changed_meanwhile'],
  },
  decideBooking: {
    method: 'POST',
    path: '/api/v1/bookings/:bookingId/decision',
    summary: 'Approve or reject a request whose step is one’s own',
    access: 'signed-in',
    params: bookingParams,
    body: z.object({ approve: z.boolean(), note: Note, version: z.int().min(1) }),
    reply: { status: 200, body: BookingView },
    refuses: [
      'booking.not_in_state',
      'booking.has_begun',
      'booking.reason_needed',
      'changed_meanwhile',
      'booking.step_of_another',
      ...slotRefusals,
    ],
  },
  myBookings: {
    method: 'GET',
    path: '/api/v1/account/bookings',
    summary: 'One’s own bookings: coming ones soonest first, past ones latest first',
    access: 'signed-in',
    query: z.object({
      when: z.enum(['coming', 'past']).default('coming'),
      cursor: Cursor,
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    reply: { status: 200, body: BookingPage },
  },
  bookings: {
    method: 'GET',
    path: '/api/v1/bookings',
    summary: 'Bookings of the instruments one answers for',
    access: 'booking.read_all',
    query: z.object({
      instrumentId: Id.optional(),
      status: z.enum(bookingStatuses).optional(),
      when: z.enum(['coming', 'past']).default('coming'),
      cursor: Cursor,
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    reply: { status: 200, body: BookingPage },
  },
  bookingApprovals: {
    method: 'GET',
    path: '/api/v1/booking-approvals',
    summary:
      'Requests that wait for one’s decision, or for that of one whose deputy one is, soonest start first',
    access: 'signed-in',
    query: z.object({ cursor: Cursor, limit: z.coerce.number().int().min(1).max(100).default(20) }),
    reply: { status: 200, body: BookingPage },
  },
  managedInstruments: {
    method: 'GET',
    path: '/api/v1/booking-instruments',
    summary: 'Instruments whose bookings one manages, with how they are opened',
    access: 'booking.manage',
    query: z.object({
      search: z.string().trim().max(100).default(''),
      cursor: Cursor,
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(
          z.object({
            instrumentId: z.int(),
            name: z.string(),
            nameEn: z.string(),
            unitName: z.string(),
            unitNameEn: z.string(),
            published: z.boolean(),
            bookable: z.boolean(),
            version: z.int(),
            waiting: z.int(),
          }),
        ),
        next: z.string().optional(),
      }),
    },
  },
} as const
