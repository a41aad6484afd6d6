import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuseIfAny } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { type Notifying, notify } from '#modules/notices/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { everywhere, freezeInstruments, unitsCalled } from '../data/campaign-board-query.ts'
import { freezeOwed } from '../data/campaign-owed-query.ts'
import {
  callUnits,
  deleteCampaign,
  insertCampaign,
  lockedCampaign,
  moveCampaign,
  updateCampaign,
} from '../data/campaign-repository.ts'
import {
  actRefusals,
  type Campaign,
  type CampaignStep,
  campaignStepRefusals,
  campaignTransition,
  type CampaignWish,
  changeRefusals,
  wishRefusals,
} from '../domain/campaign.ts'
import { owedRulesOf } from './campaign-owed.ts'
import { reportingRuleSets } from './campaign-rules-in-force.ts'
import { authorOf } from './note-reopened.ts'

type Managing = Pick<Deps, 'db' | 'clock'> & Notifying

async function judgeWish(tx: Tx, wish: CampaignWish): Promise<void> {
  const ruleSets = (await reportingRuleSets(tx)).map(({ version }) => version)
  refuseIfAny(wishRefusals(wish, { ruleSets }), 'invalid')
}

const entry = (id: number, action: string, changes: Readonly<Record<string, unknown>>) => ({
  ...{ action: `campaign.${action}`, subject: 'campaign', subjectId: id, changes },
})

/** What of two wishes differs, for the audit trail; texts are named only. */
function differences(before: CampaignWish, after: CampaignWish): Record<string, unknown> {
  const keys = Object.keys(after) as (keyof CampaignWish)[]
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  return Object.fromEntries(
    changed.map((key) => [key, key === 'guidance' ? 'changed' : { from: before[key], to: after[key] }]),
  )
}

/** A new campaign, seen by operators only until it is opened; answers its id. */
export function draftCampaign(deps: Managing, actor: Actor, wish: CampaignWish): Promise<number> {
  requireAbility(actor, 'campaign.manage', {})
  return inTransaction(deps.db, async (tx) => {
    await judgeWish(tx, wish)
    const now = deps.clock.now()
    const id = await insertCampaign(tx, wish, authorOf(actor).name, now)
    await callUnits(tx, id)
    await writeAudit(tx, actor, now, [entry(id, 'draft', { name: [null, wish.name], ruleSet: wish.ruleSet })])
    return id
  })
}

/** Changes a campaign; once it is open its rules stay as they are. */
export function changeCampaign(
  deps: Managing,
  actor: Actor,
  id: number,
  change: { readonly wish: CampaignWish; readonly revision: number },
): Promise<void> {
  requireAbility(actor, 'campaign.manage', {})
  return inTransaction(deps.db, async (tx) => {
    const campaign = found(await lockedCampaign(tx, id), 'campaign')
    refuseIfAny(changeRefusals(campaign, change.wish, change.revision))
    await judgeWish(tx, change.wish)
    await updateCampaign(tx, id, change.wish)
    await callUnits(tx, id)
    const changes = differences(campaign, change.wish)
    await writeAudit(tx, actor, deps.clock.now(), [entry(id, 'change', changes)])
    if (campaign.state === 'open') await tellUnits(tx, deps, { ...campaign, ...change.wish })
  })
}

/** A campaign that was never opened is thrown away. */
export function discardCampaign(deps: Managing, actor: Actor, id: number): Promise<void> {
  requireAbility(actor, 'campaign.manage', {})
  return inTransaction(deps.db, async (tx) => {
    const campaign = found(await lockedCampaign(tx, id), 'campaign')
    refuseIfAny(actRefusals('discard', campaign.state))
    await deleteCampaign(tx, id)
    await writeAudit(tx, actor, deps.clock.now(), [entry(id, 'discard', { name: [campaign.name, null] })])
  })
}

/** Tells the people of every unit called that they are; whoever was told before is left out. */
async function tellUnits(tx: Tx, deps: Managing, campaign: Campaign): Promise<void> {
  const units = await unitsCalled(tx, campaign.id, everywhere)
  const notices = units.map(({ unitId }) => ({
    to: (['unit_reporter', 'unit_reviewer', 'unit_administrator'] as const).map((role) => ({
      ...{ role, scope: 'unit' as const, scopeId: String(unitId) },
    })),
    topic: 'campaign' as const,
    code: 'campaign.opened',
    details: { name: campaign.name, reportBy: campaign.reportBy },
    link: `/campaigns/${campaign.id}`,
    onceKey: `campaign ${campaign.id} opened`,
  }))
  await notify(tx, deps, notices)
}

/** Opens a campaign and calls its units, or closes it and keeps its figures for good. */
export function stepCampaign(
  deps: Managing,
  actor: Actor,
  id: number,
  act: { readonly step: CampaignStep; readonly revision: number },
): Promise<void> {
  requireAbility(actor, 'campaign.manage', {})
  return inTransaction(deps.db, async (tx) => {
    const campaign = found(await lockedCampaign(tx, id), 'campaign')
    const now = deps.clock.now()
    const transition = campaignTransition(act.step, campaign.state)
    const units = transition === undefined ? 0 : await callUnits(tx, id)
    refuseIfAny(
      campaignStepRefusals(campaign, act.step, {
        revision: act.revision,
        today: dateIn(now, 'Asia/Shanghai'),
        units,
      }),
    )
    if (transition === undefined) return
    if (act.step === 'open') await judgeWish(tx, campaign)
    if (act.step === 'close') {
      const today = dateIn(now, 'Asia/Shanghai')
      await freezeInstruments(tx, campaign, today)
      await freezeOwed(tx, campaign, await owedRulesOf(tx, campaign, today))
    }
    await moveCampaign(tx, id, transition.to, now)
    if (act.step === 'open') await tellUnits(tx, deps, campaign)
    await writeAudit(tx, actor, now, [
      entry(id, act.step, { state: { from: campaign.state, to: transition.to }, units }),
    ])
  })
}
