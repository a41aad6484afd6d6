import { randomBytes } from 'node:crypto'
import { type Actor, requireSignedIn, scopeOf, type SignedIn } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, sqlState, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  closeDraw,
  type Draw,
  drawById,
  type DrawnReport,
  drawsWithin,
  insertDraw,
  type Judged,
  keepVerdicts,
  lockedDraw,
  membersOf,
  type NewDraw,
} from '../data/draw-repository.ts'
import { drawable } from '../data/review-queue-query.ts'
import {
  drawResults,
  drawSample,
  type UnitResult,
  type DrawAct,
  type DrawState,
  drawTransition,
} from '../domain/review-draw.ts'
import type { ReviewLevel } from '../domain/review-rules.ts'
import { queueFilter, type QueueWish } from './review-queue.ts'
import { lateSince, reviewRulesOn } from './review-rules-in-force.ts'
import type { DecisionResult } from './decide-records.ts'
import { type SubjectDecision, takeSubjectDecisions } from './decide-subjects.ts'

const most = 5_000
const abilityAt = { unit: 'report.review_in_unit', province: 'report.review_in_province' } as const

const scopeAt = (actor: Actor, level: ReviewLevel) => scopeOf(actor, abilityAt[level])

/** Another draw may take the same reports at the same moment; the first one has them. */
async function kept(tx: Tx, draw: NewDraw): Promise<number> {
  try {
    return await insertDraw(tx, draw)
  } catch (error) {
    if (sqlState(error) === '23505') return refuse('conflict', { code: 'changed_meanwhile' })
    throw error
  }
}

/** Draws a sample from everything a filter finds; who looks at the sample judges the whole. Answers the draw's id. */
export function drawFromQueue(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: QueueWish,
): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const by = requireSignedIn(actor)
    const rules = await reviewRulesOn(tx, dateIn(now, 'Asia/Shanghai'))
    const late = await lateSince(tx, now, wish.level, rules)
    const filter = { ...queueFilter(actor, wish, late), scope: scopeAt(actor, wish.level) }
    const population = await drawable(tx, filter, now, most + 1)
    if (population.length === 0) refuse('conflict', { code: 'reporting.nothing_to_draw' })
    if (population.length > most) refuse('conflict', { code: 'reporting.too_many_to_draw', most })
    const seed = randomBytes(16).toString('hex')
    const sample = drawSample(population, rules.sampling, seed)
    const members = population.map((one) => ({ ...one, sampled: sample.has(one.subjectId) }))
    const results = drawResults(
      members.map((one) => ({ ...one, verdict: 'unjudged' })),
      rules.sampling,
    )
    const head = {
      of: wish.of,
      level: wish.level,
      filter: wish,
      seed,
      ruleVersion: rules.version,
      rule: rules.sampling,
    }
    const id = await kept(tx, { ...head, results, by, at: now, members })
    const changes = { seed, population: population.length, sampled: sample.size }
    await writeAudit(tx, actor, now, [
      { action: 'review.drawn', subject: 'review_draw', subjectId: id, changes },
    ])
    return id
  })
}

/** The draws of a level the actor may judge, newest first. */
export const listDraws = (deps: Pick<Deps, 'db'>, actor: Actor, level: ReviewLevel): Promise<Draw[]> =>
  drawsWithin(deps.db, level, scopeAt(actor, level))

export interface WholeDraw {
  readonly draw: Draw
  readonly members: readonly DrawnReport[]
  readonly results: readonly UnitResult[]
  /** Drawing again with the seed gives the same sample. */
  readonly verified: boolean
}

async function judgeable(tx: Tx, actor: Actor, draw: Draw | undefined, id: number): Promise<WholeDraw> {
  const known = found(draw, 'draw')
  const scope = scopeAt(actor, known.level)
  const members = await membersOf(tx, known.of, id)
  if (!scope.everything && !members.every((one) => scope.unitIds.includes(one.unitId)))
    return refuse('not_found', { code: 'not_found', subject: 'draw' })
  const again = drawSample(members, known.rule, known.seed)
  return {
    draw: known,
    members,
    results: known.state === 'open' ? drawResults(members, known.rule) : known.results,
    verified: members.every((one) => one.sampled === again.has(one.subjectId)),
  }
}

/** One draw with everything it was drawn from and the proof that the sample follows from the seed. */
export const readDraw = (deps: Pick<Deps, 'db'>, actor: Actor, id: number): Promise<WholeDraw> =>
  inTransaction(deps.db, async (tx) => judgeable(tx, actor, await drawById(tx, id), id))

async function openDraw(
  tx: Tx,
  actor: Actor,
  id: number,
  act: DrawAct,
): Promise<WholeDraw & { by: SignedIn; to: DrawState }> {
  const by = requireSignedIn(actor)
  const whole = await judgeable(tx, actor, await lockedDraw(tx, id), id)
  const to = drawTransition(act, whole.draw.state) ?? refuse('conflict', { code: 'reporting.draw_closed' })
  return { ...whole, by, to }
}

/** Keeps what the reviewer found in reports of the sample; nothing moves before the draw is concluded. */
export function judgeSample(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  id: number,
  judged: readonly Judged[],
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const { by, members } = await openDraw(tx, actor, id, 'judge')
    const sample = new Set(members.filter((one) => one.sampled).map((one) => one.subjectId))
    if (judged.some((one) => !sample.has(one.subjectId)))
      refuse('conflict', { code: 'reporting.not_in_sample' })
    const bare = judged.find(
      (one) => one.verdict === 'wrong' && one.reasons.length === 0 && one.comment === '',
    )
    if (bare !== undefined) refuse('conflict', { code: 'reporting.reason_needed', subjectId: bare.subjectId })
    await keepVerdicts(tx, id, judged, by.displayName, deps.clock.now())
  })
}

/** What the draw's result means for one report: wrong ones go back with their reasons, the rest as its unit fares. */
function decisionOn(
  member: DrawnReport,
  { results }: WholeDraw,
  wording: string,
): SubjectDecision | undefined {
  const result = results.find((one) => one.unitId === member.unitId)
  if (result?.outcome === undefined) return undefined
  const { subjectId, version, reasons } = member
  const wrong = member.verdict === 'wrong'
  const to = wrong ? 'returned' : result.outcome
  const words = to === 'accepted' ? '' : wrong ? member.comment : wording
  return {
    subjectId,
    version,
    reasons: wrong ? reasons : [],
    comment: words,
    accepts: to === 'accepted',
  }
}

const emptyResult: DecisionResult = { done: [], refused: [] }

/**
 * Concludes a draw once its whole sample is judged: of each unit the rest is accepted, or everything goes back when more
 * of its sample was wrong than the rule allows. Reports that changed meanwhile stay as they are and are told.
 */
export function concludeDraw(
  deps: Pick<Deps, 'db' | 'clock' | 'words'>,
  actor: Actor,
  id: number,
): Promise<DecisionResult> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const whole = await openDraw(tx, actor, id, 'conclude')
    const { results, members, by, to } = whole
    if (results.some((one) => one.outcome === undefined))
      refuse('conflict', { code: 'reporting.sample_not_judged' })
    const wording = deps.words.say('zh-CN', 'reporting.draw_returned', { id })
    const decisions = members.flatMap((one) => decisionOn(one, whole, wording) ?? [])
    const on = { of: whole.draw.of, level: whole.draw.level, drawId: id }
    const result =
      decisions.length === 0 ? emptyResult : await takeSubjectDecisions(tx, actor, now, on, decisions)
    await closeDraw(tx, id, to, results, by.displayName, now)
    const changes = { results, done: result.done.length, refused: result.refused.length }
    await writeAudit(tx, actor, now, [
      { action: 'review.draw_concluded', subject: 'review_draw', subjectId: id, changes },
    ])
    return { done: result.done, refused: result.refused }
  })
}

/** Gives a draw up: its reports wait as before; that it was drawn stays on record. */
export function cancelDraw(deps: Pick<Deps, 'db' | 'clock'>, actor: Actor, id: number): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { results, by, to } = await openDraw(tx, actor, id, 'cancel')
    await closeDraw(tx, id, to, results, by.displayName, now)
    await writeAudit(tx, actor, now, [
      { action: 'review.draw_cancelled', subject: 'review_draw', subjectId: id, changes: {} },
    ])
  })
}
