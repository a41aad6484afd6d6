import { z } from 'zod'
import { bookingStatuses, cancelCodes, serviceWays } from '../domain/booking.ts'
import { closureKinds } from '../domain/booking-rules.ts'
import { oddHourNeeds } from '../domain/odd-hours.ts'
import { periodLengths } from '../domain/periods.ts'
import { quotaBearers } from '../domain/quotas.ts'
import { rulesParts } from '../domain/template-parts.ts'
import { approvals, bookersForOthers } from '../domain/rules.ts'
import { lateSteps, stepDeciders, stepOutcomes } from '../domain/approval-chain.ts'
import { userKinds } from '../domain/user-kind.ts'

const From = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const To = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

const OpeningWindow = z.object({ from: From, to: To })
const Users = z.array(z.enum(userKinds)).min(1).max(userKinds.length)
const Weekly = z
  .array(
    OpeningWindow.extend({
      weekday: z.int().min(1).max(7),
      /** Kinds of user the hours are for; all when absent. */
      users: Users.optional(),
    }),
  )
  .max(70)
const Needs = z.array(z.enum(oddHourNeeds)).max(oddHourNeeds.length)
const minutesOfGap = z.int().min(0).max(240)
export const BookingRulesShape = z
  .object({
    weekly: Weekly,
    /** Stretches of local dates, both included, with hours of their own. */
    terms: z
      .array(
        z.object({
          name: z.string().trim().min(1).max(40),
          from: z.iso.date(),
          to: z.iso.date(),
          weekly: Weekly,
        }),
      )
      .max(20)
      .optional(),
    exceptions: z
      .array(z.object({ date: z.iso.date(), windows: z.array(OpeningWindow).max(10) }))
      .max(400)
      .optional(),
    observesHolidays: z.boolean().optional(),
    granularityMinutes: z.int().min(5).max(1440),
    shortestMinutes: z.int().min(5).max(43_200),
    longestMinutes: z.int().min(5).max(43_200),
    noticeMinutes: z.int().min(0).max(525_600),
    horizonDays: z.int().min(1).max(366),
    cancellationLimitMinutes: z.int().min(0).max(525_600),
    approval: z.enum(approvals),
    pendingHolds: z.boolean().default(true),
    /** Steps by kind of user, the first chain that names a kind counts; without one the plain approval does. */
    chains: z
      .array(
        z.object({
          users: Users.optional(),
          steps: z
            .array(
              z.object({
                by: z.enum(stepDeciders),
                withinHours: z.int().min(1).max(2160).optional(),
                late: z.enum(lateSteps).optional(),
              }),
            )
            .max(6),
        }),
      )
      .max(6)
      .optional(),
    openTo: Users,
    /** Kept free between two bookings. */
    bufferMinutes: minutesOfGap.optional(),
    /** Kept free before each booking to set up for it; counts together with the cleaning after the one before. */
    setupMinutes: minutesOfGap.optional(),
    /** Kept free after each booking. */
    cleanupMinutes: minutesOfGap.optional(),
    /** How much of the instrument may be booked in a local day, week (from Monday) or month. */
    quotas: z
      .array(
        z.object({
          per: z.enum(quotaBearers),
          period: z.enum(periodLengths),
          hours: z.number().positive().max(10_000).optional(),
          count: z.int().min(1).max(10_000).optional(),
          users: Users.optional(),
        }),
      )
      .max(20)
      .optional(),
    /** Bookings of the instrument one person may have that are not over. */
    openPerPerson: z.int().min(1).max(1000).optional(),
    nightFrom: From.optional(),
    nightTo: From.optional(),
    nightNeeds: Needs.optional(),
    /** For Saturdays, Sundays and public holidays. */
    weekendNeeds: Needs.optional(),
    bookForOthers: z.enum(bookersForOthers).optional(),
  })
  .meta({ id: 'BookingRules' })
export type BookingRulesShape = z.infer<typeof BookingRulesShape>

export const SpanView = z.object({ start: z.string(), end: z.string() }).meta({ id: 'Span' })
export const ClosureView = SpanView.extend({
  id: z.int(),
  kind: z.enum(closureKinds),
  reason: z.string(),
}).meta({ id: 'Closure' })

export const TouchedBookingView = SpanView.extend({
  id: z.int(),
  status: z.enum(bookingStatuses),
  userName: z.string(),
  purpose: z.string(),
  /** What stands against it, as codes and in words. */
  reasons: z.array(z.string()),
}).meta({ id: 'TouchedBooking' })

export const RulesView = z
  .object({
    instrumentId: z.int(),
    instrumentName: z.string(),
    instrumentNameEn: z.string(),
    timeZone: z.string(),
    /** 0 while nobody has opened the instrument; `rules` are then the proposal to start from. */
    version: z.int(),
    bookable: z.boolean(),
    effectiveFrom: z.string().optional(),
    rules: BookingRulesShape,
    /** Versions that take effect later. */
    coming: z.array(
      z.object({
        version: z.int(),
        effectiveFrom: z.string(),
        bookable: z.boolean(),
        rules: BookingRulesShape,
      }),
    ),
    mayManage: z.boolean(),
    /** The template the newest rules were taken from, and in what they differ from it. */
    template: z.object({ id: z.int(), name: z.string(), ownParts: z.array(z.enum(rulesParts)) }).optional(),
  })
  .meta({ id: 'InstrumentBookingRules' })
export type RulesView = z.infer<typeof RulesView>

export const CalendarBookingView = SpanView.extend({
  status: z.enum(bookingStatuses),
  mine: z.boolean(),
  id: z.int().optional(),
  userName: z.string().optional(),
  purpose: z.string().optional(),
}).meta({ id: 'CalendarBooking' })

export const CalendarView = z
  .object({
    instrumentId: z.int(),
    instrumentName: z.string(),
    instrumentNameEn: z.string(),
    timeZone: z.string(),
    from: z.string(),
    to: z.string(),
    bookable: z.boolean(),
    granularityMinutes: z.int(),
    open: z.array(SpanView),
    free: z.array(SpanView),
    closures: z.array(ClosureView),
    bookings: z.array(CalendarBookingView),
  })
  .meta({ id: 'InstrumentCalendar' })
export type CalendarView = z.infer<typeof CalendarView>

export const BookingView = z
  .object({
    id: z.int(),
    instrumentId: z.int(),
    instrumentName: z.string(),
    instrumentNameEn: z.string(),
    unitName: z.string(),
    unitNameEn: z.string(),
    timeZone: z.string(),
    ...{ start: z.string(), end: z.string() },
    status: z.enum(bookingStatuses),
    serviceWay: z.enum(serviceWays),
    purpose: z.string(),
    project: z.string(),
    userName: z.string(),
    userUnitName: z.string().optional(),
    userUnitNameEn: z.string().optional(),
    mine: z.boolean(),
    decisionNote: z.string(),
    cancelReason: z.string(),
    cancelledLate: z.boolean(),
    /** Why it was cancelled when no person wished it. */
    cancelCode: z.enum(cancelCodes).optional(),
    /** Who made it, when that was not its user. */
    madeByName: z.string().optional(),
    /** Rules that were passed over for it, and why. */
    overridden: z.array(z.string()),
    overrideReason: z.string(),
    /** Whose decision a request waits for. */
    waitsFor: z.enum(stepDeciders).optional(),
    /** The way of the request so far and to come. */
    steps: z.array(
      z.object({
        no: z.int(),
        by: z.enum(stepDeciders),
        outcome: z.enum(stepOutcomes),
        dueAt: z.string().optional(),
        decidedAt: z.string().optional(),
        decidedByName: z.string().optional(),
        inPlaceOfName: z.string().optional(),
        note: z.string(),
      }),
    ),
    version: z.int(),
    createdAt: z.string(),
    /** What the reader may do with it now. */
    may: z.object({ move: z.boolean(), cancel: z.boolean(), decide: z.boolean() }),
    cancellation: z.object({ freeUntil: z.string(), late: z.boolean(), minutesLost: z.int() }),
  })
  .meta({ id: 'Booking' })
export type BookingView = z.infer<typeof BookingView>
