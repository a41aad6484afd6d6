import type { Actor } from '#kernel/actor.ts'
import { unitById } from '#modules/organizations/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { mayManageBookings } from '../domain/booking-access.ts'
import { opensByKind } from '../domain/opening-hours.ts'
import { type UserKind, userKindOf } from '../domain/user-kind.ts'
import type { Situation } from '../data/booking-ground.ts'

/** As what kind of user somebody looks at an instrument; undefined, for all hours, where hours do not differ or the reader manages them. */
export async function userKindAt(
  db: Db,
  actor: Actor,
  at: Pick<Situation<unknown>, 'versions' | 'place' | 'unitId'>,
): Promise<UserKind | undefined> {
  if (actor.kind !== 'account' || mayManageBookings(actor, at.place)) return undefined
  if (!at.versions.some(({ rules }) => opensByKind(rules))) return undefined
  const unit = actor.unitId === undefined ? undefined : await unitById(db, actor.unitId)
  return userKindOf({ unitId: actor.unitId, unitKind: unit?.kind }, at.unitId)
}
