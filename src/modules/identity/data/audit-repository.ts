import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { tables } from './tables.ts'

export interface AuditEntry {
  readonly id: number
  readonly at: Instant
  readonly actorName: string
  readonly action: string
  readonly subject: string
  readonly subjectId: string
  readonly unitId: number | null
  readonly changes: unknown
}
export interface NewAuditEntry {
  readonly action: string
  readonly subject: string
  readonly subjectId: string | number
  readonly unitId?: number | undefined
  /** `{ field: { from, to } }` or other details; never secrets. */
  readonly changes?: Readonly<Record<string, unknown>> | undefined
}

const nameOf = (actor: Actor) => (actor.kind === 'account' ? actor.displayName : actor.kind)

export async function insertAudit(
  tx: Tx,
  actor: Actor,
  at: Instant,
  entries: readonly NewAuditEntry[],
): Promise<void> {
  if (entries.length === 0) return
  const actorId = actor.kind === 'account' ? actor.accountId : null
  const rows = entries.map((entry) => ({
    action: entry.action,
    subject: entry.subject,
    subject_id: String(entry.subjectId),
    unit_id: entry.unitId ?? null,
    changes: entry.changes ?? null,
  }))
  await sql`insert into audit_entry (at, actor_id, actor_name, action, subject, subject_id, unit_id, changes)
    select ${at}::timestamptz, ${actorId}::bigint, ${nameOf(actor)}::text, action, subject, subject_id, unit_id, changes
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (action text, subject text, subject_id text, unit_id bigint, changes jsonb)`.execute(tx)
}

export interface AuditFilter {
  readonly subject?: string | undefined
  readonly subjectId?: string | undefined
  readonly unitId?: number | undefined
  readonly before?: number | undefined
}

/** Newest first, fifty a page. */
export async function auditPage(db: Db, filter: AuditFilter): Promise<AuditEntry[]> {
  let query = tables(db)
    .selectFrom('audit_entry')
    .select([
      'id',
      'at',
      'actor_name as actorName',
      'action',
      'subject',
      'subject_id as subjectId',
      'unit_id as unitId',
      'changes',
    ])
    .orderBy('id', 'desc')
    .limit(51)
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject)
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.unitId !== undefined) query = query.where('unit_id', '=', filter.unitId)
  if (filter.before !== undefined) query = query.where('id', '<', filter.before)
  return query.execute()
}

/** Removes the details of entries about subjects whose content must go; that something was done, when and by whom stays. */
export async function redactAudit(
  tx: Tx,
  subject: string,
  subjectIds: readonly (string | number)[],
): Promise<number> {
  const ids = JSON.stringify(subjectIds.map(String))
  const result =
    await sql`update audit_entry set changes = null where changes is not null and subject = ${subject}
    and subject_id in (select jsonb_array_elements_text(${ids}::jsonb))`.execute(tx)
  return Number(result.numAffectedRows ?? 0n)
}
