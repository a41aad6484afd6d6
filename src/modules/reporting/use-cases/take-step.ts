import { type Actor, actorMay } from '#kernel/actor.ts'
import { type Refusal, type RefusalKind, Refused } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import {
  completeRecordsBeside,
  errorsAmong,
  holds,
  type Instrument,
  instrumentKind,
  lockedInstruments,
  moveInstruments,
  problemsOf,
  validationGround,
  type ValidationGround,
  markingsIn,
  secretMarkingsOn,
  type SecrecyMarkings,
} from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvents } from '#platform/outbox/outbox.ts'
import { insertSteps, keysTaken, lastSubmitters } from '../data/report-step-repository.ts'
import { eligibilityOf, type EligibilityRules } from '../domain/eligibility-rules.ts'
import { isShown, type ReportToJudge, type ReturnReason, stepRefusals } from '../domain/report-rules.ts'
import { type ReportStep, type Transition, transitionFor } from '../domain/report-transitions.ts'
import { eligibilityRulesOn, factsOf } from './eligibility-in-force.ts'
import { authorOf } from './note-reopened.ts'

export interface StepWish {
  readonly step: ReportStep
  /** The version the actor has seen; another one refuses. */
  readonly items: readonly { readonly instrumentId: number; readonly version: number }[]
  readonly reasons?: readonly ReturnReason[]
  readonly comment?: string
}
/** One judgement of one report. */
export interface Decision {
  readonly instrumentId: number
  readonly version: number
  readonly step: ReportStep
  readonly reasons: readonly ReturnReason[]
  readonly comment: string
  /** What the browser calls it: sent twice, it is taken once. */
  readonly key?: string | undefined
}
export interface StepResult {
  readonly done: readonly number[]
  readonly refused: readonly { readonly instrumentId: number; readonly refusals: readonly Refusal[] }[]
}

interface Ground {
  readonly today: string
  readonly rules: EligibilityRules
  readonly validation: ValidationGround
  readonly markings: SecrecyMarkings
  readonly submitters: ReadonlyMap<number, number>
  /** Complete records beside instruments, as `instrument/kind`. */
  readonly beside: ReadonlySet<string>
}

/** Records of other kinds the dictionary wants beside this one, and which are not there or not complete. */
const missingBeside = ({ id, elements }: Instrument, { validation, beside }: Ground): string[] =>
  validation.dictionary.elements.flatMap(({ id: element, requiresRecord }) => {
    if (requiresRecord === undefined) return []
    const { kind, ...when } = requiresRecord
    return holds({ ...when, element }, elements) && !beside.has(`${id}/${kind}`) ? [kind] : []
  })

const judged = (instrument: Instrument, ground: Ground): ReportToJudge => ({
  instrumentId: instrument.id,
  state: instrument.state,
  version: instrument.version,
  isPublic: isShown(instrument),
  problems: errorsAmong(problemsOf(instrument.elements, ground.validation)),
  secrecy: instrument.secrecy,
  eligibility: eligibilityOf(factsOf(instrument, ground.today), ground.rules),
  secretWords: markingsIn(Object.values(instrument.elements).map(String), ground.markings),
  submittedBy: ground.submitters.get(instrument.id),
  missingRecords: missingBeside(instrument, ground),
})

const accountOf = (actor: Actor) => (actor.kind === 'account' ? actor.accountId : undefined)

interface Verdict {
  readonly instrumentId: number
  readonly kind: RefusalKind
  readonly refusals: readonly Refusal[]
  readonly way?: {
    readonly instrument: Instrument
    readonly transition: Transition
    readonly decision: Decision
  }
}

function verdictOn(
  actor: Actor,
  decision: Decision,
  instrument: Instrument | undefined,
  ground: Ground,
): Verdict {
  const { instrumentId, step } = decision
  if (instrument === undefined || !actorMay(actor, 'instrument.read_unpublished', instrument.place))
    return { instrumentId, kind: 'not_found', refusals: [{ code: 'not_found', subject: 'instrument' }] }
  const transition = transitionFor(step, instrument.state)
  if (
    transition !== undefined &&
    !transition.by.some((ability) => actorMay(actor, ability, instrument.place))
  )
    return { instrumentId, kind: 'forbidden', refusals: [{ code: 'forbidden', ability: transition.by[0] }] }
  const refusals = stepRefusals(judged(instrument, ground), step, {
    version: decision.version,
    actorId: accountOf(actor),
    reasons: decision.reasons.length + (decision.comment === '' ? 0 : 1),
  })
  if (refusals.length > 0 || transition === undefined) return { instrumentId, kind: 'conflict', refusals }
  return { instrumentId, kind: 'conflict', refusals: [], way: { instrument, transition, decision } }
}

type Way = NonNullable<Verdict['way']>

/** What the step does to public sight: accepting shows, withdrawing from the public hides. */
function sight({ instrument, transition }: Way): { acceptedVersion?: number | null } {
  if (transition.step === 'accept') return { acceptedVersion: instrument.version }
  if (transition.step === 'withdraw_from_public') return { acceptedVersion: null }
  return {}
}

async function go(tx: Tx, actor: Actor, now: Instant, ways: readonly Way[], drawId?: number): Promise<void> {
  const moves = ways.map((way) => ({
    unitId: way.instrument.unitId,
    id: way.instrument.id,
    state: way.transition.to,
    ...sight(way),
  }))
  await moveInstruments(tx, now, moves)
  const steps = ways.map(({ instrument, transition, decision }) => ({
    unitId: instrument.unitId,
    instrumentId: instrument.id,
    version: instrument.version,
    step: transition.step,
    from: transition.from,
    to: transition.to,
    reasons: decision.reasons,
    comment: decision.comment,
    key: decision.key,
    drawId,
  }))
  await insertSteps(tx, steps, authorOf(actor), now)
  const entries = steps.map((step) => ({
    action: `report.${step.step}`,
    subject: 'instrument',
    subjectId: step.instrumentId,
    unitId: step.unitId,
    changes: { state: { from: step.from, to: step.to }, version: step.version },
  }))
  await writeAudit(tx, actor, now, entries)
  const events = moves.flatMap(({ unitId, id, acceptedVersion }) => {
    if (acceptedVersion === undefined) return []
    const type = acceptedVersion === null ? 'registry.instrument_withdrawn' : 'registry.instrument_accepted'
    return [{ type, unitId, payload: { instrumentId: id } }]
  })
  await appendEvents(tx, events)
}

async function groundOf(tx: Tx, now: Instant, ids: readonly number[]): Promise<Ground> {
  const today = dateIn(now, 'Asia/Shanghai')
  return {
    today,
    rules: await eligibilityRulesOn(tx, today),
    validation: await validationGround(tx, instrumentKind, today),
    markings: await secretMarkingsOn(tx, today),
    submitters: await lastSubmitters(tx, ids),
    beside: new Set(
      (await completeRecordsBeside(tx, ids)).map(({ instrumentId, kind }) => `${instrumentId}/${kind}`),
    ),
  }
}

/** Takes decisions inside the caller's transaction; each is judged for itself, and one that was taken before stays taken. */
export async function takeDecisions(
  tx: Tx,
  actor: Actor,
  now: Instant,
  given: readonly Decision[],
  drawId?: number,
): Promise<StepResult & { readonly firstKind: RefusalKind }> {
  const before = await keysTaken(tx, accountOf(actor) ?? 0, given)
  const taken = given.filter((one) => one.key !== undefined && before.has(one.key))
  const left = given.filter((one) => !taken.includes(one))
  const decisions = [...new Map(left.map((one) => [one.instrumentId, one])).values()]
  const ids = decisions.map((one) => one.instrumentId)
  const instruments = new Map((await lockedInstruments(tx, ids)).map((one) => [one.id, one]))
  const ground = await groundOf(tx, now, ids)
  const verdicts = decisions.map((one) => verdictOn(actor, one, instruments.get(one.instrumentId), ground))
  const ways = verdicts.flatMap((verdict) => (verdict.way === undefined ? [] : [verdict.way]))
  await go(tx, actor, now, ways, drawId)
  return {
    done: [...taken.map((one) => one.instrumentId), ...ways.map((way) => way.instrument.id)],
    refused: verdicts
      .filter((verdict) => verdict.way === undefined)
      .map(({ instrumentId, refusals }) => ({ instrumentId, refusals })),
    firstKind: verdicts.find((verdict) => verdict.way === undefined)?.kind ?? 'conflict',
  }
}

/**
 * Takes decisions on one or many reports. Those that pass move, the others come back with every reason; a single one that
 * does not pass is refused as a whole.
 */
export function decideReports(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  decisions: readonly Decision[],
): Promise<StepResult> {
  return inTransaction(deps.db, async (tx) => {
    const { firstKind, ...result } = await takeDecisions(tx, actor, deps.clock.now(), decisions)
    const [refused] = result.refused
    if (result.done.length === 0 && result.refused.length === 1 && refused !== undefined)
      throw new Refused(refused.refusals, firstKind)
    return result
  })
}

/** Takes one step for one or many instruments, with the same reasons for all. */
export function takeStep(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: StepWish,
): Promise<StepResult> {
  const { step, reasons = [], comment = '' } = wish
  const decisions = wish.items.map((item) => ({ ...item, step, reasons, comment }))
  return decideReports(deps, actor, decisions)
}
