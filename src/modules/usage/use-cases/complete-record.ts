import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, Refused, refuseIfAny } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { cleanElements } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { lockedRecord, setRecordElements } from '../data/record-repository.ts'
import { type RecordElements, writtenRefusals } from '../domain/service-record-elements.ts'
import { judgeRecord } from './judge-record.ts'
import { instrumentAndZone } from './use-access.ts'

const personal = ['applicant', 'applicantPhone', 'applicantEmail']
/** What changed, without the personal values themselves. */
function changesOf(before: RecordElements, after: RecordElements, ids: readonly string[]) {
  const shown = (id: string, value: unknown) => (personal.includes(id) ? '***' : (value ?? null))
  return Object.fromEntries(
    ids
      .filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]))
      .map((id) => [id, { from: shown(id, before[id]), to: shown(id, after[id]) }]),
  )
}

/** Whoever runs the instrument fills in what the log does not know; wrong values are refused, missing ones may stay. */
export function completeRecord(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  recordId: number,
  written: RecordElements,
) {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const record = found(await lockedRecord(tx, recordId), 'service_record')
    const { instrument, zone } = await instrumentAndZone(tx, record.instrumentId)
    requireAbility(actor, 'usage.manage', instrument.place)
    if (record.state === 'void') refuse('conflict', { code: 'usage.record_void' })
    refuseIfAny(writtenRefusals(written), 'invalid')
    const elements = cleanElements({ ...record.elements, ...written })
    const { state, missing, problems } = await judgeRecord(tx, elements, { now, zone })
    const wrong = problems.filter(({ element, code }) => code !== 'registry.missing' && element in written)
    if (wrong.length > 0)
      throw new Refused(
        wrong.map((problem) => ({ ...problem, part: 'body', path: `elements.${problem.element}` })),
        'invalid',
      )
    await setRecordElements(tx, { ...record, elements, state }, now)
    await writeAudit(tx, actor, now, [
      {
        action: 'usage.record_completed',
        subject: 'service_record',
        subjectId: recordId,
        unitId: record.unitId,
        changes: changesOf(record.elements, elements, Object.keys(written)),
      },
    ])
    if (state === 'complete' && record.state !== 'complete')
      await appendEvent(tx, {
        type: 'usage.record_completed',
        unitId: record.unitId,
        payload: { recordId, instrumentId: record.instrumentId },
      })
    return { state, missing }
  })
}
