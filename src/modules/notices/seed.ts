import type { Role } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import { holdersOf } from '#modules/identity/index.ts'
import type { Sql, Tx } from '#platform/db/connect.ts'
import { insertNotices, markRead } from './data/notice-repository.ts'
import { type NewNotice, linesFor } from './domain/notice.ts'

/** The door for src/main's demonstration data: what people were told in the past, without mail. */
export interface SeedNotice extends Omit<NewNotice, 'to'> {
  readonly unitId: number
  readonly roles: readonly Role[]
}

/** Writes notices as they were told at a moment; `read` ones were read since. */
export async function seedInbox(
  tx: Tx,
  told: readonly SeedNotice[],
  at: Instant,
  read: boolean,
): Promise<void> {
  const notices = told.map(({ unitId, roles, ...notice }) => ({
    ...notice,
    to: roles.map((role) => ({ role, scope: 'unit' as const, scopeId: String(unitId) })),
  }))
  const lines = linesFor(
    notices,
    await holdersOf(
      tx,
      notices.flatMap(({ to }) => to),
    ),
  )
  await insertNotices(tx, lines, at)
  if (!read) return
  for (const accountId of new Set(lines.map((line) => line.accountId)))
    await markRead(tx, accountId, undefined, at)
}

/** A unit's group robot at a reserved address whose one message was given up; nothing here is ever sent. */
export async function seedFailedRobot(
  sql: Sql,
  robot: { readonly unitId: number; readonly name: string; readonly title: string },
  at: Instant,
): Promise<void> {
  const when = new Date(at).toISOString()
  await sql`with hook as (
      insert into webhook (unit_id, name, format, address, sign_secret, topics, created_at)
      values (${robot.unitId}, ${robot.name}, 'wecom', 'https://robot.example/send?key=0000-demo', '', '{campaign,report}', ${when})
      returning id)
    insert into webhook_outbox (webhook_id, once_key, topic, title, body, link, state, attempts, due_at, claimed_at, last_error, created_at)
    select id, 'demonstration robot', 'campaign', ${robot.title}, '', '/campaigns', 'failed', 12, ${when}, ${when},
      'getaddrinfo ENOTFOUND robot.example', ${when} from hook`
}
