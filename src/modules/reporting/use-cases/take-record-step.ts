import { type Actor, actorMay } from '#kernel/actor.ts'
import { found, Refused, refuse } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import {
  errorsOf,
  lockedResourceRecords,
  moveRecords,
  recordGround,
  markingsIn,
  secretMarkingsOn,
} from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertRecordSteps, lastRecordSubmitters } from '../data/record-step-repository.ts'
import { type RecordStep, recordStepRefusals } from '../domain/record-rules.ts'
import { transitionFor } from '../domain/report-transitions.ts'
import { authorOf } from './note-reopened.ts'
import { visibleRecord } from './read-record.ts'

/** Takes one step with one record, along the same ways as an instrument. */
export function takeRecordStep(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: {
    readonly recordId: number
    readonly version: number
    readonly step: Exclude<RecordStep, 'reopen'>
    readonly comment: string
  },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const on = dateIn(now, 'Asia/Shanghai')
    const { place } = await visibleRecord(tx, actor, wish.recordId)
    const record = found((await lockedResourceRecords(tx, [wish.recordId]))[0], 'resource_record')
    const { unitId, id, elements, attached, kind, state, version } = record
    const transition = transitionFor(wish.step, state)
    if (transition !== undefined && !transition.by.some((ability) => actorMay(actor, ability, place)))
      refuse('forbidden', { code: 'forbidden', ability: transition.by[0] })
    const texts = [elements, ...Object.values(attached).flat()].flatMap((one) =>
      Object.values(one).map(String),
    )
    const refusals = recordStepRefusals(
      {
        ...{ recordId: id, state, version },
        problems: errorsOf(await recordGround(tx, kind, on), elements, attached),
        secretWords: markingsIn(texts, await secretMarkingsOn(tx, on)),
        submittedBy: (await lastRecordSubmitters(tx, [id])).get(id),
      },
      wish.step,
      { version: wish.version, actorId: authorOf(actor).accountId, comment: wish.comment },
    )
    if (refusals.length > 0 || transition === undefined) throw new Refused(refusals, 'conflict')
    const { to } = transition
    await moveRecords(tx, now, [{ id, state: to, accepted: wish.step === 'accept' }])
    const step = { unitId, recordId: id, version, step: wish.step, from: state, to, comment: wish.comment }
    await insertRecordSteps(tx, [step], authorOf(actor), now)
    await writeAudit(tx, actor, now, [
      {
        action: `resource_record.${wish.step}`,
        subject: 'resource_record',
        subjectId: id,
        unitId,
        changes: { state: { from: state, to }, version },
      },
    ])
  })
}
