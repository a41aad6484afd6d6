import type { Generated, GeneratedAlways } from 'kysely'
import type { Db } from '#platform/db/connect.ts'
import type { Role, ScopeKind } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'

export type IdentityTables = {
  account: {
    id: GeneratedAlways<number>
    login: string
    display_name: string
    unit_id: number | null
    email: string | null
    phone: string | null
    locale: Generated<'zh-CN' | 'en'>
    password_hash: string
    status: Generated<'active' | 'locked' | 'closed'>
    failed_attempts: Generated<number>
    locked_until: Instant | null
    demonstration: Generated<boolean>
    created_at: Generated<Instant>
  }
  session: {
    token_sha256: Buffer
    account_id: number
    created_at: Instant
    last_seen_at: Instant
    expires_at: Instant
  }
  role_grant: {
    account_id: number
    role: Role
    scope: ScopeKind
    scope_id: string
    granted_by: number | null
    granted_at: Generated<Instant>
  }
  sign_in_attempt: { at: Instant; login: string; source: string }
  audit_entry: {
    id: GeneratedAlways<number>
    at: Instant
    actor_id: number | null
    actor_name: string
    action: string
    subject: string
    subject_id: string
    unit_id: number | null
    changes: unknown
  }
}

/** The database with this module's tables, and only these. */
export const tables = (db: Db) => db.$extendTables<IdentityTables>()
