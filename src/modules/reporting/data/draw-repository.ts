import { sql } from 'kysely'
import type { ScopeFilter } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import { withinScope } from '#platform/db/scope-filter.ts'
import type { ReturnReason } from '../domain/report-rules.ts'
import type { DrawState, DrawVerdict, SampleRule, UnitResult } from '../domain/review-draw.ts'
import type { ReviewLevel } from '../domain/review-rules.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { subjectTables } from './subject-tables.ts'

export interface Draw {
  readonly id: number
  readonly of: ReviewSubject
  readonly level: ReviewLevel
  readonly filter: Readonly<Record<string, unknown>>
  readonly seed: string
  readonly ruleVersion: string
  readonly rule: SampleRule
  readonly state: DrawState
  readonly results: readonly UnitResult[]
  readonly drawnByName: string
  readonly drawnAt: Instant
  readonly closedByName: string | null
  readonly closedAt: Instant | null
}
export interface DrawnReport {
  readonly unitId: number
  readonly unitName: string
  readonly unitNameEn: string
  readonly subjectId: number
  readonly name: string
  readonly nameEn: string
  readonly innerId: string
  readonly version: number
  readonly sampled: boolean
  readonly verdict: DrawVerdict
  readonly reasons: readonly ReturnReason[]
  readonly comment: string
  readonly judgedByName: string | null
}

const columns = sql`d.id, d.subject as of, d.level, d.filter, d.seed, d.rule_version as "ruleVersion", d.rule, d.state, d.results,
  d.drawn_by_name as "drawnByName", d.drawn_at as "drawnAt", d.closed_by_name as "closedByName", d.closed_at as "closedAt"`

export interface NewDraw {
  readonly of: ReviewSubject
  readonly level: ReviewLevel
  readonly filter: object
  readonly seed: string
  readonly ruleVersion: string
  readonly rule: SampleRule
  readonly results: readonly UnitResult[]
  readonly by: { readonly accountId: number; readonly displayName: string }
  readonly at: Instant
  readonly members: readonly {
    readonly unitId: number
    readonly subjectId: number
    readonly version: number
    readonly sampled: boolean
  }[]
}

/** Keeps a draw with everything it was drawn from. Answers its id. */
export async function insertDraw(tx: Tx, draw: NewDraw): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into review_draw
      (subject, level, filter, seed, rule_version, rule, state, results, drawn_by, drawn_by_name, drawn_at)
    values (${draw.of}, ${draw.level}, ${JSON.stringify(draw.filter)}::jsonb, ${draw.seed}, ${draw.ruleVersion},
      ${JSON.stringify(draw.rule)}::jsonb, 'open', ${JSON.stringify(draw.results)}::jsonb, ${draw.by.accountId},
      ${draw.by.displayName}, ${draw.at}::timestamptz) returning id`.execute(tx)
  const id = rows[0]?.id ?? 0
  await sql`insert into review_draw_member (unit_id, draw_id, ${subjectTables[draw.of].key}, version, sampled)
    select "unitId", ${id}::bigint, "subjectId", version, sampled
    from jsonb_to_recordset(${JSON.stringify(draw.members)}::jsonb)
      as given ("unitId" bigint, "subjectId" bigint, version int, sampled boolean)`.execute(tx)
  return id
}

/** Draws of a level that hold something within a scope, newest first. */
export async function drawsWithin(db: Db, level: ReviewLevel, scope: ScopeFilter): Promise<Draw[]> {
  const { rows } = await sql<Draw>`select ${columns} from review_draw d where d.level = ${level}
      and exists (select 1 from review_draw_member m join unit u on u.id = m.unit_id
        where m.draw_id = d.id and ${withinScope(scope, { unit: 'u' })})
    order by d.id desc limit 100`.execute(db)
  return rows
}

export async function drawById(db: Db, id: number): Promise<Draw | undefined> {
  const { rows } = await sql<Draw>`select ${columns} from review_draw d where d.id = ${id}`.execute(db)
  return rows[0]
}

/** Like drawById, and nobody else changes it until the transaction ends. */
export async function lockedDraw(tx: Tx, id: number): Promise<Draw | undefined> {
  const { rows } =
    await sql<Draw>`select ${columns} from review_draw d where d.id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Everything a draw was drawn from, the sample first. */
export async function membersOf(db: Db, of: ReviewSubject, drawId: number): Promise<DrawnReport[]> {
  const { table, key } = subjectTables[of]
  const { rows } =
    await sql<DrawnReport>`select m.unit_id as "unitId", u.name as "unitName", u.name_en as "unitNameEn",
      m.${key} as "subjectId", i.name, coalesce(i.elements ->> 'ename', '') as "nameEn", i.inner_id as "innerId", m.version, m.sampled, m.verdict, m.reasons,
      m.comment, m.judged_by_name as "judgedByName"
    from review_draw_member m join unit u on u.id = m.unit_id
      join ${table} i on i.unit_id = m.unit_id and i.id = m.${key}
    where m.draw_id = ${drawId} order by m.sampled desc, m.unit_id, m.${key}`.execute(db)
  return rows
}

export interface Judged {
  readonly subjectId: number
  readonly verdict: DrawVerdict
  readonly reasons: readonly ReturnReason[]
  readonly comment: string
}

/** Keeps what a person found in reports of the sample. */
export async function keepVerdicts(
  tx: Tx,
  drawId: number,
  judged: readonly Judged[],
  by: string,
  at: Instant,
): Promise<void> {
  await sql`update review_draw_member m set verdict = given.verdict, reasons = given.reasons, comment = given.comment,
      judged_by_name = ${by}, judged_at = ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb)
      as given ("subjectId" bigint, verdict text, reasons jsonb, comment text)
    where m.draw_id = ${drawId} and m.sampled and coalesce(m.instrument_id, m.record_id) = given."subjectId"`.execute(
    tx,
  )
}

/** Ends a draw with its results. */
export async function closeDraw(
  tx: Tx,
  id: number,
  state: DrawState,
  results: readonly UnitResult[],
  by: string,
  at: Instant,
): Promise<void> {
  await sql`update review_draw set state = ${state}, results = ${JSON.stringify(results)}::jsonb,
      closed_by_name = ${by}, closed_at = ${at}::timestamptz where id = ${id}`.execute(tx)
  await sql`update review_draw_member set is_open = false where draw_id = ${id}`.execute(tx)
}
