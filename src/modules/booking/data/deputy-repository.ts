import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

/** Somebody decides in somebody's place for a time. */
export interface Deputy {
  readonly id: number
  readonly accountId: number
  readonly name: string
  readonly deputyId: number
  readonly deputyName: string
  readonly from: Instant
  readonly until: Instant
}

/** Deputies somebody named and those they stand in for, that are not over, soonest first. */
export async function deputiesAround(db: Db, accountId: number, now: Instant): Promise<Deputy[]> {
  const { rows } = await sql<Deputy>`select d.id, d.account_id as "accountId", a.display_name as name,
      d.deputy_id as "deputyId", x.display_name as "deputyName", d.starts_at as "from", d.ends_at as "until"
    from booking_deputy d join account a on a.id = d.account_id join account x on x.id = d.deputy_id
    where (d.account_id = ${accountId} or d.deputy_id = ${accountId}) and d.ends_at > ${now}
    order by d.starts_at, d.id`.execute(db)
  return rows
}

export async function insertDeputy(
  tx: Tx,
  one: Pick<Deputy, 'accountId' | 'deputyId' | 'from' | 'until'>,
  now: Instant,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into booking_deputy
    (account_id, deputy_id, starts_at, ends_at, created_at)
    values (${one.accountId}, ${one.deputyId}, ${one.from}, ${one.until}, ${now}) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

/** Takes a deputy away; false when this person named none under the number. */
export async function deleteDeputy(tx: Tx, accountId: number, id: number): Promise<boolean> {
  const { rows } = await sql`delete from booking_deputy where id = ${id} and account_id = ${accountId}
    returning id`.execute(tx)
  return rows.length > 0
}

/** Accounts of the groups that somebody heads, by head. */
export async function membersHeadedBy(
  db: Db,
  accountIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  const { rows } = await sql<{ head: number; members: number[] }>`
    select g.lead_account_id as head, jsonb_agg(distinct m.account_id) as members
    from research_group g join group_member m on m.unit_id = g.unit_id and m.group_id = g.id
    where g.lead_account_id = any(${[...accountIds]}::bigint[]) group by g.lead_account_id`.execute(db)
  return new Map(rows.map(({ head, members }) => [head, members]))
}

/** Whether somebody belongs to a group that another person heads. */
export async function hasHead(db: Db, accountId: number): Promise<boolean> {
  const { rows } = await sql`select 1 from group_member m
    join research_group g on g.unit_id = m.unit_id and g.id = m.group_id
    where m.account_id = ${accountId} and g.lead_account_id is not null and g.lead_account_id <> ${accountId}
    limit 1`.execute(db)
  return rows.length > 0
}
