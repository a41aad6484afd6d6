import { type Actor, requireAbility } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { moveInstruments, setDisposed } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { insertSteps } from '../data/report-step-repository.ts'
import { isUnderReview, transitionFor } from '../domain/report-transitions.ts'
import { standingChange, standingOf } from '../domain/standing.ts'
import { authorOf } from './note-reopened.ts'
import { lockedVisibleReport } from './visible-report.ts'

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
    const { unitId, innerId } = instrument
    if (isUnderReview(instrument.state)) refuse('conflict', { code: 'registry.under_review', innerId })
    if (disposedOn !== null && disposedOn > dateIn(now, 'Asia/Shanghai'))
      refuse('invalid', { code: 'reporting.disposal_in_future', date: disposedOn })
    const act = disposedOn === null ? 'take_back' : 'dispose'
    const change = standingChange(act, standingOf(instrument))
    if (change === undefined) refuse('conflict', { code: 'reporting.not_disposed', innerId })
    await setDisposed(tx, now, instrumentId, disposedOn)
    if (change.from === 'shown') {
      const { state: from, version } = instrument
      const to = transitionFor('withdraw_from_public', from)?.to ?? 'draft'
      await moveInstruments(tx, now, [{ unitId, id: instrumentId, state: to, acceptedVersion: null }])
      const step = { unitId, instrumentId, version, step: 'withdraw_from_public', from, to } as const
      await insertSteps(tx, [{ ...step, reasons: [], comment: '' }], authorOf(actor), now)
      await appendEvent(tx, { type: 'registry.instrument_withdrawn', unitId, payload: { instrumentId } })
    }
    const changes = { disposedOn: { from: instrument.disposedOn ?? null, to: disposedOn } }
    await writeAudit(tx, actor, now, [
      { action: 'instrument.disposed', subject: 'instrument', subjectId: instrumentId, unitId, changes },
    ])
  })
}
