import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { RecordStep } from '../domain/record-rules.ts'
import type { ReportState } from '../domain/report-transitions.ts'

export interface NewRecordStep {
  readonly unitId: number
  readonly recordId: number
  readonly version: number
  readonly step: RecordStep
  readonly from: ReportState
  readonly to: ReportState
  readonly comment: string
}
export interface TakenRecordStep extends NewRecordStep {
  readonly actorName: string
  readonly at: Instant
}

/** Keeps steps for good, with who took them. */
export async function insertRecordSteps(
  tx: Tx,
  steps: readonly NewRecordStep[],
  actor: { readonly accountId: number | undefined; readonly name: string },
  at: Instant,
): Promise<void> {
  if (steps.length === 0) return
  await sql`insert into resource_record_step (unit_id, record_id, version, step, from_state, to_state, comment, actor_id,
      actor_name, at)
    select "unitId", "recordId", version, step, "from", "to", comment, ${actor.accountId ?? null}::bigint,
      ${actor.name}::text, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as given ("unitId" bigint, "recordId" bigint, version int,
      step text, "from" text, "to" text, comment text)`.execute(tx)
}

/** Every step of a record, newest first. */
export async function recordStepsOf(db: Db, unitId: number, recordId: number): Promise<TakenRecordStep[]> {
  const { rows } =
    await sql<TakenRecordStep>`select unit_id as "unitId", record_id as "recordId", version, step,
      from_state as "from", to_state as "to", comment, actor_name as "actorName", at
    from resource_record_step where unit_id = ${unitId} and record_id = ${recordId} order by id desc limit 200`.execute(
      db,
    )
  return rows
}

/** Who handed each record to the review in the unit last. */
export async function lastRecordSubmitters(
  db: Db,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ recordId: number; actorId: number }>`select distinct on (record_id)
      record_id as "recordId", actor_id as "actorId"
    from resource_record_step where step = 'submit_to_unit' and actor_id is not null
      and record_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::bigint)
    order by record_id, id desc`.execute(db)
  return new Map(rows.map((row) => [row.recordId, row.actorId]))
}
