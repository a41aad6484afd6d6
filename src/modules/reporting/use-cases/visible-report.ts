import { type Actor, actorMay } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import { type Instrument, instrumentById, lockedInstrument } from '#modules/registry/index.ts'
import type { Db, Tx } from '#platform/db/connect.ts'

const visible = (actor: Actor, instrument: Instrument | undefined): Instrument =>
  found(
    instrument !== undefined && actorMay(actor, 'instrument.read_unpublished', instrument.place)
      ? instrument
      : undefined,
    'instrument',
  )

/** The instrument, if the actor may see it; for others it does not exist. */
export const visibleReport = async (db: Db, actor: Actor, id: number): Promise<Instrument> =>
  visible(actor, await instrumentById(db, id))

/** Like visibleReport, and nobody else changes it until the transaction ends. */
export const lockedVisibleReport = async (tx: Tx, actor: Actor, id: number): Promise<Instrument> =>
  visible(actor, await lockedInstrument(tx, id))
