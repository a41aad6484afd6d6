import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { accountById, writeAudit } from '#modules/identity/index.ts'
import type { Instrument } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { insertUse, type NewUse, runningUse, usesTouching } from '../data/use-repository.ts'
import { factsRefusals } from '../domain/correction-rules.ts'
import { completedParts, noParts, type GivenParts } from '../domain/effective-hours.ts'
import type { UseKind } from '../domain/use.ts'
import { concludeUse } from './finish-use.ts'
import { byWhom, lockedInstrumentAndZone } from './use-access.ts'

/** A use without a booking, entered by whoever runs the instrument: running from now, or one that is over. */
export interface UnbookedUse {
  readonly instrumentId: number
  readonly kind: UseKind
  /** Who used it; the actor when nobody is named. */
  readonly accountId?: number | undefined
  readonly note: string
  readonly over?:
    | {
        readonly startedAt: Instant
        readonly endedAt: Instant
        readonly parts?: GivenParts | undefined
        readonly amountFen?: number | undefined
      }
    | undefined
}

async function usedBy(tx: Tx, actor: Actor, asked: UnbookedUse) {
  const accountId = asked.accountId ?? byWhom(actor)
  return found(accountId === undefined ? undefined : await accountById(tx, accountId), 'account')
}

async function startRunning(
  tx: Tx,
  actor: Actor,
  use: NewUse,
  at: { instrument: Instrument; now: Instant },
): Promise<number> {
  const running = await runningUse(tx, use.unitId, use.instrumentId)
  if (running !== undefined) refuse('conflict', { code: 'usage.already_running', useId: running.id })
  const useId = await insertUse(tx, use, byWhom(actor), at.now)
  await writeAudit(tx, actor, at.now, [
    {
      action: 'usage.started',
      subject: 'use',
      subjectId: useId,
      unitId: use.unitId,
      changes: { instrumentId: use.instrumentId, kind: use.kind, accountId: use.accountId },
    },
  ])
  return useId
}

/** Starts a use nobody booked, or enters one that is over; the latter is only declared, not logged. */
export function startUse(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  asked: UnbookedUse,
): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { instrument, zone } = await lockedInstrumentAndZone(tx, asked.instrumentId)
    requireAbility(actor, 'usage.manage', instrument.place)
    const account = await usedBy(tx, actor, asked)
    const common = {
      unitId: instrument.unitId,
      instrumentId: instrument.id,
      bookingId: undefined,
      accountId: account.id,
      userUnitId: account.unitId,
      kind: asked.kind,
      note: asked.note,
    }
    if (asked.over === undefined)
      return startRunning(
        tx,
        actor,
        {
          ...common,
          startedAt: now,
          endedAt: undefined,
          parts: noParts,
          evidence: 'logged',
          status: 'running',
        },
        { instrument, now },
      )
    const { startedAt, endedAt, amountFen } = asked.over
    const span = { start: startedAt, end: endedAt }
    const parts = completedParts(asked.over.parts ?? {}, span)
    const others = await usesTouching(tx, instrument, span, { useId: undefined, now })
    refuseIfAny(factsRefusals({ startedAt, endedAt, parts }, others, now))
    const use = { ...common, startedAt, endedAt, parts, evidence: 'declared', status: 'finished' } as const
    const id = await insertUse(tx, use, byWhom(actor), now)
    await concludeUse(tx, actor, { use: { ...use, id, version: 1 }, instrument, zone, now, amountFen })
    return id
  })
}
