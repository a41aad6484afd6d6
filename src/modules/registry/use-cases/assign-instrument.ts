import { type Actor, actorMay } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny, type Refusal } from '#kernel/refusal.ts'
import { accountById, writeAudit } from '#modules/identity/index.ts'
import { centresOf } from '#modules/organizations/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { lockedInstrument } from '../data/instrument-repository.ts'
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
    if (!actorMay(actor, 'unit.manage', place) && !actorMay(actor, 'instrument.edit', place))
      refuse('forbidden', { code: 'forbidden', ability: 'unit.manage' })
    refuseIfAny(await strangersAmong(tx, unitId, wish), 'invalid')
    await setAssignment(tx, now, id, wish)
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
