import type { Actor } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  centreById,
  type CentreText,
  insertCentre,
  removeCentre,
  updateCentre,
} from '../data/centre-repository.ts'
import { changesBetween } from '../domain/changes.ts'
import { alreadyThere, referred, refusingOn, unitFor } from './unit-access.ts'

type Needs = Pick<Deps, 'db' | 'clock'>
const nameTaken = { [alreadyThere]: 'organizations.name_taken' }

async function centreOf(tx: Tx, unitId: number, centreId: number): Promise<CentreText> {
  const centre = await centreById(tx, centreId)
  const { unitId: owner, ...text } = found(centre, 'centre')
  return found(owner === unitId ? text : undefined, 'centre')
}

/** A unit adds a centre. */
export async function createCentre(
  deps: Needs,
  actor: Actor,
  unitId: number,
  centre: CentreText,
): Promise<number> {
  return refusingOn(nameTaken, () =>
    inTransaction(deps.db, async (tx) => {
      await unitFor(tx, actor, 'unit.manage', unitId)
      const id = await insertCentre(tx, unitId, centre)
      await writeAudit(tx, actor, deps.clock.now(), [
        { action: 'centre.created', subject: 'centre', subjectId: id, unitId, changes: { ...centre } },
      ])
      return id
    }),
  )
}

/** A unit changes one of its centres. */
export async function editCentre(
  deps: Needs,
  actor: Actor,
  unitId: number,
  centreId: number,
  wish: CentreText,
): Promise<void> {
  await refusingOn(nameTaken, () =>
    inTransaction(deps.db, async (tx) => {
      await unitFor(tx, actor, 'unit.manage', unitId)
      const before = await centreOf(tx, unitId, centreId)
      await updateCentre(tx, unitId, centreId, wish)
      await writeAudit(tx, actor, deps.clock.now(), [
        {
          action: 'centre.edited',
          subject: 'centre',
          subjectId: centreId,
          unitId,
          changes: changesBetween(before, { ...wish }),
        },
      ])
    }),
  )
}

/** A unit removes a centre; refused while instruments stand in it. */
export async function deleteCentre(
  deps: Needs,
  actor: Actor,
  unitId: number,
  centreId: number,
): Promise<void> {
  await refusingOn({ [referred]: 'organizations.centre_in_use' }, () =>
    inTransaction(deps.db, async (tx) => {
      await unitFor(tx, actor, 'unit.manage', unitId)
      const before = await centreOf(tx, unitId, centreId)
      await removeCentre(tx, unitId, centreId)
      await writeAudit(tx, actor, deps.clock.now(), [
        { action: 'centre.removed', subject: 'centre', subjectId: centreId, unitId, changes: { ...before } },
      ])
    }),
  )
}
