import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

export interface DueFeedback {
  readonly unitId: number
  readonly useId: number
  readonly instrumentId: number
  readonly accountId: number
}

/** Feedback is awaited until a moment; awaited already, it stays as it is. */
export async function awaitFeedback(tx: Tx, due: DueFeedback, dueAt: Instant): Promise<void> {
  await sql`insert into feedback_due (unit_id, use_id, instrument_id, account_id, due_at)
    values (${due.unitId}, ${due.useId}, ${due.instrumentId}, ${due.accountId}, ${dueAt}::timestamptz)
    on conflict do nothing`.execute(tx)
}

/** Feedback came, or is no longer wanted. */
export async function feedbackSettled(tx: Tx, unitId: number, useId: number): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`delete from feedback_due
    where unit_id = ${unitId} and use_id = ${useId} returning use_id as id`.execute(tx)
  return rows.length > 0
}

/** Feedback that was awaited until now. */
export async function overdueFeedback(db: Db, now: Instant, limit: number): Promise<DueFeedback[]> {
  const { rows } = await sql<DueFeedback>`
    select unit_id as "unitId", use_id as "useId", instrument_id as "instrumentId", account_id as "accountId"
    from feedback_due where due_at <= ${now}::timestamptz order by due_at, use_id limit ${limit}`.execute(db)
  return rows
}
