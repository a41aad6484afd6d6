import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import { wholeFile } from '#platform/files/files.ts'
import { everywhere } from '../data/campaign-board-query.ts'
import { readyRecords } from '../data/campaign-delivery-query.ts'
import {
  deliveredRecords,
  type DeliveredRecord,
  deliveriesOf,
  type Delivery,
  insertDelivery,
  withdrawDelivery,
} from '../data/campaign-delivery-repository.ts'
import { lockedCampaign } from '../data/campaign-repository.ts'
import type { CampaignKind } from '../domain/campaign.ts'
import { handOverRefusals, withdrawalRefusals } from '../domain/campaign-delivery.ts'
import { owedRulesOf } from './campaign-owed.ts'
import { storeSheets } from './delivery-sheets.ts'
import type { ExportDeps } from './export-reports.ts'
import { authorOf } from './note-reopened.ts'
import { todayOf, visibleCampaign } from './read-campaign.ts'

export interface HandOver {
  readonly kind: CampaignKind
  /** Day on which the sheets went to the nation. */
  readonly deliveredOn: string
  readonly generation?: string | undefined
  readonly note: string
}

/**
 * Hands the accepted records of a kind over that the nation has not got yet: writes the national sheets of what was
 * accepted, keeps them with their digest, and notes every record with its version. Answers the delivery's id.
 */
export function handOver(deps: ExportDeps, actor: Actor, campaignId: number, act: HandOver): Promise<number> {
  requireAbility(actor, 'campaign.manage', {})
  return inTransaction(deps.db, async (tx) => {
    const campaign = found(await lockedCampaign(tx, campaignId), 'campaign')
    const today = todayOf(deps)
    const records =
      campaign.state === 'open' && campaign.kinds.includes(act.kind)
        ? await readyRecords(tx, campaign, act.kind, {
            ...{ on: today, rules: await owedRulesOf(tx, campaign, today), scope: everywhere },
          })
        : []
    refuseIfAny(handOverRefusals(campaign, { ...act, today }, records.length))
    const { accountId: createdBy, name: by } = authorOf(actor)
    const { files, generation } = await storeSheets(tx, deps, records, {
      ...{ kind: act.kind, generation: act.generation, createdBy },
    })
    const now = deps.clock.now()
    const { kind, deliveredOn, note } = act
    const id = await insertDelivery(
      tx,
      { campaignId, kind, deliveredOn, note, generation, by, items: records, files },
      now,
    )
    const changes = { delivery: id, kind, records: records.length, deliveredOn }
    await writeAudit(tx, actor, now, [
      { action: 'campaign.hand_over', subject: 'campaign', subjectId: campaignId, changes },
    ])
    return id
  })
}

/** Takes back a delivery the nation did not take; its records wait to be handed over again. */
export function withdrawHandOver(
  deps: ExportDeps,
  actor: Actor,
  of: { readonly campaignId: number; readonly deliveryId: number },
  reason: string,
): Promise<void> {
  requireAbility(actor, 'campaign.manage', {})
  return inTransaction(deps.db, async (tx) => {
    const campaign = found(await lockedCampaign(tx, of.campaignId), 'campaign')
    const delivery = await deliveryIn(tx, of)
    refuseIfAny(withdrawalRefusals(campaign, delivery.state))
    const now = deps.clock.now()
    await withdrawDelivery(tx, delivery.id, { name: authorOf(actor).name, reason }, now)
    const changes = { delivery: delivery.id, state: { from: delivery.state, to: 'withdrawn' }, reason }
    await writeAudit(tx, actor, now, [
      { action: 'campaign.withdraw_delivery', subject: 'campaign', subjectId: of.campaignId, changes },
    ])
  })
}

async function deliveryIn(
  db: Tx | ExportDeps['db'],
  of: { readonly campaignId: number; readonly deliveryId: number },
): Promise<Delivery> {
  const deliveries = await deliveriesOf(db, of.campaignId)
  return found(
    deliveries.find(({ id }) => id === of.deliveryId),
    'campaign_delivery',
  )
}

/** What was handed over in a campaign, the last first; for those who hand over. */
export async function readDeliveries(
  deps: Pick<ExportDeps, 'db'>,
  actor: Actor,
  campaignId: number,
): Promise<Delivery[]> {
  requireAbility(actor, 'campaign.manage', {})
  await visibleCampaign(deps.db, actor, campaignId)
  return deliveriesOf(deps.db, campaignId)
}

/** The records of a delivery with the version handed over. */
export async function readDelivered(
  deps: Pick<ExportDeps, 'db'>,
  actor: Actor,
  of: { readonly campaignId: number; readonly deliveryId: number },
  page: { readonly after: number; readonly limit: number },
): Promise<{ delivery: Delivery; records: DeliveredRecord[] }> {
  requireAbility(actor, 'campaign.manage', {})
  const delivery = await deliveryIn(deps.db, of)
  return { delivery, records: await deliveredRecords(deps.db, delivery, page) }
}

/** A sheet as it was handed over, byte by byte. */
export async function readDeliveryFile(
  deps: Pick<ExportDeps, 'db'>,
  actor: Actor,
  of: { readonly campaignId: number; readonly deliveryId: number; readonly fileId: number },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  requireAbility(actor, 'campaign.manage', {})
  const { files } = await deliveryIn(deps.db, of)
  const file = found(
    files.find(({ fileId }) => fileId === of.fileId),
    'file',
  )
  return { name: file.name, bytes: await wholeFile(deps.db, of.fileId) }
}
