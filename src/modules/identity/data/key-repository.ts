import { sql } from 'kysely'
import type { KeyScope } from '#kernel/actor.ts'
import type { Grant } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

export interface ApiKey {
  readonly id: number
  readonly name: string
  readonly scope: KeyScope
  readonly createdAt: Instant
  readonly expiresAt: Instant
  readonly lastUsedAt: Instant | null
  readonly revokedAt: Instant | null
}

/** The keys of a person, newest first. */
export async function keysOf(db: Db, accountId: number): Promise<ApiKey[]> {
  const { rows } =
    await sql<ApiKey>`select id, name, scope, created_at as "createdAt", expires_at as "expiresAt",
      last_used_at as "lastUsedAt", revoked_at as "revokedAt"
    from api_key where account_id = ${accountId} order by revoked_at is not null, id desc limit 200`.execute(
      db,
    )
  return rows
}

export async function insertKey(
  tx: Tx,
  key: {
    readonly accountId: number
    readonly name: string
    readonly scope: KeyScope
    readonly tokenSha256: Buffer
    readonly createdAt: Instant
    readonly expiresAt: Instant
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into api_key (account_id, name, scope, token_sha256, created_at, expires_at)
    values (${key.accountId}, ${key.name}, ${key.scope}, ${key.tokenSha256}, ${key.createdAt}, ${key.expiresAt})
    returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** Ends a live key of the person; false when there is none. */
export async function revokeKey(tx: Tx, accountId: number, id: number, now: Instant): Promise<boolean> {
  const { rows } = await sql`update api_key set revoked_at = ${now}
    where id = ${id} and account_id = ${accountId} and revoked_at is null returning id`.execute(tx)
  return rows.length > 0
}

export interface LiveKey {
  readonly id: number
  readonly name: string
  readonly scope: KeyScope
  readonly lastUsedAt: Instant | null
  readonly accountId: number
  readonly displayName: string
  readonly unitId: number | null
  readonly grants: readonly Grant[] | null
}

/** The key behind a token with its account and the grants it holds now; undefined when either is over. */
export async function liveKey(db: Db, tokenSha256: Buffer, now: Instant): Promise<LiveKey | undefined> {
  const { rows } = await sql<LiveKey>`
    select k.id, k.name, k.scope, k.last_used_at as "lastUsedAt", a.id as "accountId", a.display_name as "displayName",
      a.unit_id as "unitId",
      (select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope, 'scopeId', g.scope_id))
         from role_grant g where g.account_id = a.id) as grants
    from api_key k join account a on a.id = k.account_id
    where k.token_sha256 = ${tokenSha256} and k.revoked_at is null and k.expires_at > ${now} and a.status = 'active'`.execute(
    db,
  )
  return rows[0]
}

export async function touchKey(db: Db, id: number, now: Instant): Promise<void> {
  await sql`update api_key set last_used_at = ${now} where id = ${id}`.execute(db)
}
