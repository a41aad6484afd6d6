import { type Actor, actorMay, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny, type Refusal } from '#kernel/refusal.ts'
import { accountById, deleteGrant, insertGrant, members, writeAudit } from '#modules/identity/index.ts'
import { centresOf } from '#modules/organizations/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { instrumentById, lockedInstrument } from '../data/instrument-repository.ts'
import { setAssignment } from '../data/instrument-steps.ts'

interface Assignment {
  readonly leadAccountId: number | null
  readonly centreId: number | null
}

async function strangersAmong(tx: Tx, unitId: number, to: Assignment): Promise<Refusal[]> {
  const lead = to.leadAccountId === null ? undefined : await accountById(tx, to.leadAccountId)
  const centres = to.centreId === null ? [] : await centresOf(tx, unitId)
  const knownCentre = to.centreId === null || centres.some((centre) => centre.id === to.centreId)
  return [
    ...(to.leadAccountId !== null && lead?.unitId !== unitId ? [{ code: 'registry.lead_not_in_unit' }] : []),
    ...(knownCentre ? [] : [{ code: 'registry.centre_not_in_unit' }]),
  ]
}

/** The lead's abilities over the instrument go from the one before to the new one. */
async function handOver(tx: Tx, actor: Actor, id: number, from: number | undefined, to: number | undefined) {
  if (from === to) return
  const grant = { role: 'instrument_lead', scope: 'instrument', scopeId: String(id) } as const
  if (from !== undefined) await deleteGrant(tx, from, grant)
  if (to !== undefined)
    await insertGrant(tx, to, grant, actor.kind === 'account' ? actor.accountId : undefined)
}

export interface Candidates {
  readonly leads: readonly { readonly id: number; readonly name: string }[]
  readonly centres: readonly { readonly id: number; readonly name: string }[]
}

/** Who and what an instrument can be assigned to: people and centres of its unit. */
export async function assignmentCandidates(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  instrumentId: number,
): Promise<Candidates> {
  const instrument = await instrumentById(deps.db, instrumentId)
  if (instrument === undefined || !actorMay(actor, 'instrument.read_unpublished', instrument.place))
    return refuse('not_found', { code: 'not_found', subject: 'instrument' })
  requireAbility(actor, 'instrument.assign', instrument.place)
  const people = await members(deps.db, { unitId: instrument.unitId })
  const centres = await centresOf(deps.db, instrument.unitId)
  return {
    leads: people.map(({ accountId, displayName }) => ({ id: accountId, name: displayName })),
    centres: centres.map(({ id, name }) => ({ id, name })),
  }
}

/** Who leads an instrument and which centre of its unit keeps it; both people and places must belong to the unit. */
export function assignInstrument(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: Assignment & { readonly instrumentId: number },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const instrument = found(await lockedInstrument(tx, wish.instrumentId), 'instrument')
    const { unitId, id, place } = instrument
    if (!actorMay(actor, 'instrument.read_unpublished', place))
      refuse('not_found', { code: 'not_found', subject: 'instrument' })
    requireAbility(actor, 'instrument.assign', place)
    refuseIfAny(await strangersAmong(tx, unitId, wish), 'invalid')
    await setAssignment(tx, now, id, wish)
    await handOver(tx, actor, id, instrument.leadAccountId, wish.leadAccountId ?? undefined)
    const changes = {
      leadAccountId: { from: instrument.leadAccountId ?? null, to: wish.leadAccountId },
      centreId: { from: instrument.centreId ?? null, to: wish.centreId },
    }
    await writeAudit(tx, actor, now, [
      { action: 'instrument.assigned', subject: 'instrument', subjectId: id, unitId, changes },
    ])
    await appendEvent(tx, { type: 'registry.instrument_changed', unitId, payload: { instrumentId: id } })
  })
}
