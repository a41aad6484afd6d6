import { dateIn } from '#kernel/time.ts'
import { ruleSet } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  bookingRuleSet,
  type DefaultsDefinition,
  rulesFromDefinition,
  shippedDefaults,
} from '../data/shipped-defaults.ts'
import type { BookingRules } from '../domain/rules.ts'

/** The rules a lead starts from: the rule set booking-defaults in force, or the shipped one while none is loaded. */
export async function defaultRules(deps: Pick<Deps, 'db' | 'clock'>, zone: string): Promise<BookingRules> {
  const set = await ruleSet(deps.db, bookingRuleSet, dateIn(deps.clock.now(), zone))
  return set === undefined ? shippedDefaults() : rulesFromDefinition(set as unknown as DefaultsDefinition)
}
