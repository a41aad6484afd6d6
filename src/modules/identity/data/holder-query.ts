import { sql } from 'kysely'
import type { Grant } from '#kernel/permissions.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Db } from '#platform/db/connect.ts'
import { tables } from './tables.ts'

/** Who holds which of the grants asked for; accounts that are locked or closed are left out. */
export async function holdersOf(
  db: Db,
  grants: readonly Grant[],
): Promise<readonly (Grant & { readonly accountId: number })[]> {
  if (grants.length === 0) return []
  const rows = grants.map(({ role, scope, scopeId }) => ({ role, scope, scope_id: scopeId }))
  const found = await sql<Grant & { accountId: number }>`
    select g.account_id as "accountId", g.role, g.scope, g.scope_id as "scopeId"
    from (select distinct role, scope, scope_id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (role text, scope text, scope_id text)) wanted
      join role_grant g on g.scope = wanted.scope and g.scope_id = wanted.scope_id and g.role = wanted.role
      join account a on a.id = g.account_id
    where a.status = 'active'`.execute(db)
  return found.rows
}

/** Where and in which language an account is written to. */
export interface Addressee {
  readonly accountId: number
  readonly email: string | undefined
  readonly locale: Locale
}

/** Active accounts among these. */
export async function addressees(db: Db, accountIds: readonly number[]): Promise<Addressee[]> {
  if (accountIds.length === 0) return []
  const rows = await tables(db)
    .selectFrom('account')
    .select(['id', 'email', 'locale'])
    .where(sql<boolean>`id = any(${[...accountIds]}::bigint[])`)
    .where('status', '=', 'active')
    .execute()
  return rows.map(({ id, email, locale }) => ({ accountId: id, email: email ?? undefined, locale }))
}
