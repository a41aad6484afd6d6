import { type Actor, requireAbility } from '#kernel/actor.ts'
import { refuse, found } from '#kernel/refusal.ts'
import type { Ability } from '#kernel/permissions.ts'
import type { Db } from '#platform/db/connect.ts'
import { sqlState } from '#platform/db/connect.ts'
import { placeOfUnit, unitById } from '../data/unit-repository.ts'
import type { Unit } from '../domain/unit.ts'

/** The unit, if there is one and the actor holds the ability over it. */
export async function unitFor(db: Db, actor: Actor, ability: Ability, unitId: number): Promise<Unit> {
  const unit = found(await unitById(db, unitId), 'unit')
  requireAbility(actor, ability, await placeOfUnit(db, unitId))
  return unit
}

/** Runs the work; a broken constraint of the database (SQLSTATE) becomes the refusal it means. */
export async function refusingOn<T>(
  meaning: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = meaning[sqlState(error) ?? '']
    if (code !== undefined) return refuse('conflict', { code })
    throw error
  }
}

/** Two rows would be the same where the database allows one. */
export const alreadyThere = '23505'
/** A row is still referred to, or refers to what is not there. */
export const referred = '23503'
