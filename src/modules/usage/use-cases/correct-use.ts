import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import { type Instant, instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { recordOfUse } from '../data/record-repository.ts'
import { insertCorrection, lockedUse, saveUse, usesTouching } from '../data/use-repository.ts'
import { changesBetween, evidenceAfter, factsRefusals, type LoggedFacts } from '../domain/correction-rules.ts'
import { type GivenParts, withParts } from '../domain/effective-hours.ts'
import { spanOf, type Use, type UseKind } from '../domain/use.ts'
import { stepRefusals } from '../domain/use-transitions.ts'
import { againstBooking, newsOf } from './finish-use.ts'
import { settleRecord } from './settle-record.ts'
import { byWhom, lockedInstrumentAndZone, nameOf } from './use-access.ts'

/** What somebody wants to correct; what is left out stays. `version` is the one they saw. */
export interface AskedCorrection {
  readonly version: number
  readonly reason: string
  readonly startedAt?: Instant | undefined
  readonly endedAt?: Instant | undefined
  readonly parts?: GivenParts | undefined
  readonly kind?: UseKind | undefined
  readonly amountFen?: number | undefined
  readonly note?: string | undefined
}

async function factsOf(tx: Tx, use: Use, endedAt: Instant): Promise<LoggedFacts> {
  const record = await recordOfUse(tx, use.unitId, use.id)
  const { startedAt, parts, kind, note } = use
  return { startedAt, endedAt, parts, kind, note, amountFen: record?.amountFen ?? 0 }
}

/** The facts as they would be, with times unchanged to the millisecond when only the minute was shown. */
function corrected(before: LoggedFacts, asked: AskedCorrection): LoggedFacts {
  return {
    startedAt: asked.startedAt ?? before.startedAt,
    endedAt: asked.endedAt ?? before.endedAt,
    parts: withParts(before.parts, asked.parts),
    kind: asked.kind ?? before.kind,
    amountFen: asked.amountFen ?? before.amountFen,
    note: asked.note ?? before.note,
  }
}

async function judge(
  tx: Tx,
  use: Use,
  instrument: Instrument,
  change: { before: LoggedFacts; after: LoggedFacts; now: Instant },
): Promise<void> {
  const others = await usesTouching(tx, instrument, spanOf(change.after), { useId: use.id, now: change.now })
  // A use of seconds was rounded up to its first minute: that end may lie ahead without anybody having asked for it.
  const latestEnd = instant(Math.max(change.now, change.before.endedAt))
  refuseIfAny(factsRefusals(change.after, others, latestEnd))
  if (Object.keys(changesBetween(change.before, change.after)).length === 0)
    refuse('conflict', { code: 'usage.nothing_changed' })
}

/** Corrects a finished use: before and after are kept with the reason; record and sums follow in the same transaction. */
export function correctUse(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  useId: number,
  asked: AskedCorrection,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const use = found(await lockedUse(tx, useId), 'use')
    const { instrument, zone } = await lockedInstrumentAndZone(tx, use.instrumentId)
    requireAbility(actor, 'usage.manage', instrument.place)
    refuseIfAny(stepRefusals(use.status, 'correct'))
    if (use.version !== asked.version)
      refuse('conflict', { code: 'usage.changed_meanwhile', version: use.version })
    const before = await factsOf(tx, use, found(use.endedAt, 'use'))
    const after = corrected(before, asked)
    await judge(tx, use, instrument, { before, after, now })
    const next: Use = {
      ...use,
      startedAt: after.startedAt,
      endedAt: after.endedAt,
      parts: after.parts,
      kind: after.kind,
      note: after.note,
      evidence: evidenceAfter(use.evidence, before, after),
    }
    await insertCorrection(tx, use, {
      before,
      after,
      reason: asked.reason,
      correctedBy: byWhom(actor),
      correctedByName: nameOf(actor),
      correctedAt: now,
    })
    await saveUse(tx, next)
    await settleRecord(tx, { use: next, instrument, zone, now, amountFen: after.amountFen })
    await writeAudit(tx, actor, now, [
      {
        action: 'usage.corrected',
        subject: 'use',
        subjectId: use.id,
        unitId: use.unitId,
        changes: { ...changesBetween(before, after), reason: asked.reason },
      },
    ])
    await appendEvent(tx, {
      type: 'usage.corrected',
      unitId: use.unitId,
      payload: { ...newsOf(next), ...(await againstBooking(tx, actor, next)) },
    })
  })
}
