import { type Actor, requireSignedIn } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { recordOfUse, setRecordElements } from '../data/record-repository.ts'
import { lockedUse } from '../data/use-repository.ts'
import type { Rating } from '../domain/service-record-elements.ts'
import { newsOf } from './finish-use.ts'
import { judgeRecord } from './judge-record.ts'
import { zoneOfUnit } from './use-access.ts'

/** The user says what the service was like; it goes into the record as the form wants it. */
export function rateUse(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  useId: number,
  rating: Rating,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { accountId } = requireSignedIn(actor)
    const use = await lockedUse(tx, useId)
    const own = found(use?.accountId === accountId ? use : undefined, 'use')
    const record = await recordOfUse(tx, own.unitId, own.id)
    if (record === undefined || record.state === 'void')
      return refuse('conflict', { code: 'usage.nothing_to_rate' })
    const elements = { ...record.elements, comment: rating }
    const zone = await zoneOfUnit(tx, own.unitId)
    const { state } = await judgeRecord(tx, elements, { now, zone })
    await setRecordElements(tx, { ...record, elements, state }, now)
    await writeAudit(tx, actor, now, [
      {
        action: 'usage.rated',
        subject: 'use',
        subjectId: useId,
        unitId: own.unitId,
        changes: { rating: { from: record.elements['comment'] ?? null, to: rating } },
      },
    ])
    await appendEvent(tx, { type: 'usage.rated', unitId: own.unitId, payload: newsOf(own) })
    if (state === 'complete' && record.state !== 'complete')
      await appendEvent(tx, {
        type: 'usage.record_completed',
        unitId: own.unitId,
        payload: { recordId: record.id, instrumentId: own.instrumentId },
      })
  })
}
