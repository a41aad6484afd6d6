import { type Actor, actorMay } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { type Instrument, instrumentById, lockedInstrument } from '#modules/registry/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Use } from '../domain/use.ts'

/** Whether the actor runs the instrument: its lead or the manager of its centre. */
export const runsInstrument = (actor: Actor, instrument: Instrument): boolean =>
  actorMay(actor, 'usage.manage', instrument.place)

/** Whether the use is the actor's own. */
export const isOwn = (actor: Actor, accountId: number): boolean =>
  actor.kind === 'account' && actor.accountId === accountId

/** Who did it, for the log; empty for the program itself. */
export const byWhom = (actor: Actor): number | undefined =>
  actor.kind === 'account' ? actor.accountId : undefined

/** The name the log keeps. */
export const nameOf = (actor: Actor): string => (actor.kind === 'account' ? actor.displayName : actor.kind)

/** The zone in which a unit's clocks run. */
export const zoneOfUnit = async (db: Db, unitId: number): Promise<string> =>
  (await unitById(db, unitId))?.timeZone ?? 'Asia/Shanghai'

/** The instrument with its unit's zone. */
export async function instrumentAndZone(db: Db, id: number) {
  const instrument = found(await instrumentById(db, id), 'instrument')
  return { instrument, zone: await zoneOfUnit(db, instrument.unitId) }
}

/** The same, locked: whatever is written about one instrument's hours is written one after another. */
export async function lockedInstrumentAndZone(tx: Tx, id: number) {
  const instrument = found(await lockedInstrument(tx, id), 'instrument')
  return { instrument, zone: await zoneOfUnit(tx, instrument.unitId) }
}

/** Refuses whoever neither runs the instrument nor is the user of this use. */
export function requireRunningOrOwn(
  actor: Actor,
  instrument: Instrument,
  use: Pick<Use, 'accountId'>,
): { byLead: boolean } {
  const byLead = runsInstrument(actor, instrument)
  if (!byLead && !isOwn(actor, use.accountId))
    refuse('forbidden', { code: 'forbidden', ability: 'usage.manage' })
  return { byLead }
}
