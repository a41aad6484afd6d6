import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { LateStep, RequestStep, StepDecider, StepOutcome } from '../domain/approval-chain.ts'
import type { Booking } from '../domain/booking.ts'
import { ms } from './epoch.ts'

type Of = Pick<Booking, 'unitId' | 'id'>

/** Steps as the statements that write them take them. */
export const stepsAsJson = (steps: readonly RequestStep[]) =>
  JSON.stringify(
    steps.map(({ no, by, withinHours, late, dueAt }) => ({
      ...{ no, decider: by, within_hours: withinHours ?? null, late },
      due_at: dueAt === undefined ? null : new Date(dueAt).toISOString(),
    })),
  )

/** The shape of stepsAsJson in the database. */
export const stepRecord = sql`(no int, decider text, within_hours int, late text, due_at timestamptz)`

/** The steps of a request in order; empty for one that only its lead decides. */
export async function stepsOf(db: Db, { unitId, id }: Of): Promise<RequestStep[]> {
  const { rows } = await sql<{
    no: number
    by: StepDecider
    withinHours: number | null
    late: LateStep
    dueAt: Instant | null
    outcome: StepOutcome
  }>`select no, decider as by, within_hours as "withinHours", late, due_at as "dueAt", outcome
    from booking_step where unit_id = ${unitId} and booking_id = ${id} order by no`.execute(db)
  return rows.map((row) => ({
    ...row,
    withinHours: row.withinHours ?? undefined,
    dueAt: row.dueAt ?? undefined,
  }))
}

/** A request that is asked anew: steps nobody decided give way to new ones. */
export async function replaceSteps(tx: Tx, { unitId, id }: Of, steps: readonly RequestStep[]): Promise<void> {
  await sql`delete from booking_step where unit_id = ${unitId} and booking_id = ${id} and outcome = ''`.execute(
    tx,
  )
  if (steps.length === 0) return
  await sql`insert into booking_step (unit_id, booking_id, no, decider, within_hours, late, due_at)
    select ${unitId}, ${id}, s.no, s.decider, s.within_hours, s.late, s.due_at
    from jsonb_to_recordset(${stepsAsJson(steps)}::jsonb) as s ${stepRecord}`.execute(tx)
}

/** How a step ended. */
export interface StepEnd {
  readonly outcome: Exclude<StepOutcome, ''>
  readonly by: number | undefined
  /** Whose deputy decided. */
  readonly inPlaceOf?: number | undefined
  readonly at: Instant
  readonly note: string
}

/** Records how a step ended; a plain request by the lead gets its only step on record with it. */
export async function endStep(tx: Tx, { unitId, id }: Of, step: RequestStep, end: StepEnd): Promise<void> {
  await sql`insert into booking_step (unit_id, booking_id, no, decider, late, outcome, decided_by, in_place_of, decided_at, note)
    values (${unitId}, ${id}, ${step.no}, ${step.by}, ${step.late}, ${end.outcome}, ${end.by ?? null},
      ${end.inPlaceOf ?? null}, ${end.at}, ${end.note})
    on conflict (unit_id, booking_id, no) do update set outcome = excluded.outcome, decided_by = excluded.decided_by,
      in_place_of = excluded.in_place_of, decided_at = excluded.decided_at, note = excluded.note`.execute(tx)
}

/** The clock of the step that comes up begins. */
export async function beginStep(
  tx: Tx,
  { unitId, id }: Of,
  no: number,
  dueAt: Instant | undefined,
): Promise<void> {
  await sql`update booking_step set due_at = ${dueAt ?? null}
    where unit_id = ${unitId} and booking_id = ${id} and no = ${no}`.execute(tx)
}

/** Ids of requests whose waiting step is late. */
export async function lateRequests(db: Db, now: Instant, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select b.id from booking_step s
    join booking b on b.unit_id = s.unit_id and b.id = s.booking_id
    where s.outcome = '' and s.due_at <= ${now} and b.status in ('pending', 'requested')
    order by s.due_at limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** A step as a reader of the booking sees it. */
export interface StepLine {
  readonly no: number
  readonly by: StepDecider
  readonly outcome: StepOutcome
  readonly dueAt: Instant | null
  readonly decidedAt: Instant | null
  readonly decidedByName: string | null
  readonly inPlaceOfName: string | null
  readonly note: string
}

/** The steps of booking `b` as json. */
export const stepLines = sql<
  StepLine[] | null
>`(select jsonb_agg(jsonb_build_object('no', s.no, 'by', s.decider,
    'outcome', s.outcome, 'dueAt', ${ms('s.due_at')}, 'decidedAt', ${ms('s.decided_at')}, 'decidedByName', d.display_name,
    'inPlaceOfName', p.display_name, 'note', s.note) order by s.no)
  from booking_step s left join account d on d.id = s.decided_by left join account p on p.id = s.in_place_of
  where s.unit_id = b.unit_id and s.booking_id = b.id)`

/** Who decides the waiting step of booking `b`. */
export const waitingDecider = sql<StepDecider>`coalesce((select s.decider from booking_step s
  where s.unit_id = b.unit_id and s.booking_id = b.id and s.outcome = '' order by s.no limit 1), 'lead')`
