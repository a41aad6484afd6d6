import type { Instant } from '#kernel/time.ts'
import type { Sql } from '#platform/db/connect.ts'
import { copyRows, moveSequence, rowsOf, timeCell } from '#platform/db/copy.ts'
import { drawResults, drawSample, type DrawVerdict, type SampleRule } from './domain/review-draw.ts'

/** The door for src/main's demonstration data: loads whole tables into an empty database. */
export interface SeedReportStep {
  readonly unitId: number
  readonly instrumentId: number
  readonly id: number
  readonly version: number
  readonly step: string
  readonly from: string
  readonly to: string
  readonly reasons: readonly { readonly element: string; readonly reason: string }[]
  readonly comment: string
  readonly actorId: number
  readonly actorName: string
  readonly at: Instant
}

export async function seedReportSteps(sql: Sql, steps: Iterable<SeedReportStep>): Promise<void> {
  await copyRows(
    sql,
    'report_step',
    [
      'unit_id',
      'instrument_id',
      'id',
      'version',
      'step',
      'from_state',
      'to_state',
      'reasons',
      'comment',
      'actor_id',
      'actor_name',
      'at',
    ],
    rowsOf(steps, (one) => [
      one.unitId,
      one.instrumentId,
      one.id,
      one.version,
      one.step,
      one.from,
      one.to,
      one.reasons,
      one.comment,
      one.actorId,
      one.actorName,
      timeCell(one.at),
    ]),
  )
}

/** A step of a record of another kind; identities follow from the order. */
export type SeedRecordStep = Omit<SeedReportStep, 'instrumentId' | 'id'> & { readonly recordId: number }

export async function seedRecordSteps(sql: Sql, steps: readonly SeedRecordStep[]): Promise<void> {
  await copyRows(
    sql,
    'resource_record_step',
    [
      ...['unit_id', 'record_id', 'version', 'step', 'from_state', 'to_state', 'reasons', 'comment'],
      ...['actor_id', 'actor_name', 'at'],
    ],
    rowsOf(steps, (one) => [
      ...[one.unitId, one.recordId, one.version, one.step, one.from, one.to, one.reasons, one.comment],
      ...[one.actorId, one.actorName, timeCell(one.at)],
    ]),
  )
}

/** After the last step. */
export const finishReportSteps = (sql: Sql): Promise<void> => moveSequence(sql, 'report_step')

export interface SeedComment {
  readonly unitId: number
  readonly instrumentId: number
  readonly version: number
  readonly element: string
  readonly audience: 'unit' | 'everybody'
  readonly body: string
  readonly author: { readonly id: number; readonly name: string }
  readonly at: Instant
  readonly resolvedByName?: string | undefined
}

/** Comments on reports, oldest first. */
export async function seedComments(sql: Sql, comments: Iterable<SeedComment>): Promise<void> {
  await copyRows(
    sql,
    'report_comment',
    [
      'unit_id',
      'instrument_id',
      'version',
      'element',
      'audience',
      'body',
      'author_id',
      'author_name',
      'written_at',
      'resolved_by_name',
      'resolved_at',
    ],
    rowsOf(comments, (one) => [
      one.unitId,
      one.instrumentId,
      one.version,
      one.element,
      one.audience,
      one.body,
      one.author.id,
      one.author.name,
      timeCell(one.at),
      one.resolvedByName,
      one.resolvedByName === undefined ? undefined : timeCell(one.at),
    ]),
  )
}

/** How a sample is drawn now, by the newest rules. */
export async function sampleRule(sql: Sql): Promise<SeedDraw['rule']> {
  const [row] = await sql<{ definition: { version: string; sampling: SampleRule } }[]>`select definition
    from reference_version where kind = 'rule_set' and name = 'review' order by effective_from desc limit 1`
  if (row === undefined) throw new Error('No review rules: run npm run db:reference')
  return { version: row.definition.version, ...row.definition.sampling }
}

export interface SeedDraw {
  readonly seed: string
  readonly rule: SampleRule & { readonly version: string }
  readonly by: { readonly id: number; readonly name: string }
  readonly at: Instant
  /** Concluded; an open one is half judged. */
  readonly concluded: boolean
  readonly members: readonly {
    readonly unitId: number
    readonly instrumentId: number
    readonly version: number
  }[]
}

/** A draw with its sample, as the seed gives it; what it concluded points to it from the history. */
export async function seedDraw(sql: Sql, draw: SeedDraw): Promise<void> {
  const { version: ruleVersion, ...rule } = draw.rule
  const population = draw.members.map((one) => ({ ...one, subjectId: one.instrumentId }))
  const sample = drawSample(population, rule, draw.seed)
  const members = population.map((one) => {
    const sampled = sample.has(one.instrumentId)
    const judged = sampled && (draw.concluded || one.instrumentId % 2 === 0)
    const verdict: DrawVerdict = judged ? 'correct' : 'unjudged'
    return { ...one, sampled, verdict }
  })
  const results = drawResults(members, rule)
  const at = new Date(draw.at)
  const [made] = await sql<{ id: number }[]>`insert into review_draw
      (level, filter, seed, rule_version, rule, state, results, drawn_by, drawn_by_name, drawn_at, closed_by_name, closed_at)
    values ('province', '{"level":"province"}', ${draw.seed}, ${ruleVersion}, ${JSON.stringify(rule)}::text::jsonb,
      ${draw.concluded ? 'concluded' : 'open'}, ${JSON.stringify(results)}::text::jsonb, ${draw.by.id}, ${draw.by.name},
      ${at}, ${draw.concluded ? draw.by.name : null}, ${draw.concluded ? at : null}) returning id`
  await copyRows(
    sql,
    'review_draw_member',
    ['unit_id', 'draw_id', 'instrument_id', 'version', 'sampled', 'verdict', 'judged_by_name', 'is_open'],
    rowsOf(members, (one) => [
      one.unitId,
      made?.id ?? 0,
      one.instrumentId,
      one.version,
      one.sampled,
      one.verdict,
      one.verdict === 'unjudged' ? undefined : draw.by.name,
      !draw.concluded,
    ]),
  )
  if (draw.concluded)
    await sql`update report_step s set draw_id = ${made?.id ?? 0} from review_draw_member m
      where m.draw_id = ${made?.id ?? 0} and s.unit_id = m.unit_id and s.instrument_id = m.instrument_id
        and s.version = m.version and s.step = 'accept'`
}
export { fillCampaigns } from './use-cases/demonstration-campaigns.ts'
export { fillDeclarations } from './use-cases/demonstration-declarations.ts'
