import type { Actor } from '#kernel/actor.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  type Contact,
  contactsOf,
  replaceContacts,
  type UnitProfile,
  updateProfile,
} from '../data/unit-repository.ts'
import { changesBetween } from '../domain/changes.ts'
import { unitFor } from './unit-access.ts'

/** A unit keeps its own profile and the people to ask. */
export async function editUnit(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  unitId: number,
  wish: UnitProfile & { readonly contacts: readonly Contact[] },
): Promise<void> {
  const { contacts, ...profile } = wish
  await inTransaction(deps.db, async (tx) => {
    const unit = await unitFor(tx, actor, 'unit.manage', unitId)
    const before = { ...unit, contacts: await contactsOf(tx, unitId) }
    await updateProfile(tx, unitId, profile, deps.clock.now())
    await replaceContacts(tx, unitId, contacts)
    await writeAudit(tx, actor, deps.clock.now(), [
      {
        action: 'unit.profile_edited',
        subject: 'unit',
        subjectId: unitId,
        unitId,
        changes: changesBetween(before, { ...wish }),
      },
    ])
  })
}
