import { type Actor, visitor } from '#kernel/actor.ts'
import { minute, plus } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import { tokenDigest } from '#platform/security/password.ts'
import { liveSession, touchSession } from '../data/account-repository.ts'
import { authenticateKey } from './keep-keys.ts'
import { defaultSignInPolicy } from '../domain/sign-in-rules.ts'

/** Who a session token or a key belongs to; a visitor when it is over. */
export async function authenticate(deps: Pick<Deps, 'db' | 'clock'>, token: string): Promise<Actor> {
  if (token.startsWith('gk_')) return authenticateKey(deps, token)
  const now = deps.clock.now()
  const digest = tokenDigest(token)
  const session = await liveSession(
    deps.db,
    digest,
    now,
    plus(now, -defaultSignInPolicy.sessionIdleMinutes * minute),
  )
  if (session === undefined) return visitor
  if (now - session.lastSeenAt > minute) await touchSession(deps.db, digest, now)
  return {
    kind: 'account',
    accountId: session.accountId,
    displayName: session.displayName,
    unitId: session.unitId,
    grants: session.grants,
  }
}
