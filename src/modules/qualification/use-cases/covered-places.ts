import { type Actor, actorMay, requireAbility } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { instrumentsOfUnit } from '../data/coverage-sql.ts'
import { type Coverage, placesOf } from '../domain/coverage.ts'

const placesOn = async (db: Db, unitId: number, coverage: Coverage) =>
  placesOf(
    coverage,
    await placeOfUnit(db, unitId),
    await instrumentsOfUnit(db, unitId, coverage.instrumentIds),
  )

/** Whether somebody keeps the training of everything that is covered. */
export async function keepsTraining(db: Db, actor: Actor, unitId: number, of: Coverage): Promise<boolean> {
  return (await placesOn(db, unitId, of)).every((place) => actorMay(actor, 'training.manage', place))
}

/** Refuses unless they keep the training of all of it. */
export async function requireTraining(db: Db, actor: Actor, unitId: number, of: Coverage): Promise<void> {
  const places = await placesOn(db, unitId, of)
  if (places.length === 0) refuse('forbidden', { code: 'forbidden', ability: 'training.manage' })
  for (const place of places) requireAbility(actor, 'training.manage', place)
}
