import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { limitsAnything, type PersonLimits } from '../domain/person-limits.ts'
import type { SiteLimits } from '../domain/rules-check.ts'
import {
  type Approval,
  approvals,
  bookersForOthers,
  type BookingRules,
  largestGapMinutes,
} from '../domain/rules.ts'

/** Under which name the registry keeps the rule set booking-defaults: rule sets are found by their kind. */
export const bookingRuleSet = 'booking'

/** The part of the rule set booking-defaults that booking uses; see db/reference/rules/booking-defaults.json. */
export interface DefaultsDefinition {
  readonly granularityMinutes: number
  readonly shortestMinutes: number
  readonly longestMinutes: number
  readonly noticeMinutes: number
  readonly horizonDays: number
  readonly cancellationLimitHours: number
  readonly approval: string
  readonly approvalByUserKind?: { readonly internal: string; readonly external: string }
  readonly bufferMinutes?: { readonly before: number; readonly after: number }
  readonly bookForOthers?: string
  readonly closedOnHolidays: boolean
  readonly openingHours: readonly {
    readonly weekday: number
    readonly intervals: readonly { readonly from: string; readonly to: string }[]
  }[]
}

const approvalOf = ({ approval, approvalByUserKind: by }: DefaultsDefinition): Approval => {
  if (by?.internal === 'none' && by.external === 'lead') return 'external'
  return approvals.find((each) => each === approval) ?? 'lead'
}

/** Booking rules as the rule set proposes them. */
export function rulesFromDefinition(definition: DefaultsDefinition): BookingRules {
  const { before = 0, after = 0 } = definition.bufferMinutes ?? {}
  return {
    weekly: definition.openingHours.flatMap(({ weekday, intervals }) =>
      intervals.map(({ from, to }) => ({ weekday, from, to })),
    ),
    observesHolidays: definition.closedOnHolidays,
    granularityMinutes: definition.granularityMinutes,
    shortestMinutes: definition.shortestMinutes,
    longestMinutes: definition.longestMinutes,
    noticeMinutes: definition.noticeMinutes,
    horizonDays: definition.horizonDays,
    cancellationLimitMinutes: definition.cancellationLimitHours * 60,
    approval: approvalOf(definition),
    pendingHolds: true,
    openTo: ['own_unit', 'university', 'institute', 'company', 'society', 'individual'],
    ...(before === 0 ? {} : { setupMinutes: before }),
    ...(after === 0 ? {} : { cleanupMinutes: after }),
    bookForOthers: bookersForOthers.find((each) => each === definition.bookForOthers) ?? 'lead',
  }
}

/** How much one person may have booked, as the rule set says; a limit left out or null does not hold. */
export function limitsFromDefinition(set: Readonly<Record<string, unknown>>): PersonLimits | undefined {
  const limit = (name: string): number | undefined => {
    const value = set[name]
    return typeof value === 'number' && value >= 0 ? value : undefined
  }
  const limits = {
    openBookings: limit('maxOpenBookingsPerUser'),
    hoursPerDay: limit('maxHoursPerDayPerUser'),
    hoursPerWeek: limit('maxHoursPerWeekPerUser'),
  }
  return limitsAnything(limits) ? limits : undefined
}

/** What the site says of every instrument. */
export interface SiteNumbers extends SiteLimits {
  /** Local hours in which people come to an instrument of their own accord. */
  readonly daytime: { readonly from: string; readonly to: string }
  /** Longest stretch of a calendar shown at once. */
  readonly calendarDaysAtOnce: number
}

const localTimeOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? value : undefined

/** The site's numbers; the shipped ones where the rule set is silent. */
export function siteNumbers(set: Readonly<Record<string, unknown>>): SiteNumbers {
  const number = (name: string, most: number, usual: number): number => {
    const value = set[name]
    return typeof value === 'number' && value >= 0 ? Math.min(value, most) : usual
  }
  const daytime = set['daytime'] as { from?: unknown; to?: unknown } | undefined
  return {
    largestBufferMinutes: number('largestBufferMinutes', largestGapMinutes / 2, largestGapMinutes / 2),
    calendarDaysAtOnce: number('calendarDaysAtOnce', 366, 62),
    daytime: { from: localTimeOf(daytime?.from) ?? '07:00', to: localTimeOf(daytime?.to) ?? '22:00' },
  }
}

/** Rows one sheet of bookings may have; the shipped number where the rule set is silent. */
export function rowsPerImport(set: Readonly<Record<string, unknown>>): number {
  const value = set['maxRowsPerImport']
  return typeof value === 'number' && value > 0 ? value : 2_000
}

const file = join(import.meta.dirname, '../../../../db/reference/rules/booking-defaults.json')

/** The defaults as shipped. */
export const shippedDefaults = (): BookingRules =>
  rulesFromDefinition(JSON.parse(readFileSync(file, 'utf8')) as DefaultsDefinition)
