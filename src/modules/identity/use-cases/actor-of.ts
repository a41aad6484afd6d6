import type { SignedIn } from '#kernel/actor.ts'
import type { Db } from '#platform/db/connect.ts'
import { type Account, grantsOf } from '../data/account-repository.ts'

/** An account as somebody who asks, with the grants it holds at this moment. */
export async function actorOf(db: Db, account: Account): Promise<SignedIn> {
  const { id, displayName, unitId } = account
  return { kind: 'account', accountId: id, displayName, unitId, grants: await grantsOf(db, id) }
}
