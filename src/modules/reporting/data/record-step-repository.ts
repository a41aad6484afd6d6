import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { RecordStep } from '../domain/record-rules.ts'
import type { ReturnReason } from '../domain/report-rules.ts'
import type { ReportState } from '../domain/report-transitions.ts'

export interface NewRecordStep {
  readonly unitId: number
  readonly recordId: number
  readonly version: number
  readonly step: RecordStep
  readonly from: ReportState
  readonly to: ReportState
  readonly reasons: readonly ReturnReason[]
  readonly comment: string
  /** What the browser called its decision; the same one sent twice is taken once. */
  readonly key?: string | undefined
  /** The draw that led to it. */
  readonly drawId?: number | undefined
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
  await sql`insert into resource_record_step (unit_id, record_id, version, step, from_state, to_state, reasons, comment,
      decision_key, draw_id, actor_id, actor_name, at)
    select "unitId", "recordId", version, step, "from", "to", reasons, comment, key, "drawId", ${actor.accountId ?? null}::bigint,
      ${actor.name}::text, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as given ("unitId" bigint, "recordId" bigint, version int,
      step text, "from" text, "to" text, reasons jsonb, comment text, key text, "drawId" bigint)`.execute(tx)
}

/** Every step of a record, newest first. */
export async function recordStepsOf(db: Db, unitId: number, recordId: number): Promise<TakenRecordStep[]> {
  const { rows } =
    await sql<TakenRecordStep>`select unit_id as "unitId", record_id as "recordId", version, step,
      from_state as "from", to_state as "to", reasons, comment, actor_name as "actorName", at
    from resource_record_step where unit_id = ${unitId} and record_id = ${recordId} order by id desc limit 200`.execute(
      db,
    )
  return rows
}

/** Which of these decisions a person's steps already stand for, by the key the browser gave them. */
export async function recordKeysTaken(
  db: Db,
  accountId: number,
  decisions: readonly { readonly recordId: number; readonly key?: string | undefined }[],
): Promise<ReadonlySet<string>> {
  const given = decisions.filter((one) => one.key !== undefined)
  if (given.length === 0) return new Set()
  const { rows } = await sql<{ key: string }>`select s.decision_key as key
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given ("recordId" bigint, key text)
    join resource_record r on r.id = given."recordId"
    join resource_record_step s on s.unit_id = r.unit_id and s.decision_key = given.key and s.record_id = r.id
    where s.actor_id = ${accountId}`.execute(db)
  return new Set(rows.map((row) => row.key))
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
