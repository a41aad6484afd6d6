import type { Grant } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedAccount {
  readonly id: number
  readonly login: string
  readonly displayName: string
  readonly unitId: number | undefined
  readonly email: string
  readonly phone: string
  readonly locale: 'zh-CN' | 'en'
}
export interface SeedGrant extends Grant {
  readonly accountId: number
}
export interface SeedAuditEntry {
  readonly at: Instant
  readonly actorId: number
  readonly actorName: string
  readonly action: string
  readonly subject: string
  readonly subjectId: number
  readonly unitId: number | undefined
  readonly changes: Readonly<Record<string, unknown>>
}

/** Demonstration accounts share one password, so it is hashed once. */
export async function seedAccounts(
  sql: Sql,
  accounts: readonly SeedAccount[],
  passwordHash: string,
  createdAt: Instant,
): Promise<void> {
  const columns = [
    'id',
    'login',
    'display_name',
    'unit_id',
    'email',
    'phone',
    'locale',
    'password_hash',
    'demonstration',
    'created_at',
  ]
  const created = timeCell(createdAt)
  await copyRows(
    sql,
    'account',
    columns,
    rowsOf(accounts, (one) => [
      one.id,
      one.login,
      one.displayName,
      one.unitId,
      one.email,
      one.phone,
      one.locale,
      passwordHash,
      true,
      created,
    ]),
  )
  await moveSequence(sql, 'account')
}

export async function seedGrants(sql: Sql, grants: Iterable<SeedGrant>, grantedAt: Instant): Promise<void> {
  const at = timeCell(grantedAt)
  await copyRows(
    sql,
    'role_grant',
    ['account_id', 'role', 'scope', 'scope_id', 'granted_at'],
    rowsOf(grants, (one) => [one.accountId, one.role, one.scope, one.scopeId, at]),
  )
}

export async function seedAuditEntries(sql: Sql, entries: readonly SeedAuditEntry[]): Promise<void> {
  await copyRows(
    sql,
    'audit_entry',
    ['id', 'at', 'actor_id', 'actor_name', 'action', 'subject', 'subject_id', 'unit_id', 'changes'],
    rowsOf(
      entries.toSorted((a, b) => a.at - b.at).map((one, i) => ({ one, id: i + 1 })),
      ({ one, id }) => [
        id,
        timeCell(one.at),
        one.actorId,
        one.actorName,
        one.action,
        one.subject,
        String(one.subjectId),
        one.unitId,
        one.changes,
      ],
    ),
  )
  await moveSequence(sql, 'audit_entry')
}
