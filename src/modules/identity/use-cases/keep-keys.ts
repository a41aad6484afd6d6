import { type Actor, type KeyScope, requireSignedIn, type SignedIn, visitor } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { day, minute, plus } from '#kernel/time.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { newToken, tokenDigest } from '#platform/security/password.ts'
import { insertAudit } from '../data/audit-repository.ts'
import { type ApiKey, insertKey, keysOf, liveKey, revokeKey, touchKey } from '../data/key-repository.ts'

type D = Pick<Deps, 'db' | 'clock'>

/** The person's own keys, without their secrets. */
export const showKeys = (deps: D, actor: Actor): Promise<ApiKey[]> =>
  keysOf(deps.db, requireSignedIn(actor).accountId)

/** Makes a key; the secret is answered this once and kept only as a digest. */
export function createKey(
  deps: D,
  actor: Actor,
  wish: { readonly name: string; readonly scope: KeyScope; readonly days: number },
): Promise<{ id: number; key: string }> {
  const { accountId } = requireSignedIn(actor)
  const { name, scope, days } = wish
  const key = `gk_${newToken()}`
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const times = { createdAt: now, expiresAt: plus(now, days * day) }
    const id = await insertKey(tx, { accountId, name, scope, tokenSha256: tokenDigest(key), ...times })
    await insertAudit(tx, actor, now, [
      { action: 'api_key.created', subject: 'api_key', subjectId: id, changes: { name, scope, days } },
    ])
    return { id, key }
  })
}

/** Ends a key at once. */
export async function endKey(deps: D, actor: Actor, id: number): Promise<void> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    found((await revokeKey(tx, accountId, id, now)) || undefined, 'api_key')
    await insertAudit(tx, actor, now, [{ action: 'api_key.revoked', subject: 'api_key', subjectId: id }])
  })
}

/** Who a key acts for; its name stands beside the person's wherever it is noted who did something. */
export async function authenticateKey(deps: D, token: string): Promise<Actor> {
  const now = deps.clock.now()
  const key = await liveKey(deps.db, tokenDigest(token), now)
  if (key === undefined) return visitor
  if (key.lastUsedAt === null || now - key.lastUsedAt > minute) await touchKey(deps.db, key.id, now)
  const actor: SignedIn = {
    kind: 'account',
    accountId: key.accountId,
    displayName: `${key.displayName} · ${key.name}`,
    unitId: key.unitId ?? undefined,
    grants: key.grants ?? [],
    key: { id: key.id, scope: key.scope },
  }
  return actor
}
