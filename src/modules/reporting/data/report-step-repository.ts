import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { ReturnReason } from '../domain/report-rules.ts'
import type { ReportState, ReportStep } from '../domain/report-transitions.ts'

export interface NewStep {
  readonly unitId: number
  readonly instrumentId: number
  readonly version: number
  readonly step: ReportStep
  readonly from: ReportState
  readonly to: ReportState
  readonly reasons: readonly ReturnReason[]
  readonly comment: string
}
export interface TakenStep extends NewStep {
  readonly actorName: string
  readonly at: Instant
}

/** Keeps steps for good, with who took them. */
export async function insertSteps(
  tx: Tx,
  steps: readonly NewStep[],
  actor: { readonly accountId: number | undefined; readonly name: string },
  at: Instant,
): Promise<void> {
  if (steps.length === 0) return
  await sql`insert into report_step (unit_id, instrument_id, version, step, from_state, to_state, reasons, comment,
      actor_id, actor_name, at)
    select "unitId", "instrumentId", version, step, "from", "to", reasons, comment, ${actor.accountId ?? null}::bigint,
      ${actor.name}::text, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as given ("unitId" bigint, "instrumentId" bigint, version int,
      step text, "from" text, "to" text, reasons jsonb, comment text)`.execute(tx)
}

/** Every step of an instrument, newest first. */
export async function stepsOf(db: Db, unitId: number, instrumentId: number): Promise<TakenStep[]> {
  const { rows } =
    await sql<TakenStep>`select unit_id as "unitId", instrument_id as "instrumentId", version, step,
      from_state as "from", to_state as "to", reasons, comment, actor_name as "actorName", at
    from report_step where unit_id = ${unitId} and instrument_id = ${instrumentId} order by id desc limit 500`.execute(
      db,
    )
  return rows
}

/** Ids of those with whose standing version a step was taken; that editing opened it again does not count. */
export async function judgedVersions(
  db: Db,
  of: readonly { readonly unitId: number; readonly id: number; readonly version: number }[],
): Promise<ReadonlySet<number>> {
  const keys = of.map(({ unitId, id, version }) => ({ unitId, id, version }))
  const { rows } = await sql<{ id: number }>`select distinct s.instrument_id as id
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as given ("unitId" bigint, id bigint, version int)
    join report_step s on s.unit_id = given."unitId" and s.instrument_id = given.id and s.version = given.version
    where s.step <> 'reopen'`.execute(db)
  return new Set(rows.map((row) => row.id))
}

/** Who handed each instrument to the review in the unit last. */
export async function lastSubmitters(
  db: Db,
  instrumentIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{
    instrumentId: number
    actorId: number
  }>`select distinct on (unit_id, instrument_id)
      instrument_id as "instrumentId", actor_id as "actorId"
    from report_step where step = 'submit_to_unit' and actor_id is not null
      and instrument_id in (select jsonb_array_elements_text(${JSON.stringify(instrumentIds)}::jsonb)::bigint)
    order by unit_id, instrument_id, id desc`.execute(db)
  return new Map(rows.map((row) => [row.instrumentId, row.actorId]))
}

/** The version of the reporting rules an operator chose; undefined when the dated rules decide. */
export async function chosenRuleSet(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{
    value: string
  }>`select value #>> '{}' as value from site_setting where key = 'reporting.rule_set'`.execute(db)
  return rows[0]?.value
}
