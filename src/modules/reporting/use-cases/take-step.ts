import { type Actor, actorMay } from '#kernel/actor.ts'
import { type Refusal, type RefusalKind, Refused } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import {
  errorsAmong,
  type Instrument,
  instrumentKind,
  lockedInstruments,
  moveInstruments,
  problemsOf,
  validationGround,
  type ValidationGround,
} from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvents } from '#platform/outbox/outbox.ts'
import { insertSteps, lastSubmitters } from '../data/report-step-repository.ts'
import { eligibilityOf, type EligibilityRules } from '../domain/eligibility-rules.ts'
import { isShown, type ReportToJudge, type ReturnReason, stepRefusals } from '../domain/report-rules.ts'
import { type ReportStep, type Transition, transitionFor } from '../domain/report-transitions.ts'
import { eligibilityRulesOn, factsOf } from './eligibility-in-force.ts'
import { authorOf } from './note-reopened.ts'
import { secretMarkingsOn, secretWordsIn } from './secrecy-in-force.ts'

export interface StepWish {
  readonly step: ReportStep
  /** The version the actor has seen; another one refuses. */
  readonly items: readonly { readonly instrumentId: number; readonly version: number }[]
  readonly reasons?: readonly ReturnReason[]
  readonly comment?: string
}
export interface StepResult {
  readonly done: readonly number[]
  readonly refused: readonly { readonly instrumentId: number; readonly refusals: readonly Refusal[] }[]
}

interface Ground {
  readonly rules: EligibilityRules
  readonly validation: ValidationGround
  readonly markings: readonly string[]
  readonly submitters: ReadonlyMap<number, number>
}

const judged = (instrument: Instrument, ground: Ground): ReportToJudge => ({
  instrumentId: instrument.id,
  state: instrument.state,
  version: instrument.version,
  isPublic: isShown(instrument),
  problems: errorsAmong(problemsOf(instrument.elements, ground.validation)),
  secrecy: instrument.secrecy,
  eligibility: eligibilityOf(factsOf(instrument), ground.rules),
  secretWords: secretWordsIn(instrument, ground.markings),
  submittedBy: ground.submitters.get(instrument.id),
})

interface Verdict {
  readonly instrumentId: number
  readonly kind: RefusalKind
  readonly refusals: readonly Refusal[]
  readonly way?: { readonly instrument: Instrument; readonly transition: Transition }
}

function verdictOn(
  actor: Actor,
  wish: StepWish,
  item: StepWish['items'][number],
  instrument: Instrument | undefined,
  ground: Ground,
): Verdict {
  const { instrumentId } = item
  if (instrument === undefined || !actorMay(actor, 'instrument.read_unpublished', instrument.place))
    return { instrumentId, kind: 'not_found', refusals: [{ code: 'not_found', subject: 'instrument' }] }
  const transition = transitionFor(wish.step, instrument.state)
  if (
    transition !== undefined &&
    !transition.by.some((ability) => actorMay(actor, ability, instrument.place))
  )
    return { instrumentId, kind: 'forbidden', refusals: [{ code: 'forbidden', ability: transition.by[0] }] }
  const refusals = stepRefusals(judged(instrument, ground), wish.step, {
    version: item.version,
    actorId: actor.kind === 'account' ? actor.accountId : undefined,
    reasons: (wish.reasons?.length ?? 0) + (wish.comment ? 1 : 0),
  })
  if (refusals.length > 0 || transition === undefined) return { instrumentId, kind: 'conflict', refusals }
  return { instrumentId, kind: 'conflict', refusals: [], way: { instrument, transition } }
}

type Way = NonNullable<Verdict['way']>

/** What the step does to public sight: accepting shows, withdrawing from the public hides. */
function sight({ instrument, transition }: Way): { acceptedVersion?: number | null } {
  if (transition.step === 'accept') return { acceptedVersion: instrument.version }
  if (transition.step === 'withdraw_from_public') return { acceptedVersion: null }
  return {}
}

async function go(tx: Tx, actor: Actor, now: Instant, wish: StepWish, ways: readonly Way[]): Promise<void> {
  const { reasons = [], comment = '' } = wish
  const moves = ways.map((way) => ({
    unitId: way.instrument.unitId,
    id: way.instrument.id,
    state: way.transition.to,
    ...sight(way),
  }))
  await moveInstruments(tx, now, moves)
  const steps = ways.map(({ instrument, transition }) => ({
    unitId: instrument.unitId,
    instrumentId: instrument.id,
    version: instrument.version,
    step: wish.step,
    from: transition.from,
    to: transition.to,
    reasons,
    comment,
  }))
  await insertSteps(tx, steps, authorOf(actor), now)
  const entries = steps.map((step) => ({
    action: `report.${wish.step}`,
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

/**
 * Takes one step for one or many instruments. Each is judged for itself: those that pass move, the others come back with
 * every reason; a single one that does not pass is refused as a whole.
 */
export function takeStep(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: StepWish,
): Promise<StepResult> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const today = dateIn(now, 'Asia/Shanghai')
    const ids = wish.items.map((item) => item.instrumentId)
    const instruments = new Map((await lockedInstruments(tx, ids)).map((one) => [one.id, one]))
    const ground: Ground = {
      rules: await eligibilityRulesOn(tx, today),
      validation: await validationGround(tx, instrumentKind, today),
      markings: await secretMarkingsOn(tx, today),
      submitters: await lastSubmitters(tx, ids),
    }
    const items = [...new Map(wish.items.map((item) => [item.instrumentId, item])).values()]
    const verdicts = items.map((item) =>
      verdictOn(actor, wish, item, instruments.get(item.instrumentId), ground),
    )
    const ways = verdicts.flatMap((verdict) => (verdict.way === undefined ? [] : [verdict.way]))
    const [only] = verdicts
    if (verdicts.length === 1 && ways.length === 0 && only !== undefined)
      throw new Refused(only.refusals, only.kind)
    await go(tx, actor, now, wish, ways)
    return {
      done: ways.map((way) => way.instrument.id),
      refused: verdicts
        .filter((verdict) => verdict.way === undefined)
        .map(({ instrumentId, refusals }) => ({ instrumentId, refusals })),
    }
  })
}
