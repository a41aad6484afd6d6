import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { redactAudit, writeAudit } from '#modules/identity/index.ts'
import { forgetNotices } from '#modules/notices/index.ts'
import { type Instrument, lockedInstrument, purgeRecord, ruleSet } from '#modules/registry/index.ts'
import type { Bilingual } from '#kernel/locale.ts'
import { type Db, inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent, dropEvents } from '#platform/outbox/outbox.ts'
import {
  handlePlace,
  insertPurge,
  listedPurges,
  type Purge,
  purgeDeclarations,
  purgeDelivered,
  purgeDrawFilters,
  purgeFrozen,
  purgeLedgers,
} from '../data/purge-repository.ts'
import { authorOf } from './note-reopened.ts'

/** A place outside the database that the operator has to handle by hand. */
export interface OutsidePlace extends Bilingual {
  readonly code: string
}

/** The places named by the rules in force; throws when reference data is not loaded. */
async function outsidePlaces(db: Db, on: string): Promise<readonly OutsidePlace[]> {
  const rules = await ruleSet(db, 'purge', on)
  if (rules === undefined) throw new Error('No places of purges: run npm run db:reference')
  return rules['places'] as readonly OutsidePlace[]
}

async function removeAll(tx: Tx, instrument: Instrument, now: ReturnType<Deps['clock']['now']>) {
  const { id } = instrument
  const ledgers = await purgeLedgers(tx, instrument)
  const frozen = await purgeFrozen(tx, instrument)
  await purgeDelivered(tx, instrument)
  const declarations = await purgeDeclarations(tx, instrument)
  await purgeDrawFilters(tx, instrument)
  const notices = await forgetNotices(tx, [`/reports/${id}`, `/instruments/${id}`])
  await dropEvents(tx, { instrumentId: id })
  const audit = await redactAudit(tx, 'instrument', [id])
  await redactAudit(tx, 'ledger_import', ledgers.imports)
  const { recordedSince, versions, pictures } = await purgeRecord(tx, instrument, now)
  const removed = {
    ...{ versions, pictures, ledgerRows: ledgers.rows, ledgerFiles: ledgers.imports.length },
    ...{ campaignLines: frozen, declarations, notices, auditDetails: audit },
  }
  return { recordedSince, removed }
}

/**
 * Removes an instrument that turned out to be secret, everywhere in the database: later modules remove their share when they
 * hear of it. What stays is that, when and by whom something was purged, how much of it there was, and which places outside
 * the database are left to handle. The operator confirms by its number. Answers the purge's id.
 */
export function purgeInstrument(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  instrumentId: number,
  confirm: string,
): Promise<number> {
  requireAbility(actor, 'instrument.purge', {})
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    const instrument = found(await lockedInstrument(tx, instrumentId), 'instrument')
    if (confirm !== instrument.innerId) refuse('invalid', { code: 'purge.confirmation_differs' })
    const { unitId } = instrument
    const { recordedSince, removed } = await removeAll(tx, instrument, now)
    const { accountId: purgedBy, name: purgedByName } = authorOf(actor)
    const places = await outsidePlaces(tx, dateIn(now, 'Asia/Shanghai'))
    const purge = { unitId, instrumentId, recordedSince, purgedBy, purgedByName, purgedAt: now, removed }
    const id = await insertPurge(
      tx,
      purge,
      places.map((place) => place.code),
    )
    await writeAudit(tx, actor, now, [
      { action: 'instrument.purged', subject: 'purge', subjectId: id, unitId, changes: removed },
    ])
    const payload = { instrumentId }
    await appendEvent(tx, { type: 'registry.instrument_withdrawn', unitId, payload })
    await appendEvent(tx, { type: 'registry.instrument_purged', unitId, payload })
    return id
  })
}

/** Every purge with the places it left, and how the rules word them. */
export async function listPurges(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
): Promise<{ purges: readonly Purge[]; places: ReadonlyMap<string, OutsidePlace> }> {
  requireAbility(actor, 'purge.read', {})
  const places = await outsidePlaces(deps.db, dateIn(deps.clock.now(), 'Asia/Shanghai'))
  return {
    purges: await listedPurges(deps.db),
    places: new Map(places.map((place) => [place.code, place])),
  }
}

/** Notes that a place outside the database was handled, with what was done there. */
export function settlePurgePlace(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  of: { readonly purgeId: number; readonly place: string; readonly note: string },
): Promise<void> {
  requireAbility(actor, 'instrument.purge', {})
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock.now()
    found((await handlePlace(tx, { ...of, byName: authorOf(actor).name }, now)) || undefined, 'purge_place')
    const changes = { place: of.place }
    await writeAudit(tx, actor, now, [
      { action: 'purge.place_handled', subject: 'purge', subjectId: of.purgeId, changes },
    ])
  })
}
