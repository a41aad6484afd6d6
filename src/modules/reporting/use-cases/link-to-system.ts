import { type Actor, actorMay, requireAbility } from '#kernel/actor.ts'
import { refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import {
  findByInnerIds,
  type Kin,
  kinOf,
  ledgerNumbers,
  linkParts,
  lockedInstruments,
  unlinkPart,
} from '#modules/registry/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { isUnderReview } from '../domain/report-transitions.ts'
import { lockedVisibleReport, visibleReport } from './visible-report.ts'

export interface Kinship {
  readonly kin: readonly Kin[]
  readonly numbers: readonly string[]
  readonly mayLink: boolean
}

/** System and parts of an instrument, what it came from, what became of it, and its other numbers. */
export async function readKin(deps: Pick<Deps, 'db'>, actor: Actor, instrumentId: number): Promise<Kinship> {
  const { unitId, innerId, place, state } = await visibleReport(deps.db, actor, instrumentId)
  const links = await ledgerNumbers(deps.db, unitId)
  return {
    kin: await kinOf(deps.db, unitId, instrumentId),
    numbers: [...links].filter(([, of]) => of === innerId).map(([number]) => number),
    mayLink: actorMay(actor, 'instrument.edit', place) && !isUnderReview(state),
  }
}

/** Makes an instrument a part of a system of its unit (成套), named by its inner number; null takes it out. */
export function linkToSystem(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  systemInnerId: string | null,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const { unitId, place, state, innerId } = await lockedVisibleReport(tx, actor, instrumentId)
    requireAbility(actor, 'instrument.edit', place)
    if (isUnderReview(state)) refuse('conflict', { code: 'registry.under_review', innerId })
    await unlinkPart(tx, unitId, instrumentId)
    if (systemInnerId !== null) {
      const [system] = await findByInnerIds(tx, unitId, [systemInnerId])
      if (system === undefined)
        return refuse('invalid', { code: 'reporting.no_such_system', number: systemInnerId })
      await lockedInstruments(tx, [system.id])
      const linked = await linkParts(tx, unitId, now, [{ partId: instrumentId, systemId: system.id }])
      if (linked === 0) refuse('conflict', { code: 'reporting.set_has_one_level', number: systemInnerId })
    }
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'instrument.linked_to_system', subject: 'instrument', subjectId: instrumentId, unitId },
        changes: { system: systemInnerId },
      },
    ])
  })
}
