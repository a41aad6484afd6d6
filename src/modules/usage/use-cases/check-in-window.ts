import { ruleSet } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { type CheckInWindow, windowFrom } from '../domain/check-in-rules.ts'

/** The check-in window in force on a date (`YYYY-MM-DD`): rule set booking-defaults. */
export async function checkInWindowOn(db: Db, date: string): Promise<CheckInWindow> {
  return windowFrom((await ruleSet(db, 'booking', date)) ?? {})
}
