import { sql } from 'kysely'
import type { Db } from '#platform/db/connect.ts'

/** Who the users of bookings are: their names, the groups they belong to, and of what kind their units are. */
export interface Bearers {
  readonly names: ReadonlyMap<number, string>
  readonly groups: ReadonlyMap<number, readonly number[]>
  readonly unitKinds: ReadonlyMap<number, string>
}

const ids = (of: readonly number[]) => [...new Set(of)]

/** Reads what is known of accounts and units, in one statement. */
export async function bearersOf(
  db: Db,
  accountIds: readonly number[],
  unitIds: readonly number[],
): Promise<Bearers> {
  const { rows } = await sql<{ what: 'account' | 'unit'; id: number; text: string; groups: number[] | null }>`
    select 'account' as what, a.id, a.display_name as text,
      (select jsonb_agg(m.group_id) from group_member m where m.account_id = a.id) as groups
    from account a where a.id = any(${ids(accountIds)}::bigint[])
    union all select 'unit', u.id, u.kind, null from unit u where u.id = any(${ids(unitIds)}::bigint[])`.execute(
    db,
  )
  const accounts = rows.filter(({ what }) => what === 'account')
  return {
    names: new Map(accounts.map(({ id, text }) => [id, text])),
    groups: new Map(accounts.map(({ id, groups }) => [id, groups ?? []])),
    unitKinds: new Map(rows.filter(({ what }) => what === 'unit').map(({ id, text }) => [id, text])),
  }
}
