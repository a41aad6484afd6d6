import type { Actor } from '#kernel/actor.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { bookingById } from '#modules/booking/index.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { effectiveMinutes } from '../domain/effective-hours.ts'
import { spanOf, type Use } from '../domain/use.ts'
import { settleRecord } from './settle-record.ts'

/** Which use it is, where and whose. */
export const newsOf = ({ id, instrumentId, bookingId, accountId }: Use) => ({
  ...{ useId: id, instrumentId, bookingId: bookingId ?? null, accountId },
})

/** How a use went against its booking, for whoever holds users to it; the end is known. */
export async function againstBooking(tx: Tx, actor: Actor, use: Use) {
  const booking = use.bookingId === undefined ? undefined : await bookingById(tx, use.bookingId)
  if (booking === undefined || use.endedAt === undefined) return {}
  return {
    booked: booking.slot,
    used: spanOf({ startedAt: use.startedAt, endedAt: use.endedAt }),
    ...(booking.guestName === '' ? {} : { forGuest: true }),
    ...(actor.kind === 'account' ? { byAccountId: actor.accountId } : {}),
  }
}

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
      ...newsOf(use),
      kind: use.kind,
      effectiveMinutes: effectiveMinutes(use.parts),
      recordId: record?.id ?? null,
      serviceType: record?.serviceType ?? null,
      ...(await againstBooking(tx, actor, use)),
    },
  })
  return record?.id
}
