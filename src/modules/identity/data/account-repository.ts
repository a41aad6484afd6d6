import { sql } from 'kysely'
import type { Grant } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { tables } from './tables.ts'

export interface Account {
  readonly id: number
  readonly login: string
  readonly displayName: string
  readonly unitId: number | undefined
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly locale: 'zh-CN' | 'en'
  readonly passwordHash: string
  readonly status: 'active' | 'locked' | 'closed'
  readonly failedAttempts: number
  readonly lockedUntil: Instant | undefined
  readonly demonstration: boolean
}

const columns = [
  'id',
  'login',
  'display_name as displayName',
  'unit_id as unitId',
  'email',
  'phone',
  'locale',
  'password_hash as passwordHash',
  'status',
  'failed_attempts as failedAttempts',
  'locked_until as lockedUntil',
  'demonstration',
] as const

type Row = { [K in keyof Account]: Account[K] | null }
const accountOf = (row: Row): Account =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value ?? undefined]),
  ) as unknown as Account

export async function accountByLogin(tx: Db, login: string): Promise<Account | undefined> {
  const row = await tables(tx)
    .selectFrom('account')
    .select(columns)
    .where('login', '=', login.toLowerCase())
    .executeTakeFirst()
  return row === undefined ? undefined : accountOf(row)
}

export async function accountById(tx: Db, id: number): Promise<Account | undefined> {
  const row = await tables(tx).selectFrom('account').select(columns).where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : accountOf(row)
}

/** Somebody found by what others call them: login, e-mail or phone. */
export interface KnownAccount {
  readonly knownAs: string
  readonly id: number
  readonly unitId: number | undefined
}

/** Active accounts whose login, e-mail or phone is one of these; the same word may mean several. */
export async function accountsKnownAs(db: Db, words: readonly string[]): Promise<KnownAccount[]> {
  if (words.length === 0) return []
  const { rows } = await sql<{ knownAs: string; id: number; unitId: number | null }>`
    select distinct w as "knownAs", a.id, a.unit_id as "unitId"
    from unnest(${[...new Set(words)]}::text[]) as w
    join account a on a.login = lower(w) or lower(a.email) = lower(w) or a.phone = w
    where a.status = 'active'`.execute(db)
  return rows.map(({ unitId, ...row }) => ({ ...row, unitId: unitId ?? undefined }))
}

export async function insertAccount(
  tx: Tx,
  account: Pick<Account, 'login' | 'displayName' | 'unitId' | 'email' | 'phone' | 'locale' | 'passwordHash'>,
): Promise<number> {
  const row = await tables(tx)
    .insertInto('account')
    .values({
      login: account.login.toLowerCase(),
      display_name: account.displayName,
      unit_id: account.unitId ?? null,
      email: account.email ?? null,
      phone: account.phone ?? null,
      locale: account.locale,
      password_hash: account.passwordHash,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function noteFailedSignIn(
  tx: Tx,
  accountId: number,
  failedAttempts: number,
  lockedUntil: Instant | undefined,
) {
  await tables(tx)
    .updateTable('account')
    .set({ failed_attempts: failedAttempts, locked_until: lockedUntil ?? null })
    .where('id', '=', accountId)
    .execute()
}

export async function setPasswordHash(tx: Tx, accountId: number, hash: string): Promise<void> {
  await tables(tx).updateTable('account').set({ password_hash: hash }).where('id', '=', accountId).execute()
}

export async function setContact(
  tx: Tx,
  accountId: number,
  contact: Pick<Account, 'email' | 'locale'>,
): Promise<void> {
  await tables(tx)
    .updateTable('account')
    .set({ email: contact.email ?? null, locale: contact.locale })
    .where('id', '=', accountId)
    .execute()
}

/** Attempts from an address since an instant, after noting this one. */
export async function noteAttempt(
  tx: Tx,
  login: string,
  source: string,
  now: Instant,
  since: Instant,
): Promise<number> {
  await tables(tx).insertInto('sign_in_attempt').values({ at: now, login, source }).execute()
  const row = await tables(tx)
    .selectFrom('sign_in_attempt')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('source', '=', source)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return row.n
}

export async function insertSession(
  tx: Tx,
  tokenSha256: Buffer,
  accountId: number,
  now: Instant,
  expiresAt: Instant,
) {
  await tables(tx)
    .insertInto('session')
    .values({
      token_sha256: tokenSha256,
      account_id: accountId,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
    })
    .execute()
}

export async function deleteSession(tx: Tx, tokenSha256: Buffer): Promise<void> {
  await tables(tx).deleteFrom('session').where('token_sha256', '=', tokenSha256).execute()
}

export async function deleteSessionsOf(tx: Tx, accountId: number): Promise<number> {
  const result = await tables(tx).deleteFrom('session').where('account_id', '=', accountId).executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Forgets sessions and attempts that are over. */
export async function deleteExpired(tx: Tx, now: Instant, attemptsBefore: Instant): Promise<void> {
  await tables(tx).deleteFrom('session').where('expires_at', '<=', now).execute()
  await tables(tx).deleteFrom('sign_in_attempt').where('at', '<', attemptsBefore).execute()
}

export interface LiveSession {
  readonly accountId: number
  readonly displayName: string
  readonly unitId: number | undefined
  readonly lastSeenAt: Instant
  readonly grants: readonly Grant[]
}

/** The account behind a session token with its grants, in one round trip; undefined when the session is over. */
export async function liveSession(
  db: Db,
  tokenSha256: Buffer,
  now: Instant,
  idleSince: Instant,
): Promise<LiveSession | undefined> {
  const { rows } = await sql<{
    account_id: number
    display_name: string
    unit_id: number | null
    last_seen_at: Instant
    grants: Grant[] | null
  }>`
    select s.account_id, a.display_name, a.unit_id, s.last_seen_at,
      (select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope, 'scopeId', g.scope_id))
         from role_grant g where g.account_id = s.account_id) as grants
    from session s join account a on a.id = s.account_id
    where s.token_sha256 = ${tokenSha256} and s.expires_at > ${now} and s.last_seen_at > ${idleSince} and a.status = 'active'`.execute(
    db,
  )
  const row = rows[0]
  if (row === undefined) return undefined
  return {
    accountId: row.account_id,
    displayName: row.display_name,
    unitId: row.unit_id ?? undefined,
    lastSeenAt: row.last_seen_at,
    grants: row.grants ?? [],
  }
}

export async function touchSession(db: Db, tokenSha256: Buffer, now: Instant): Promise<void> {
  await tables(db)
    .updateTable('session')
    .set({ last_seen_at: now })
    .where('token_sha256', '=', tokenSha256)
    .execute()
}

export async function grantsOf(db: Db, accountId: number): Promise<Grant[]> {
  return tables(db)
    .selectFrom('role_grant')
    .select(['role', 'scope', 'scope_id as scopeId'])
    .where('account_id', '=', accountId)
    .execute()
}

export async function insertGrant(
  tx: Tx,
  accountId: number,
  grant: Grant,
  grantedBy: number | undefined,
): Promise<void> {
  await tables(tx)
    .insertInto('role_grant')
    .values({
      account_id: accountId,
      role: grant.role,
      scope: grant.scope,
      scope_id: grant.scopeId,
      granted_by: grantedBy ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteGrant(tx: Tx, accountId: number, grant: Grant): Promise<void> {
  await tables(tx)
    .deleteFrom('role_grant')
    .where('account_id', '=', accountId)
    .where('role', '=', grant.role)
    .where('scope', '=', grant.scope)
    .where('scope_id', '=', grant.scopeId)
    .execute()
}

export async function setStatus(tx: Tx, accountId: number, status: 'active' | 'locked'): Promise<void> {
  await tables(tx)
    .updateTable('account')
    .set({ status, failed_attempts: 0, locked_until: null })
    .where('id', '=', accountId)
    .execute()
}
