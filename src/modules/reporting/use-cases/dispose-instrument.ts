import { type Actor, requireAbility } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { type Instrument, moveInstruments, setDisposed } from '#modules/registry/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvents } from '#platform/outbox/outbox.ts'
import { insertSteps } from '../data/report-step-repository.ts'
import { isUnderReview, transitionFor } from '../domain/report-transitions.ts'
import { standingChange, standingOf } from '../domain/standing.ts'
import { authorOf } from './note-reopened.ts'
import { lockedVisibleReport } from './visible-report.ts'

/** An instrument, locked, and the day it left the books (`2026-11-23`); null takes it back. */
export interface Disposal {
  readonly instrument: Instrument
  readonly disposedOn: string | null
}

/** Those that were public leave public sight; where the working version is on its way it goes on. */
async function withdrawDisposed(tx: Tx, actor: Actor, now: Instant, gone: readonly Instrument[]) {
  const ways = gone.map(({ unitId, id, version, state: from }) => {
    const to = transitionFor('withdraw_from_public', from)?.to ?? 'draft'
    return { unitId, instrumentId: id, version, step: 'withdraw_from_public' as const, from, to }
  })
  await moveInstruments(
    tx,
    now,
    ways.map(({ unitId, instrumentId: id, to: state }) => ({ unitId, id, state, acceptedVersion: null })),
  )
  const steps = ways.map((way) => ({ ...way, reasons: [], comment: '' }))
  await insertSteps(tx, steps, authorOf(actor), now)
  await appendEvents(
    tx,
    ways.map(({ unitId, instrumentId }) => ({
      ...{ type: 'registry.instrument_withdrawn', unitId, payload: { instrumentId } },
    })),
  )
}

/** Notes the days instruments left the books; the caller has judged who may and that none is under review. */
export async function disposeInstruments(
  tx: Tx,
  actor: Actor,
  now: Instant,
  disposals: readonly Disposal[],
): Promise<void> {
  if (disposals.length === 0) return
  const days = disposals.map(({ instrument, disposedOn }) => ({ id: instrument.id, disposedOn }))
  await setDisposed(tx, now, days)
  const gone = disposals.filter(({ disposedOn }) => disposedOn !== null).map(({ instrument }) => instrument)
  const shown = gone.filter((instrument) => standingOf(instrument) === 'shown')
  if (shown.length > 0) await withdrawDisposed(tx, actor, now, shown)
  await writeAudit(
    tx,
    actor,
    now,
    disposals.map(({ instrument: { id, unitId, disposedOn: before }, disposedOn }) => ({
      ...{ action: 'instrument.disposed', subject: 'instrument', subjectId: id, unitId },
      changes: { disposedOn: { from: before ?? null, to: disposedOn } },
    })),
  )
}

/** Notes the day an instrument left the books (null takes it back); one that was public leaves public sight. */
export function disposeInstrument(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  disposedOn: string | null,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const instrument = await lockedVisibleReport(tx, actor, instrumentId)
    requireAbility(actor, 'instrument.edit', instrument.place)
    const { innerId } = instrument
    if (isUnderReview(instrument.state)) refuse('conflict', { code: 'registry.under_review', innerId })
    if (disposedOn !== null && disposedOn > dateIn(now, 'Asia/Shanghai'))
      refuse('invalid', { code: 'reporting.disposal_in_future', date: disposedOn })
    const act = disposedOn === null ? 'take_back' : 'dispose'
    if (standingChange(act, standingOf(instrument)) === undefined)
      refuse('conflict', { code: 'reporting.not_disposed', innerId })
    await disposeInstruments(tx, actor, now, [{ instrument, disposedOn }])
  })
}
