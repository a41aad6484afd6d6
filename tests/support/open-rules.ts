import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BookingRules } from '#modules/booking/index.ts'
import { loadReference } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'

/** Open every day round the clock in half hours, so that a test or a bench changes only what it is about. */
export const openRules: BookingRules = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  observesHolidays: false,
  granularityMinutes: 30,
  shortestMinutes: 30,
  longestMinutes: 480,
  noticeMinutes: 60,
  horizonDays: 30,
  cancellationLimitMinutes: 1440,
  approval: 'none',
  pendingHolds: true,
  openTo: ['own_unit', 'university', 'institute', 'company', 'society', 'individual'],
}

/** The same, bookable from this moment on for a year. */
export const openRulesForAYear: BookingRules = { ...openRules, noticeMinutes: 0, horizonDays: 366 }

const shipped = join(import.meta.dirname, '../../db/reference/rules/booking-defaults.json')

/** Replaces how much one person may have booked, as an operator does: with a file of rules, in force from its day on. */
export async function limitPersons(
  deps: Pick<Deps, 'db'>,
  limits: Readonly<Record<string, number | null>>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gongyi-rules-'))
  const set = JSON.parse(readFileSync(shipped, 'utf8')) as Record<string, unknown>
  const none = { maxOpenBookingsPerUser: null, maxHoursPerDayPerUser: null, maxHoursPerWeekPerUser: null }
  const own = { ...set, ...none, ...limits, version: 'own', effectiveFrom: '2022-01-02' }
  mkdirSync(join(folder, 'rules'))
  writeFileSync(join(folder, 'rules', 'booking-own.json'), JSON.stringify(own))
  await loadReference(deps, folder)
  rmSync(folder, { recursive: true })
}

/** Whoever books in a test or a bench may book as much as they like, unless it is about limits. */
export const liftLimits = (deps: Pick<Deps, 'db'>): Promise<void> => limitPersons(deps, {})
