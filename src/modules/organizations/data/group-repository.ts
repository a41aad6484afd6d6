import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/connect.ts'
import { tables } from './tables.ts'

export interface Group {
  readonly unitId: number
  readonly id: number
  readonly name: string
  readonly leadAccountId: number | undefined
  readonly memberIds: readonly number[]
}
export type GroupText = Omit<Group, 'unitId' | 'id'>

async function select(db: Db, where: { unitId?: number; groupId?: number }): Promise<Group[]> {
  const { rows } = await sql<Omit<Group, 'leadAccountId'> & { leadAccountId: number | null }>`
    select g.unit_id as "unitId", g.id, g.name, g.lead_account_id as "leadAccountId",
      coalesce((select jsonb_agg(m.account_id order by m.account_id) from group_member m
        where m.unit_id = g.unit_id and m.group_id = g.id), '[]'::jsonb) as "memberIds"
    from research_group g
    where (${where.unitId ?? null}::bigint is null or g.unit_id = ${where.unitId ?? null})
      and (${where.groupId ?? null}::bigint is null or g.id = ${where.groupId ?? null})
    order by g.name, g.id`.execute(db)
  return rows.map((row) => ({ ...row, leadAccountId: row.leadAccountId ?? undefined }))
}

export const groupsOf = (db: Db, unitId: number): Promise<Group[]> => select(db, { unitId })

export async function groupById(db: Db, groupId: number): Promise<Group | undefined> {
  const [group] = await select(db, { groupId })
  return group
}

async function setMembers(tx: Tx, unitId: number, groupId: number, memberIds: readonly number[]) {
  await tables(tx)
    .deleteFrom('group_member')
    .where('unit_id', '=', unitId)
    .where('group_id', '=', groupId)
    .execute()
  const unique = [...new Set(memberIds)]
  if (unique.length > 0)
    await tables(tx)
      .insertInto('group_member')
      .values(unique.map((accountId) => ({ unit_id: unitId, group_id: groupId, account_id: accountId })))
      .execute()
}

export async function insertGroup(tx: Tx, unitId: number, group: GroupText): Promise<number> {
  const row = await tables(tx)
    .insertInto('research_group')
    .values({ unit_id: unitId, name: group.name, lead_account_id: group.leadAccountId ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setMembers(tx, unitId, row.id, group.memberIds)
  return row.id
}

export async function updateGroup(tx: Tx, unitId: number, groupId: number, group: GroupText): Promise<void> {
  await tables(tx)
    .updateTable('research_group')
    .set({ name: group.name, lead_account_id: group.leadAccountId ?? null })
    .where('unit_id', '=', unitId)
    .where('id', '=', groupId)
    .execute()
  await setMembers(tx, unitId, groupId, group.memberIds)
}

export async function removeGroup(tx: Tx, unitId: number, groupId: number): Promise<void> {
  await tables(tx)
    .deleteFrom('research_group')
    .where('unit_id', '=', unitId)
    .where('id', '=', groupId)
    .execute()
}

/** Somebody leaves every group of a unit, as member and as lead. */
export async function leaveGroups(tx: Tx, unitId: number, accountId: number): Promise<void> {
  await tables(tx)
    .deleteFrom('group_member')
    .where('unit_id', '=', unitId)
    .where('account_id', '=', accountId)
    .execute()
  await tables(tx)
    .updateTable('research_group')
    .set({ lead_account_id: null })
    .where('unit_id', '=', unitId)
    .where('lead_account_id', '=', accountId)
    .execute()
}
