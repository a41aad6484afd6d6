import type { ScopeFilter } from '#kernel/actor.ts'
import { dateIn } from '#kernel/time.ts'
import { elementDictionary, instrumentKind } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { type DutyFree, type OwedRules, owedWithin } from '../data/campaign-owed-query.ts'
import type { Campaign } from '../domain/campaign.ts'
import { effectYear, type Owed } from '../domain/campaign-owed.ts'
import { effectYearRuleOn } from './campaign-rules-in-force.ts'

/** Which answer in an instrument's form asks for a customs record: the dictionary in force says so. */
async function dutyFreeOn(db: Db, on: string): Promise<DutyFree | undefined> {
  const dictionary = await elementDictionary(db, instrumentKind, on)
  for (const { id, requiresRecord } of dictionary?.elements ?? [])
    if (requiresRecord?.kind === '5' && requiresRecord.equals !== undefined)
      return { element: id, equals: requiresRecord.equals }
  return undefined
}

/** The dated rules that decide what a campaign's units owe; the year of the effect by the rule in force on the deadline. */
export async function owedRulesOf(
  db: Db,
  campaign: Pick<Campaign, 'reportBy'>,
  on: string,
): Promise<OwedRules> {
  const { yearsBefore } = await effectYearRuleOn(db, campaign.reportBy)
  return { dutyFree: await dutyFreeOn(db, on), effectYear: effectYear(campaign.reportBy, yearsBefore) }
}

/** What units within a scope owe besides their instruments; nothing where the campaign asks for instruments alone. */
export async function owedOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  campaign: Campaign,
  scope: ScopeFilter,
  unitId?: number,
): Promise<Owed[]> {
  if (campaign.kinds.every((kind) => kind === 4)) return []
  const on = dateIn(deps.clock.now(), 'Asia/Shanghai')
  return owedWithin(deps.db, campaign, await owedRulesOf(deps.db, campaign, on), scope, unitId)
}
