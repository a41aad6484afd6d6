import { type RawBuilder, sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { ProjectState } from '../domain/project.ts'

/** A project with the words around it. */
export interface ProjectLine {
  readonly id: number
  readonly accountId: number
  readonly ownerName: string
  readonly unitId: number | null
  readonly unitName: string | null
  readonly unitNameEn: string | null
  readonly groupId: number | null
  readonly groupName: string | null
  readonly level: string
  readonly number: string
  readonly title: string
  readonly proofFileId: number | null
  readonly proofName: string | null
  readonly proofMediaType: string | null
  readonly validUntil: string
  readonly state: ProjectState
  readonly note: string
  readonly decidedByName: string | null
  readonly decidedAt: Instant | null
  /** Bookings that named it and were not given up. */
  readonly bookings: number
  readonly version: number
  readonly updatedAt: Instant
}

const linesWhere = (where: RawBuilder<unknown>, limit: number) => sql<ProjectLine>`
  select p.id, p.account_id as "accountId", who.display_name as "ownerName", p.unit_id as "unitId", un.name as "unitName",
    un.name_en as "unitNameEn", p.group_id as "groupId", g.name as "groupName", p.level, p.number, p.title,
    p.proof_file_id as "proofFileId", f.name as "proofName", f.media_type as "proofMediaType",
    p.valid_until as "validUntil", p.state, p.note, decider.display_name as "decidedByName",
    p.decided_at as "decidedAt", p.version, p.updated_at as "updatedAt",
    (select count(*)::int from priority_use pu where pu.project_id = p.id and not pu.given_up) as bookings
  from priority_project p join account who on who.id = p.account_id
  left join unit un on un.id = p.unit_id
  left join research_group g on g.unit_id = p.unit_id and g.id = p.group_id
  left join account decider on decider.id = p.decided_by
  left join stored_file f on f.id = p.proof_file_id
  where ${where} order by p.state = 'waiting' desc, p.updated_at desc, p.id desc limit ${limit}`

/** Projects somebody owns, and those of their research groups. */
export const projectsOf = async (db: Db, accountId: number): Promise<ProjectLine[]> =>
  (
    await linesWhere(
      sql`p.account_id = ${accountId}
        or (p.state = 'checked' and p.group_id in (select group_id from group_member where account_id = ${accountId}
          union select id from research_group where lead_account_id = ${accountId}))`,
      200,
    ).execute(db)
  ).rows

export async function projectsWithin(
  db: Db,
  scope: ScopeFilter,
  wish: { readonly state: ProjectState | undefined; readonly limit: number },
): Promise<ProjectLine[]> {
  const state = sql`(${wish.state ?? null}::text is null or p.state = ${wish.state ?? null}) and p.state <> 'draft'`
  const scoped = scope.everything
    ? sql`true`
    : sql`(un.id is not null and ${withinScope(scope, { unit: 'un' })})`
  return (await linesWhere(sql`${scoped} and ${state}`, wish.limit).execute(db)).rows
}

export async function projectById(db: Db, id: number): Promise<ProjectLine | undefined> {
  return (await linesWhere(sql`p.id = ${id}`, 1).execute(db)).rows[0]
}

/** Like projectById, and nobody else changes it until the transaction ends. */
export async function lockedProject(tx: Tx, id: number): Promise<ProjectLine | undefined> {
  await sql`select 1 from priority_project where id = ${id} for update`.execute(tx)
  return projectById(tx, id)
}

export interface ProjectText {
  readonly level: string
  readonly number: string
  readonly title: string
  readonly validUntil: string
  readonly groupId: number | undefined
}

export async function insertProject(
  tx: Tx,
  owner: { readonly accountId: number; readonly unitId: number | undefined },
  text: ProjectText,
  now: Instant,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into priority_project (account_id, unit_id, group_id, level, number, title, valid_until, state, created_at, updated_at)
    values (${owner.accountId}, ${owner.unitId ?? null}, ${text.groupId ?? null}, ${text.level}, ${text.number}, ${text.title},
      ${text.validUntil}::date, 'draft', ${now}::timestamptz, ${now}::timestamptz) returning id`.execute(tx)
  return rows[0]?.id ?? 0
}

export async function saveProject(tx: Tx, id: number, text: ProjectText, now: Instant): Promise<void> {
  await sql`update priority_project set group_id = ${text.groupId ?? null}, level = ${text.level}, number = ${text.number},
    title = ${text.title}, valid_until = ${text.validUntil}::date, updated_at = ${now}::timestamptz, version = version + 1
    where id = ${id}`.execute(tx)
}

export async function setProof(tx: Tx, id: number, fileId: number, now: Instant): Promise<void> {
  await sql`update priority_project set proof_file_id = ${fileId}, updated_at = ${now}::timestamptz, version = version + 1
    where id = ${id}`.execute(tx)
}

export async function moveProject(
  tx: Tx,
  id: number,
  to: { readonly state: ProjectState; readonly note: string; readonly by: number | undefined },
  now: Instant,
): Promise<void> {
  await sql`update priority_project set state = ${to.state}, note = ${to.note}, decided_by = ${to.by ?? null},
    decided_at = ${to.by === undefined ? null : now}::timestamptz, updated_at = ${now}::timestamptz, version = version + 1
    where id = ${id}`.execute(tx)
}

/** The research groups somebody belongs to or leads. */
export async function groupsOfPerson(db: Db, accountId: number): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`select id, name from research_group
    where lead_account_id = ${accountId}
      or id in (select group_id from group_member where account_id = ${accountId}) order by name, id`.execute(
    db,
  )
  return rows
}
