import type { Role } from '#kernel/permissions.ts'
import type { Instant } from '#kernel/time.ts'
import { holdersOf } from '#modules/identity/index.ts'
import type { Tx } from '#platform/db/connect.ts'
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
