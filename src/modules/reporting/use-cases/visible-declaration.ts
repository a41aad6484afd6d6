import { type Actor, actorMay } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import type { Place } from '#kernel/permissions.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { type Declaration, declarationById, lockedDeclaration } from '../data/declaration-repository.ts'

/** A declaration and where its unit stands. */
export interface PlacedDeclaration {
  readonly declaration: Declaration
  readonly place: Place
}

async function placed(
  db: Db,
  actor: Actor,
  declaration: Declaration | undefined,
): Promise<PlacedDeclaration> {
  const known = found(declaration, 'declaration')
  const place = await placeOfUnit(db, known.unitId)
  found(actorMay(actor, 'declaration.read', place) || undefined, 'declaration')
  return { declaration: known, place }
}

/** The declaration, if the actor may see it; for others it does not exist. */
export const visibleDeclaration = async (db: Db, actor: Actor, id: number): Promise<PlacedDeclaration> =>
  placed(db, actor, await declarationById(db, id))

/** Like visibleDeclaration, and nobody else changes it until the transaction ends. */
export const lockedVisibleDeclaration = async (
  tx: Tx,
  actor: Actor,
  id: number,
): Promise<PlacedDeclaration> => placed(tx, actor, await lockedDeclaration(tx, id))
