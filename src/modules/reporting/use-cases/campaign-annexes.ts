import { Readable } from 'node:stream'
import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { documentKindOf, documentKinds, nameAs } from '#platform/files/file-kind.ts'
import { gathered, storeFile, wholeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import { annexesOf, deleteAnnex, insertAnnex, lockedCampaign } from '../data/campaign-repository.ts'
import { actRefusals } from '../domain/campaign.ts'
import { authorOf } from './note-reopened.ts'
import { visibleCampaign } from './read-campaign.ts'

type Needs = Pick<Deps, 'db' | 'clock'>
const maxBytes = 20 * 1024 * 1024
const mostAnnexes = 20

const entry = (campaignId: number, action: string, name: string) => ({
  ...{ action: `campaign.annex_${action}`, subject: 'campaign', subjectId: campaignId, changes: { name } },
})

/** Adds an annex to a campaign that is not closed; what it is, is told by its content. Answers the file's id. */
export async function addAnnex(
  deps: Needs,
  actor: Actor,
  campaignId: number,
  given: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<number> {
  requireAbility(actor, 'campaign.manage', {})
  const bytes = await gathered(given.bytes, maxBytes)
  const kind = documentKindOf(bytes) ?? refuse('invalid', { code: 'campaign.annex_kind' })
  return inTransaction(deps.db, async (tx) => {
    const campaign = found(await lockedCampaign(tx, campaignId), 'campaign')
    const before = await annexesOf(tx, campaignId)
    refuseIfAny([
      ...actRefusals('annex', campaign.state),
      ...(before.length >= mostAnnexes ? [{ code: 'campaign.too_many_annexes', most: mostAnnexes }] : []),
    ])
    const { accountId: createdBy, name: by } = authorOf(actor)
    const file = await storeFile(
      tx,
      {
        ...{ name: nameAs(kind, given.name), mediaType: documentKinds[kind] },
        ...{ purpose: 'campaign_annex', createdBy, maxBytes },
      },
      Readable.from([bytes]),
    )
    const now = deps.clock.now()
    await insertAnnex(tx, { campaignId, fileId: file.id, by }, now)
    await writeAudit(tx, actor, now, [entry(campaignId, 'added', file.name)])
    return file.id
  })
}

/** Removes an annex with its bytes; those of a closed campaign stay. */
export function removeAnnex(
  deps: Needs,
  actor: Actor,
  of: { readonly campaignId: number; readonly fileId: number },
): Promise<void> {
  requireAbility(actor, 'campaign.manage', {})
  return inTransaction(deps.db, async (tx) => {
    const campaign = found(await lockedCampaign(tx, of.campaignId), 'campaign')
    const annexes = await annexesOf(tx, of.campaignId)
    const annex = found(
      annexes.find(({ fileId }) => fileId === of.fileId),
      'file',
    )
    refuseIfAny(actRefusals('annex', campaign.state))
    await deleteAnnex(tx, of.campaignId, of.fileId)
    await writeAudit(tx, actor, deps.clock.now(), [entry(of.campaignId, 'removed', annex.name)])
  })
}

/** An annex with its bytes, for whoever may see the campaign. */
export async function readAnnex(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  of: { readonly campaignId: number; readonly fileId: number },
): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Buffer }> {
  await visibleCampaign(deps.db, actor, of.campaignId)
  const annexes = await annexesOf(deps.db, of.campaignId)
  const { name, mediaType } = found(
    annexes.find(({ fileId }) => fileId === of.fileId),
    'file',
  )
  return { name, mediaType, bytes: await wholeFile(deps.db, of.fileId) }
}
