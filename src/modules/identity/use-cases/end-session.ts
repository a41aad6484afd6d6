import { requireSignedIn, type Actor } from '#kernel/actor.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { tokenDigest } from '#platform/security/password.ts'
import { deleteSession, deleteSessionsOf } from '../data/account-repository.ts'

/** Ends one session. */
export const endSession = (deps: Pick<Deps, 'db'>, token: string): Promise<void> =>
  inTransaction(deps.db, (tx) => deleteSession(tx, tokenDigest(token)))

/** Ends every session of the actor, on all devices. */
export const endEverySession = (deps: Pick<Deps, 'db'>, actor: Actor): Promise<number> =>
  inTransaction(deps.db, (tx) => deleteSessionsOf(tx, requireSignedIn(actor).accountId))
