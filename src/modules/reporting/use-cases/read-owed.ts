import { type Actor, scopeOf } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import type { Deps } from '#platform/module/module.ts'
import { unitsCalled } from '../data/campaign-board-query.ts'
import { type Owed, owedLate, owedRemains } from '../domain/campaign-owed.ts'
import { owedOf } from './campaign-owed.ts'
import { dayJudged, visibleCampaign } from './read-campaign.ts'

export interface ShownOwed extends Owed {
  readonly late: boolean
  readonly remains: boolean
}

/** What one unit owes besides its instruments, record by record, with why. */
export async function campaignOwed(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  id: number,
  unitId: number,
): Promise<ShownOwed[]> {
  const campaign = await visibleCampaign(deps.db, actor, id)
  found((await unitsCalled(deps.db, id, scopeOf(actor, 'campaign.read'), unitId))[0], 'unit')
  const today = dayJudged(deps, campaign)
  return (await owedOf(deps, campaign, scopeOf(actor, 'campaign.read'), unitId)).map((one) => ({
    ...one,
    late: owedLate(one, campaign, today),
    remains: owedRemains(one),
  }))
}
