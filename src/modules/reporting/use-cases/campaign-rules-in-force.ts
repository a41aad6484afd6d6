import { calendarDays, ruleSet, ruleSetVersions } from '#modules/registry/index.ts'
import type { Bilingual } from '#kernel/locale.ts'
import type { Db } from '#platform/db/connect.ts'
import type { EligibilityRules } from '../domain/eligibility-rules.ts'
import { calendarFrom, type WorkingCalendar } from '../domain/working-days.ts'

/** A dated rule set of reporting as it is loaded, with what people choose it by. */
export interface ReportingRules extends EligibilityRules {
  readonly title: Bilingual
  readonly effectiveFrom: string
  readonly newInstrumentDays: number
  readonly newInstrumentDayKind: 'working' | 'calendar'
  readonly newInstrumentSource: string
}

/** Every version of the reporting rules that is loaded, the newest first. */
export const reportingRuleSets = async (db: Db): Promise<ReportingRules[]> =>
  ((await ruleSetVersions(db, 'reporting')) as unknown as ReportingRules[]).toReversed()

/** The rules a campaign was opened under; they are never removed. */
export async function reportingRules(db: Db, version: string): Promise<ReportingRules> {
  const rules = (await reportingRuleSets(db)).find((one) => one.version === version)
  if (rules === undefined)
    throw new Error(`The reporting rules ${version} are not loaded: npm run db:reference`)
  return rules
}

/** How often people are prompted unless a campaign says otherwise; dated data (db/reference/rules/campaign-prompts-*.json). */
export interface PromptRules {
  readonly version: string
  readonly campaign: { readonly beforeDays: readonly number[]; readonly everyDays: number }
  readonly newInstruments: { readonly beforeWorkingDays: number; readonly everyDays: number }
}

export async function promptRulesOn(db: Db, on: string): Promise<PromptRules> {
  const rules =
    (await ruleSet(db, 'campaign-prompts', on)) ?? (await ruleSetVersions(db, 'campaign-prompts'))[0]
  if (rules === undefined) throw new Error('No intervals of prompts: run npm run db:reference')
  return rules as unknown as PromptRules
}

/** Which year's effect a campaign asks; dated data (db/reference/rules/effect-year-*.json). */
export interface EffectYearRule {
  readonly version: string
  /** Calendar years before the year of the units' deadline. */
  readonly yearsBefore: number
}

export async function effectYearRuleOn(db: Db, on: string): Promise<EffectYearRule> {
  const rules = (await ruleSet(db, 'effect-year', on)) ?? (await ruleSetVersions(db, 'effect-year'))[0]
  if (rules === undefined) throw new Error('No year of the effect: run npm run db:reference')
  return rules as unknown as EffectYearRule
}

/** The working calendar of every year that is loaded. */
export const workingCalendar = async (db: Db): Promise<WorkingCalendar> =>
  calendarFrom(await calendarDays(db))
