import { type Actor, actorMay } from '#kernel/actor.ts'
import { refuse, refuseIfAny } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Notifying } from '#modules/notices/index.ts'
import { lockedInstruments, setExcused } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import {
  type Declaration,
  declaredInstruments,
  declaredTwice,
  filedSpans,
  moveDeclarations,
  nextFilingNo,
  setFilingNumber,
} from '../data/declaration-repository.ts'
import {
  completenessRefusals,
  declarationStepRefusals,
  type DeclaredInstrument,
  filingNumberOf,
} from '../domain/declaration-rules.ts'
import {
  type DeclarationStep,
  type DeclarationTransition,
  declarationTransition,
} from '../domain/declaration-transitions.ts'
import { eligibilityOf } from '../domain/eligibility-rules.ts'
import { isShown } from '../domain/report-rules.ts'
import { declarationRulesOn } from './declaration-rules-in-force.ts'
import { eligibilityRulesOn, factsOf } from './eligibility-in-force.ts'
import { authorOf } from './note-reopened.ts'
import { tellOfStep } from './tell-of-declaration.ts'
import { lockedVisibleDeclaration, type PlacedDeclaration } from './visible-declaration.ts'

export interface DeclarationStepWish {
  readonly declarationId: number
  readonly step: DeclarationStep
  /** The revision the actor has seen; another one refuses. */
  readonly revision: number
  readonly comment: string
}

/** Steps that lead towards filing: what the declaration says must still hold. */
const leadingOn: readonly DeclarationStep[] = ['hand_in', 'sign', 'confirm', 'file']

async function instrumentsOf(tx: Tx, declaration: Declaration, today: string) {
  const rows = await declaredInstruments(tx, declaration.unitId, declaration.id)
  const rules = await eligibilityRulesOn(tx, today)
  const twice = await declaredTwice(tx, declaration)
  const instruments = await lockedInstruments(
    tx,
    rows.map((row) => row.instrumentId),
  )
  return instruments.map((instrument): DeclaredInstrument & { id: number } => ({
    id: instrument.id,
    innerId: instrument.innerId,
    eligibility: eligibilityOf(factsOf(instrument, today), rules).result,
    isPublic: isShown(instrument),
    overlaps: twice.has(instrument.id),
  }))
}

async function refusalsOf(
  tx: Tx,
  actor: Actor,
  { declaration, place }: PlacedDeclaration,
  wish: DeclarationStepWish,
  today: string,
) {
  const judged = { ...declaration, hasDepartment: place.departmentId !== undefined }
  const act = { ...wish, today, actorId: actor.kind === 'account' ? actor.accountId : undefined }
  const refusals = declarationStepRefusals(judged, wish.step, act)
  if (!leadingOn.includes(wish.step)) return refusals
  const instruments = await instrumentsOf(tx, declaration, today)
  const rules = await declarationRulesOn(tx, today, declaration.rulesVersion)
  const content = { ...declaration, instrumentIds: instruments.map((one) => one.id) }
  return [...refusals, ...completenessRefusals(content, instruments, rules, today)]
}

function allowedWay(actor: Actor, { declaration, place }: PlacedDeclaration, step: DeclarationStep) {
  const way = declarationTransition(step, declaration.state)
  if (
    way !== undefined &&
    actor.kind !== 'system' &&
    !way.by.some((ability) => actorMay(actor, ability, place))
  )
    refuse('forbidden', { code: 'forbidden', ability: way.by[0] ?? '' })
  return way
}

/** The next number of the year, under the scheme in force today. */
async function number(tx: Tx, declaration: Declaration, today: string) {
  const rules = await declarationRulesOn(tx, today)
  const year = Number(today.slice(0, 4))
  const no = await nextFilingNo(tx, year)
  await setFilingNumber(tx, declaration.id, { year, no, number: filingNumberOf(rules.numbering, year, no) })
}

async function go(
  tx: Tx,
  deps: Notifying,
  actor: Actor,
  now: Instant,
  declaration: Declaration,
  way: DeclarationTransition,
  comment: string,
): Promise<void> {
  const { unitId, id } = declaration
  const { step, from, to } = way
  if (to === 'filed') await number(tx, declaration, dateIn(now, 'Asia/Shanghai'))
  await moveDeclarations(tx, [{ unitId, id, step, from, to, comment }], authorOf(actor), now)
  if (to === 'filed' || from === 'filed') await setExcused(tx, await filedSpans(tx, [id]))
  const changes = { state: { from, to } }
  await writeAudit(tx, actor, now, [
    { action: `declaration.${step}`, subject: 'declaration', subjectId: id, unitId, changes },
  ])
  await tellOfStep(tx, deps, declaration, { state: to, step })
  await appendEvent(tx, {
    type: 'reporting.declaration_moved',
    unitId,
    payload: { declarationId: id, step, to },
  })
}

/** Takes one step of a declaration's way, or refuses with every reason. */
export function takeDeclarationStep(
  deps: Pick<Deps, 'db'> & Notifying,
  actor: Actor,
  wish: DeclarationStepWish,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const placed = await lockedVisibleDeclaration(tx, actor, wish.declarationId)
    const way = allowedWay(actor, placed, wish.step)
    refuseIfAny(await refusalsOf(tx, actor, placed, wish, dateIn(now, 'Asia/Shanghai')))
    if (way !== undefined) await go(tx, deps, actor, now, placed.declaration, way, wish.comment)
  })
}
