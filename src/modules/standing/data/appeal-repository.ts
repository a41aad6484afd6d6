import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import type { AppealState } from '../domain/appeal.ts'

export interface Appeal {
  readonly unitId: number
  readonly id: number
  readonly accountId: number
  readonly entryId: number | null
  readonly sanctionId: number | null
  readonly state: AppealState
  readonly version: number
}

export async function lockedAppeal(tx: Tx, id: number): Promise<Appeal | undefined> {
  const { rows } =
    await sql<Appeal>`select unit_id as "unitId", id, account_id as "accountId", entry_id as "entryId",
      sanction_id as "sanctionId", state, version from appeal where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Writes an appeal; undefined when one about the same was written before. */
export async function insertAppeal(
  tx: Tx,
  appeal: {
    readonly unitId: number
    readonly accountId: number
    readonly entryId: number | undefined
    readonly sanctionId: number | undefined
    readonly reason: string
  },
  now: Instant,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    insert into appeal (unit_id, account_id, entry_id, sanction_id, reason, state, created_at)
    values (${appeal.unitId}, ${appeal.accountId}, ${appeal.entryId ?? null}, ${appeal.sanctionId ?? null},
      ${appeal.reason}, 'waiting', ${now}::timestamptz) on conflict do nothing returning id`.execute(tx)
  return rows[0]?.id
}

export async function setAppealState(
  tx: Tx,
  id: number,
  to: {
    readonly state: AppealState
    readonly by: number | undefined
    readonly at: Instant
    readonly note: string
  },
): Promise<void> {
  await sql`update appeal set state = ${to.state}, decided_by = ${to.by ?? null}, decided_at = ${to.at}::timestamptz,
    decision_note = ${to.note}, version = version + 1 where id = ${id}`.execute(tx)
}
