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
  /** What the browser called its decision; the same one sent twice is taken once. */
  readonly key?: string | undefined
  /** The draw that led to it. */
  readonly drawId?: number | undefined
}
export interface TakenStep extends NewStep {
  readonly actorName: string
  readonly at: Instant
  /** How the draw that led to it went for the unit. */
  readonly draw?: StepDraw | undefined
}
export interface StepDraw {
  readonly drawId: number
  readonly population: number
  readonly sampled: number
  readonly wrong: number
  readonly seed: string
  readonly drawnByName: string
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
      decision_key, draw_id, actor_id, actor_name, at)
    select "unitId", "instrumentId", version, step, "from", "to", reasons, comment, key, "drawId", ${actor.accountId ?? null}::bigint,
      ${actor.name}::text, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as given ("unitId" bigint, "instrumentId" bigint, version int,
      step text, "from" text, "to" text, reasons jsonb, comment text, key text, "drawId" bigint)`.execute(tx)
}

/** Every step of an instrument, newest first. */
export async function stepsOf(db: Db, unitId: number, instrumentId: number): Promise<TakenStep[]> {
  type Row = Omit<TakenStep, 'draw'> & { readonly draw: StepDraw | null }
  const { rows } =
    await sql<Row>`select s.unit_id as "unitId", s.instrument_id as "instrumentId", s.version, s.step,
      s.from_state as "from", s.to_state as "to", s.reasons, s.comment, s.actor_name as "actorName", s.at,
      case when d.id is not null then jsonb_build_object('drawId', d.id, 'seed', d.seed, 'drawnByName', d.drawn_by_name,
        'population', one -> 'population', 'sampled', one -> 'sampled', 'wrong', one -> 'wrong') end as draw
    from report_step s left join review_draw d on d.id = s.draw_id
      left join lateral (select one from jsonb_array_elements(d.results) one
        where (one ->> 'unitId')::bigint = s.unit_id limit 1) result on true
    where s.unit_id = ${unitId} and s.instrument_id = ${instrumentId} order by s.id desc limit 500`.execute(
      db,
    )
  return rows.map(({ draw, ...row }) => (draw === null ? row : { ...row, draw }))
}

/** Which of these decisions a person's steps already stand for, by the key the browser gave them. */
export async function keysTaken(
  db: Db,
  accountId: number,
  decisions: readonly { readonly instrumentId: number; readonly key?: string | undefined }[],
): Promise<ReadonlySet<string>> {
  const given = decisions.filter((one) => one.key !== undefined)
  if (given.length === 0) return new Set()
  const { rows } = await sql<{ key: string }>`select s.decision_key as key
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given ("instrumentId" bigint, key text)
    join instrument i on i.id = given."instrumentId"
    join report_step s on s.unit_id = i.unit_id and s.decision_key = given.key and s.instrument_id = i.id
    where s.actor_id = ${accountId}`.execute(db)
  return new Set(rows.map((row) => row.key))
}

/** Reasons a person gave last, newest first, each once. */
export async function lastReasons(db: Db, accountId: number): Promise<string[]> {
  const { rows } = await sql<{ reason: string }>`select one ->> 'reason' as reason
    from ((select at, reasons from report_step where actor_id = ${accountId} and step in ('return', 'return_in_unit')
        order by id desc limit 100)
      union all (select at, reasons from resource_record_step where actor_id = ${accountId}
        and step in ('return', 'return_in_unit') order by id desc limit 100)) s, jsonb_array_elements(s.reasons) one
    group by 1 order by max(s.at) desc limit 40`.execute(db)
  return rows.map((row) => row.reason)
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
    where s.step not in ('reopen', 'amend')`.execute(db)
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
