import type { Actor } from '#kernel/actor.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { effectiveMinutes } from '../domain/effective-hours.ts'
import type { Use } from '../domain/use.ts'
import { settleRecord } from './settle-record.ts'

/** What follows from a use that has just been finished: its record, the sums, the audit trail, the news. */
export async function concludeUse(
  tx: Tx,
  actor: Actor,
  done: { use: Use; instrument: Instrument; zone: string; now: Instant; amountFen?: number | undefined },
): Promise<number | undefined> {
  const { use, now } = done
  const record = await settleRecord(tx, done)
  await writeAudit(tx, actor, now, [
    {
      action: 'usage.finished',
      subject: 'use',
      subjectId: use.id,
      unitId: use.unitId,
      changes: {
        startedAt: use.startedAt,
        endedAt: use.endedAt,
        ...use.parts,
        kind: use.kind,
        evidence: use.evidence,
      },
    },
  ])
  await appendEvent(tx, {
    type: 'usage.finished',
    unitId: use.unitId,
    payload: {
      useId: use.id,
      instrumentId: use.instrumentId,
      bookingId: use.bookingId ?? null,
      accountId: use.accountId,
      kind: use.kind,
      effectiveMinutes: effectiveMinutes(use.parts),
      recordId: record?.id ?? null,
      serviceType: record?.serviceType ?? null,
    },
  })
  return record?.id
}
