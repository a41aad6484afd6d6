import { sql } from 'kysely'
import type { Grant } from '#kernel/permissions.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { tables } from './tables.ts'

/** An account as the people who grant roles see it. */
export interface Member {
  readonly accountId: number
  readonly login: string
  readonly displayName: string
  readonly email: string | undefined
  readonly phone: string | undefined
  readonly unitId: number | undefined
  readonly status: 'active' | 'locked' | 'closed'
  readonly grants: readonly Grant[]
}

interface MemberFilter {
  readonly unitId?: number | undefined
  readonly accountIds?: readonly number[] | undefined
  /** Part of login or name. */
  readonly q?: string | undefined
}

/** Accounts with their grants, by name; at most 500. */
export async function members(db: Db, filter: MemberFilter): Promise<Member[]> {
  const like = `%${(filter.q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`
  const { rows } = await sql<Record<keyof Member, unknown>>`
    select a.id as "accountId", a.login, a.display_name as "displayName", a.email, a.phone, a.unit_id as "unitId", a.status,
      coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'scope', g.scope, 'scopeId', g.scope_id) order by g.role, g.scope_id)
         from role_grant g where g.account_id = a.id), '[]'::jsonb) as grants
    from account a
    where (${filter.unitId ?? null}::bigint is null or a.unit_id = ${filter.unitId ?? null})
      and (${filter.accountIds ?? null}::bigint[] is null or a.id = any(${filter.accountIds ?? null}::bigint[]))
      and (${filter.q ?? null}::text is null or a.login ilike ${like} or a.display_name ilike ${like})
      and a.status <> 'closed'
    order by a.display_name, a.id limit 500`.execute(db)
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? undefined])),
  ) as unknown as Member[]
}

/** The legal person an account belongs to from now on; undefined makes it a natural person. */
export async function setAccountUnit(tx: Tx, accountId: number, unitId: number | undefined): Promise<void> {
  await tables(tx)
    .updateTable('account')
    .set({ unit_id: unitId ?? null })
    .where('id', '=', accountId)
    .execute()
}
