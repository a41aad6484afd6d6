import { type Actor, requireAbility } from '#kernel/actor.ts'
import { refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertUnit, updateRegistration } from '../data/unit-repository.ts'
import { changesBetween } from '../domain/changes.ts'
import { registrationRefusals, type UnitRegistration } from '../domain/unit-rules.ts'
import { alreadyThere, referred, refusingOn, unitFor } from './unit-access.ts'

const meanings = {
  [alreadyThere]: 'organizations.unit_known_already',
  [referred]: 'organizations.department_unknown',
}

/** An operator registers a legal person as a unit of this site. */
export async function registerUnit(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: UnitRegistration,
): Promise<number> {
  requireAbility(actor, 'organization.manage', {})
  refuseIfAny(registrationRefusals(wish), 'invalid')
  return refusingOn(meanings, () =>
    inTransaction(deps.db, async (tx) => {
      const id = await insertUnit(tx, wish)
      await writeAudit(tx, actor, deps.clock.now(), [
        { action: 'unit.registered', subject: 'unit', subjectId: id, unitId: id, changes: { ...wish } },
      ])
      return id
    }),
  )
}

/** An operator changes what the site keeps about a unit as a legal person. */
export async function changeRegistration(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  unitId: number,
  wish: UnitRegistration,
): Promise<void> {
  refuseIfAny(registrationRefusals(wish), 'invalid')
  await refusingOn(meanings, () =>
    inTransaction(deps.db, async (tx) => {
      const before = await unitFor(tx, actor, 'organization.manage', unitId)
      await updateRegistration(tx, unitId, wish)
      await writeAudit(tx, actor, deps.clock.now(), [
        {
          action: 'unit.registration_changed',
          subject: 'unit',
          subjectId: unitId,
          unitId,
          changes: changesBetween(before, { ...wish }),
        },
      ])
    }),
  )
}
