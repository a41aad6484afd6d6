import type { Db } from '#platform/db/connect.ts'
import { lastDueAcceptance } from '../domain/new-instruments.ts'
import { reportingRules, workingCalendar } from './campaign-rules-in-force.ts'
import { eligibilityRulesOn } from './eligibility-in-force.ts'

/** Instruments accepted in their unit by this day should have joined before the given one, by the rules and the calendar in force. */
export async function lastDueAcceptanceOn(db: Db, on: string): Promise<string> {
  const { version } = await eligibilityRulesOn(db, on)
  return lastDueAcceptance(await reportingRules(db, version), await workingCalendar(db), on)
}
