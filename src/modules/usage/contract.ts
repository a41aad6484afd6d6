import { z } from 'zod'
import { partNames } from './domain/effective-hours.ts'
import { ratings, recordStates } from './domain/service-record-elements.ts'
import { evidenceGrades, useKinds, useStatuses } from './domain/use.ts'

const Id = z.coerce.number().int().positive()
const Moment = z.iso.datetime({ offset: true })
const Minutes = z.int().min(0).max(20_160)
const Fen = z.int().min(0).max(1_000_000_000)
const Note = z.string().trim().max(500)
const Reason = z.string().trim().min(1).max(500)
const Parts = z.object({
  preparationMinutes: Minutes,
  measuringMinutes: Minutes,
  processingMinutes: Minutes,
  idleMinutes: Minutes,
})
const Cursor = z
  .string()
  .regex(/^\d{1,15}\.\d{1,15}$/)
  .optional()

export const UseView = z
  .object({
    id: z.int(),
    unitId: z.int(),
    instrumentId: z.int(),
    instrumentName: z.string(),
    instrumentNameEn: z.string(),
    innerId: z.string(),
    bookingId: z.int().optional(),
    userName: z.string(),
    userUnitName: z.string().optional(),
    userUnitNameEn: z.string().optional(),
    /** Of another legal person than the one that manages the instrument. */
    external: z.boolean(),
    startedAt: z.string(),
    endedAt: z.string().optional(),
    ...Parts.shape,
    effectiveMinutes: z.int(),
    kind: z.enum(useKinds),
    evidence: z.enum(evidenceGrades),
    status: z.enum(useStatuses),
    note: z.string(),
    version: z.int(),
    corrections: z.int(),
    recordId: z.int().optional(),
    recordState: z.enum(recordStates).optional(),
    rating: z.string().optional(),
    /** Whether the reader may check it out, correct it, take it back. */
    may: z.object({ checkOut: z.boolean(), correct: z.boolean(), rate: z.boolean() }),
  })
  .meta({ id: 'Use' })
export type UseView = z.infer<typeof UseView>

export const CorrectionView = z
  .object({
    reason: z.string(),
    correctedByName: z.string(),
    correctedAt: z.string(),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'UseCorrection' })

export const DayBookingView = z
  .object({
    id: z.int(),
    instrumentId: z.int(),
    instrumentName: z.string(),
    instrumentNameEn: z.string(),
    userName: z.string(),
    userUnitName: z.string().optional(),
    userUnitNameEn: z.string().optional(),
    start: z.string(),
    end: z.string(),
    status: z.string(),
    purpose: z.string(),
    useId: z.int().optional(),
    may: z.object({ checkIn: z.boolean(), noShow: z.boolean(), asBooked: z.boolean() }),
  })
  .meta({ id: 'BookingOfTheDay' })
export type DayBookingView = z.infer<typeof DayBookingView>

const ElementValue = z.union([z.string().max(2000), z.number(), z.array(z.string().max(200)).max(20)])
export const ServiceRecordView = z
  .object({
    id: z.int(),
    unitId: z.int(),
    recordNo: z.string(),
    instrumentId: z.int(),
    instrumentName: z.string(),
    instrumentNameEn: z.string(),
    useId: z.int(),
    serviceType: z.union([z.literal(120), z.literal(130)]),
    startedAt: z.string(),
    endedAt: z.string(),
    year: z.int(),
    effectiveMinutes: z.int(),
    amountFen: z.int(),
    evidence: z.enum(evidenceGrades),
    state: z.enum(recordStates),
    /** Personal data masked (domain.md §7). */
    applicant: z.string(),
    applicantUnit: z.string(),
    applicantUnitEn: z.string(),
  })
  .meta({ id: 'ServiceRecord' })
export type ServiceRecordView = z.infer<typeof ServiceRecordView>

export const ServiceRecordDetail = ServiceRecordView.extend({
  elements: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  /** Whether personal elements are shown in full. */
  personalShown: z.boolean(),
  /** Elements that follow from the log and are corrected there. */
  derived: z.array(z.string()),
  missing: z.array(z.string()),
  problems: z.array(z.object({ element: z.string(), code: z.string(), message: z.string() })),
  mayComplete: z.boolean(),
}).meta({ id: 'ServiceRecordDetail' })

const useId = z.object({ useId: Id })
const bookingId = z.object({ bookingId: Id })
const recordId = z.object({ recordId: Id })
const factRefusals = [
  'usage.ends_before_start',
  'usage.ends_in_the_future',
  'usage.use_too_long',
  'usage.overlaps_another_use',
  'usage.parts_longer_than_use',
]

export const usageContract = {
  today: {
    method: 'GET',
    path: '/api/v1/usage/today',
    summary:
      'Bookings of the day and running uses: of the instruments one runs, or with mine=true of oneself',
    access: 'signed-in',
    query: z.object({ mine: z.stringbool().default(false), date: z.iso.date().optional() }),
    reply: {
      status: 200,
      body: z.object({
        date: z.string(),
        now: z.string(),
        bookings: z.array(DayBookingView),
        running: z.array(UseView),
        /** Instruments one runs, for starting a use nobody booked; at most 200. */
        instruments: z.array(
          z.object({ id: z.int(), name: z.string(), nameEn: z.string(), innerId: z.string() }),
        ),
      }),
    },
  },
  uses: {
    method: 'GET',
    path: '/api/v1/uses',
    summary: 'Uses of the instruments one may look after, latest first',
    access: 'usage.read',
    query: z.object({
      instrumentId: Id.optional(),
      unitId: Id.optional(),
      status: z.enum(useStatuses).optional(),
      kind: z.enum(useKinds).optional(),
      from: Moment.optional(),
      to: Moment.optional(),
      after: Cursor,
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: { status: 200, body: z.object({ items: z.array(UseView), next: z.string().optional() }) },
  },
  myUses: {
    method: 'GET',
    path: '/api/v1/uses/mine',
    summary: 'The hundred latest uses of oneself',
    access: 'signed-in',
    reply: { status: 200, body: z.object({ items: z.array(UseView) }) },
  },
  use: {
    method: 'GET',
    path: '/api/v1/uses/:useId',
    summary: 'One use with every correction',
    access: 'signed-in',
    params: useId,
    reply: { status: 200, body: UseView.extend({ history: z.array(CorrectionView) }) },
  },
  checkIn: {
    method: 'POST',
    path: '/api/v1/bookings/:bookingId/check-in',
    summary: 'A booked use begins',
    access: 'signed-in',
    params: bookingId,
    reply: { status: 201, body: z.object({ useId: z.int() }) },
    refuses: [
      'usage.booking_not_confirmed',
      'usage.check_in_too_early',
      'usage.check_in_too_late',
      'usage.already_running',
    ],
  },
  checkOut: {
    method: 'POST',
    path: '/api/v1/uses/:useId/check-out',
    summary:
      'A running use ends; measuring is the whole time unless parts are given, as minutes or as reported stretches',
    access: 'signed-in',
    params: useId,
    body: z.object({
      parts: Parts.partial().optional(),
      spans: z
        .array(z.object({ part: z.enum(partNames), start: Moment, end: Moment }))
        .max(1000)
        .optional(),
      note: Note.optional(),
      amountFen: Fen.optional(),
    }),
    reply: { status: 200, body: z.object({ useId: z.int(), recordId: z.int().optional() }) },
    refuses: ['usage.not_in_this_state', ...factRefusals],
  },
  startUse: {
    method: 'POST',
    path: '/api/v1/instruments/:instrumentId/uses',
    summary: 'Start a use without booking, or enter one that is over',
    access: 'usage.manage',
    params: z.object({ instrumentId: Id }),
    body: z.object({
      kind: z.enum(useKinds),
      accountId: Id.optional(),
      note: Note.default(''),
      over: z
        .object({
          startedAt: Moment,
          endedAt: Moment,
          parts: Parts.partial().optional(),
          amountFen: Fen.optional(),
        })
        .optional(),
    }),
    reply: { status: 201, body: z.object({ useId: z.int() }) },
    refuses: ['usage.already_running', ...factRefusals],
  },
  recordAsBooked: {
    method: 'POST',
    path: '/api/v1/bookings/:bookingId/use',
    summary: 'Enter a booking that is over as used in its booked times',
    access: 'usage.manage',
    params: bookingId,
    body: z.object({
      parts: Parts.partial().optional(),
      note: Note.default(''),
      amountFen: Fen.optional(),
    }),
    reply: { status: 201, body: z.object({ useId: z.int() }) },
    refuses: ['usage.booking_not_confirmed', 'usage.booking_not_over', ...factRefusals],
  },
  markNoShow: {
    method: 'POST',
    path: '/api/v1/bookings/:bookingId/no-show',
    summary: 'Nobody came',
    access: 'usage.manage',
    params: bookingId,
    reply: { status: 204 },
    refuses: ['usage.booking_not_confirmed', 'usage.no_show_too_early'],
  },
  correct: {
    method: 'POST',
    path: '/api/v1/uses/:useId/corrections',
    summary: 'Correct a finished use, with a reason; record and sums follow',
    access: 'usage.manage',
    params: useId,
    body: z.object({
      version: z.int(),
      reason: Reason,
      startedAt: Moment.optional(),
      endedAt: Moment.optional(),
      parts: Parts.partial().optional(),
      kind: z.enum(useKinds).optional(),
      amountFen: Fen.optional(),
      note: Note.optional(),
    }),
    reply: { status: 204 },
    refuses: ['usage.not_in_this_state', 'usage.changed_meanwhile', 'usage.nothing_changed', ...factRefusals],
  },
  voidUse: {
    method: 'POST',
    path: '/api/v1/uses/:useId/void',
    summary: 'Take a use back, with a reason; it counts nowhere any more',
    access: 'usage.manage',
    params: useId,
    body: z.object({ version: z.int(), reason: Reason }),
    reply: { status: 204 },
    refuses: ['usage.not_in_this_state', 'usage.changed_meanwhile'],
  },
  records: {
    method: 'GET',
    path: '/api/v1/service-records',
    summary:
      'Service records one may see, latest first, personal data masked, with what all of them add up to',
    access: 'usage.read',
    query: z.object({
      instrumentId: Id.optional(),
      unitId: Id.optional(),
      year: z.coerce.number().int().min(1990).max(2200).optional(),
      state: z.enum(recordStates).optional(),
      serviceType: z.enum(['120', '130']).optional(),
      after: Cursor,
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(ServiceRecordView),
        next: z.string().optional(),
        totals: z.object({
          records: z.int(),
          effectiveMinutes: z.int(),
          externalMinutes: z.int(),
          amountFen: z.int(),
          toComplete: z.int(),
        }),
      }),
    },
  },
  exportRecords: {
    method: 'GET',
    path: '/api/v1/service-records/export',
    summary: 'Service records of a year as a sheet in the order of the national form',
    access: 'usage.read',
    query: z.object({
      year: z.coerce.number().int().min(1990).max(2200),
      unitId: Id.optional(),
      instrumentId: Id.optional(),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
    }),
    reply: { status: 200, file: true },
    refuses: ['usage.too_many_to_export'],
  },
  record: {
    method: 'GET',
    path: '/api/v1/service-records/:recordId',
    summary:
      'One service record; personal data in full only for whoever runs the instrument, and the reading is noted',
    access: 'usage.read',
    params: recordId,
    reply: { status: 200, body: ServiceRecordDetail },
  },
  completeRecord: {
    method: 'PUT',
    path: '/api/v1/service-records/:recordId/elements',
    summary: 'Fill in what the log does not know',
    access: 'usage.manage',
    params: recordId,
    body: z.object({ elements: z.record(z.string().max(50), ElementValue) }),
    reply: { status: 200, body: z.object({ state: z.enum(recordStates), missing: z.array(z.string()) }) },
    refuses: ['usage.element_follows_log', 'usage.record_void'],
  },
  rate: {
    method: 'PUT',
    path: '/api/v1/uses/:useId/rating',
    summary: 'What the user thought of the service, in the words of the national form',
    access: 'signed-in',
    params: useId,
    body: z.object({ rating: z.enum(ratings) }),
    reply: { status: 204 },
    refuses: ['usage.nothing_to_rate'],
  },
} as const
