import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import { insertVersions, raiseVersion } from '../data/instrument-writer.ts'
import type { Instrument } from '../domain/instrument.ts'

/**
 * Gives an instrument a new version with the same elements, because something beside them changed: a draft, or still
 * accepted and shown at once. Answers the version.
 */
export async function nextVersion(
  tx: Tx,
  actor: Actor,
  now: Instant,
  instrument: Instrument,
  staysAccepted: boolean,
): Promise<number> {
  const { unitId, id, innerId, elements } = instrument
  const version = instrument.version + 1
  const author =
    actor.kind === 'account'
      ? { accountId: actor.accountId, name: actor.displayName }
      : { accountId: undefined, name: actor.kind }
  await raiseVersion(tx, { unitId, id, version, staysAccepted }, now)
  await insertVersions(tx, [{ unitId, id, innerId, version, elements, cause: 'form' }], author, now)
  return version
}
