import { type Actor, requireAbility } from '#kernel/actor.ts'
import { refuse, refuseIfAny } from '#kernel/refusal.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import { type Elements, findByInnerIds, saveInstruments } from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { judgedVersions } from '../data/report-step-repository.ts'
import { noteReopened } from './note-reopened.ts'
import { reviewNeeds } from './review-rules-in-force.ts'
import { lockedVisibleReport } from './visible-report.ts'

/**
 * Saves the elements a person edited, if nobody saved since they looked; an unfinished record is fine. Saves of one
 * editing session make one version, unless somebody has submitted or judged it meanwhile. An accepted record stays so when
 * only elements changed that need no review.
 */
export function editReport(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  edit: { readonly instrumentId: number; readonly revision: number; readonly elements: Elements },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const instrument = await lockedVisibleReport(tx, actor, edit.instrumentId)
    requireAbility(actor, 'instrument.edit', instrument.place)
    if (instrument.revision !== edit.revision) refuse('conflict', { code: 'changed_meanwhile' })
    const number = edit.elements['innerId']
    if (number !== undefined && number !== instrument.innerId)
      refuse('conflict', { code: 'reporting.number_fixed', innerId: instrument.innerId })
    const { unitId, innerId } = instrument
    const untouched = (await judgedVersions(tx, [instrument])).size === 0
    const given = [{ unitId, innerId, elements: edit.elements, cause: 'form', untouched } as const]
    const result = await saveInstruments(tx, actor, now, given, await reviewNeeds(tx, now))
    refuseIfAny(result.refused)
    await noteReopened(tx, actor, now, result.saved)
  })
}

/** A person enters one instrument by hand; its number must be new in the unit. Answers its id. */
export function createReport(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: { readonly unitId: number; readonly innerId: string; readonly elements: Elements },
): Promise<number> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    requireAbility(actor, 'instrument.edit', await placeOfUnit(tx, wish.unitId))
    const { unitId, innerId, elements } = wish
    if ((await findByInnerIds(tx, unitId, [innerId])).length > 0)
      refuse('conflict', { code: 'reporting.number_taken', innerId })
    const result = await saveInstruments(tx, actor, now, [{ unitId, innerId, elements, cause: 'form' }])
    return result.saved[0]?.id ?? refuse('conflict', { code: 'changed_meanwhile' })
  })
}
