import { type Actor, actorMay } from '#kernel/actor.ts'
import { type Refusal, type RefusalKind, Refused } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import {
  errorsOf,
  lockedResourceRecords,
  markingsIn,
  moveRecords,
  type RecordGround,
  recordGround,
  type ResourceRecord,
  type SecrecyMarkings,
  secretMarkingsOn,
} from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertRecordSteps, lastRecordSubmitters, recordKeysTaken } from '../data/record-step-repository.ts'
import { type RecordStep, recordStepRefusals } from '../domain/record-rules.ts'
import type { ReturnReason } from '../domain/report-rules.ts'
import { type Transition, transitionFor } from '../domain/report-transitions.ts'
import { authorOf } from './note-reopened.ts'

/** One judgement of one record. */
export interface RecordDecision {
  readonly recordId: number
  readonly version: number
  readonly step: Exclude<RecordStep, 'reopen' | 'amend'>
  readonly reasons: readonly ReturnReason[]
  readonly comment: string
  /** What the browser calls it: sent twice, it is taken once. */
  readonly key?: string | undefined
}

/** What came of decisions on several. */
export interface DecisionResult {
  readonly done: readonly number[]
  readonly refused: readonly { readonly subjectId: number; readonly refusals: readonly Refusal[] }[]
}
export interface Decided extends DecisionResult {
  readonly firstKind: RefusalKind
}

interface Ground {
  readonly kinds: ReadonlyMap<string, RecordGround>
  readonly markings: SecrecyMarkings
  readonly submitters: ReadonlyMap<number, number>
}
interface Way {
  readonly record: ResourceRecord
  readonly transition: Transition
  readonly decision: RecordDecision
}
interface Verdict {
  readonly subjectId: number
  readonly kind: RefusalKind
  readonly refusals: readonly Refusal[]
  readonly way?: Way
}

async function groundOf(tx: Tx, now: Instant, records: readonly ResourceRecord[]): Promise<Ground> {
  const on = dateIn(now, 'Asia/Shanghai')
  const kinds = new Map<string, RecordGround>()
  for (const kind of new Set(records.map((record) => record.kind)))
    kinds.set(kind, await recordGround(tx, kind, on))
  const ids = records.map(({ id }) => id)
  return { kinds, markings: await secretMarkingsOn(tx, on), submitters: await lastRecordSubmitters(tx, ids) }
}

const textsOf = ({ elements, attached }: ResourceRecord) =>
  [elements, ...Object.values(attached).flat()].flatMap((one) => Object.values(one).map(String))

function refusalsOf(actor: Actor, { decision, record }: Omit<Way, 'transition'>, ground: Ground): Refusal[] {
  const { id, kind, state, version, elements, attached } = record
  const known = ground.kinds.get(kind)
  return recordStepRefusals(
    {
      ...{ recordId: id, state, version },
      problems: known === undefined ? 0 : errorsOf(known, elements, attached),
      secretWords: markingsIn(textsOf(record), ground.markings),
      submittedBy: ground.submitters.get(id),
    },
    decision.step,
    {
      version: decision.version,
      actorId: authorOf(actor).accountId,
      reasons: decision.reasons.length + (decision.comment === '' ? 0 : 1),
    },
  )
}

function verdictOn(
  actor: Actor,
  decision: RecordDecision,
  record: ResourceRecord | undefined,
  ground: Ground,
): Verdict {
  const subjectId = decision.recordId
  if (record === undefined || !actorMay(actor, 'instrument.read_unpublished', record.place))
    return { subjectId, kind: 'not_found', refusals: [{ code: 'not_found', subject: 'resource_record' }] }
  const transition = transitionFor(decision.step, record.state)
  if (transition !== undefined && !transition.by.some((ability) => actorMay(actor, ability, record.place)))
    return { subjectId, kind: 'forbidden', refusals: [{ code: 'forbidden', ability: transition.by[0] }] }
  const refusals = refusalsOf(actor, { decision, record }, ground)
  if (refusals.length > 0 || transition === undefined) return { subjectId, kind: 'conflict', refusals }
  return { subjectId, kind: 'conflict', refusals: [], way: { record, transition, decision } }
}

async function go(tx: Tx, actor: Actor, now: Instant, ways: readonly Way[], drawId?: number): Promise<void> {
  const moves = ways.map(({ record, transition: { step, to } }) => ({
    id: record.id,
    state: to,
    accepted: step === 'accept',
  }))
  await moveRecords(tx, now, moves)
  const steps = ways.map(({ record, transition: { from, to }, decision }) => ({
    ...{ unitId: record.unitId, recordId: record.id, version: record.version, from, to, drawId },
    ...{ step: decision.step, reasons: decision.reasons, comment: decision.comment, key: decision.key },
  }))
  await insertRecordSteps(tx, steps, authorOf(actor), now)
  const entries = steps.map(({ step, recordId, unitId, from, to, version }) => ({
    action: `resource_record.${step}`,
    subject: 'resource_record',
    subjectId: recordId,
    unitId,
    changes: { state: { from, to }, version },
  }))
  await writeAudit(tx, actor, now, entries)
}

/** Takes decisions inside the caller's transaction; each is judged for itself, and one that was taken before stays taken. */
export async function takeRecordDecisions(
  tx: Tx,
  actor: Actor,
  now: Instant,
  given: readonly RecordDecision[],
  drawId?: number,
): Promise<Decided> {
  const before = await recordKeysTaken(tx, authorOf(actor).accountId ?? 0, given)
  const taken = given.filter((one) => one.key !== undefined && before.has(one.key))
  const left = given.filter((one) => !taken.includes(one))
  const decisions = [...new Map(left.map((one) => [one.recordId, one])).values()]
  const records = await lockedResourceRecords(
    tx,
    decisions.map((one) => one.recordId),
  )
  const byId = new Map(records.map((one) => [one.id, one]))
  const ground = await groundOf(tx, now, records)
  const verdicts = decisions.map((one) => verdictOn(actor, one, byId.get(one.recordId), ground))
  const ways = verdicts.flatMap((verdict) => verdict.way ?? [])
  const refused = verdicts.filter((verdict) => verdict.way === undefined)
  await go(tx, actor, now, ways, drawId)
  return {
    done: [...taken.map((one) => one.recordId), ...ways.map((way) => way.record.id)],
    refused: refused.map(({ subjectId, refusals }) => ({ subjectId, refusals })),
    firstKind: refused[0]?.kind ?? 'conflict',
  }
}

/** Takes one step with one record, along the same ways as an instrument. */
export function takeRecordStep(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  decision: RecordDecision,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const { refused, firstKind } = await takeRecordDecisions(tx, actor, deps.clock.now(), [decision])
    const [only] = refused
    if (only !== undefined) throw new Refused(only.refusals, firstKind)
  })
}
