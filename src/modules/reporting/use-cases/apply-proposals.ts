import type { SignedIn } from '#kernel/actor.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import { unitById } from '#modules/organizations/index.ts'
import {
  type Descent,
  findByInnerIds,
  type Instrument,
  ledgerNumbers,
  linkParts,
  lockedInstruments,
  noteDescent,
} from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { instrumentsOfRows, systemsOfRows } from '../data/ledger-comparison-query.ts'
import type { LedgerImport } from '../data/ledger-import-repository.ts'
import { confirmedProposals, saveApplied, type StoredProposal } from '../data/ledger-proposal-repository.ts'
import { systemNumber } from '../domain/ledger-element.ts'
import { isUnderReview } from '../domain/report-transitions.ts'
import { type Disposal, disposeInstruments } from './dispose-instrument.ts'
import type { ImportKey } from './read-ledger.ts'

/** What a confirmed proposal means for the registry once its rows are in. */
interface Consequence {
  readonly key: string
  readonly gone: readonly number[]
  readonly descents: readonly Descent[]
  readonly disposedOn: string
}

function consequenceOf(
  { key, kind, instrumentIds, rows, disposedOn }: StoredProposal,
  intoOf: ReadonlyMap<number, number>,
  today: string,
): Consequence {
  const into = rows.flatMap((no) => intoOf.get(no) ?? [])
  const stays = instrumentIds.filter((id) => into.includes(id))
  const gone = instrumentIds.filter((id) => !into.includes(id))
  const ancestors = kind === 'split' ? instrumentIds : gone
  const descendants = kind === 'split' ? into.filter((id) => !stays.includes(id)) : into
  const linking = kind === 'split' || kind === 'merged'
  return {
    key,
    gone: kind === 'renumbered' ? [] : gone,
    descents: linking
      ? ancestors.flatMap((ancestorId) =>
          descendants.map((descendantId) => ({ ancestorId, descendantId, kind })),
        )
      : [],
    disposedOn: disposedOn ?? today,
  }
}

/** Carries out what a person confirmed: things leave the books, and what became of them is kept; not while under review. */
async function applyConfirmed(tx: Tx, reporter: SignedIn, key: ImportKey, now: Instant): Promise<void> {
  const confirmed = await confirmedProposals(tx, key)
  if (confirmed.length === 0) return
  const intoOf = await instrumentsOfRows(
    tx,
    key,
    confirmed.flatMap(({ rows }) => rows),
  )
  const zone = (await unitById(tx, key.unitId))?.timeZone ?? 'Asia/Shanghai'
  const today = dateIn(now, zone)
  const meant = confirmed.map((proposal) => consequenceOf(proposal, intoOf, today))
  const locked = await lockedInstruments(
    tx,
    meant.flatMap(({ gone }) => gone),
  )
  const byId = new Map<number, Instrument>(locked.map((one) => [one.id, one]))
  const stuck = (id: number) => isUnderReview(byId.get(id)?.state ?? 'draft')
  const possible = meant.filter(({ gone }) => !gone.some(stuck))
  const disposals = possible.flatMap(({ gone, disposedOn }) =>
    gone.flatMap<Disposal>((id) => {
      const instrument = byId.get(id)
      return instrument === undefined ? [] : [{ instrument, disposedOn }]
    }),
  )
  await disposeInstruments(tx, reporter, now, disposals)
  await noteDescent(
    tx,
    key.unitId,
    now,
    possible.flatMap(({ descents }) => descents),
  )
  const done = new Set(possible.map((one) => one.key))
  const applied = meant.map(({ key: of }) => ({
    key: of,
    obstacle: done.has(of) ? null : ('under_review' as const),
  }))
  await saveApplied(tx, key, now, applied)
}

/** Links the parts of sets to their systems, by the column that names the system's number. */
async function linkSets(tx: Tx, ledger: LedgerImport, key: ImportKey, now: Instant): Promise<void> {
  const column = ledger.columns.find(({ element }) => element === systemNumber)
  if (column === undefined) return
  const parts = await systemsOfRows(tx, key, column.position)
  const links = await ledgerNumbers(tx, key.unitId)
  const meant = parts.map(({ instrumentId, system }) => ({
    partId: instrumentId,
    number: links.get(system) ?? system,
  }))
  const systems = await findByInnerIds(tx, key.unitId, [...new Set(meant.map(({ number }) => number))])
  const idOf = new Map(systems.map(({ innerId, id }) => [innerId, id]))
  await linkParts(
    tx,
    key.unitId,
    now,
    meant.flatMap(({ partId, number }) => {
      const systemId = idOf.get(number)
      return systemId === undefined ? [] : [{ partId, systemId }]
    }),
  )
}

/** The end of an import, in the transaction that closes it: decisions are carried out, sets are linked. */
export async function applyComparison(
  tx: Tx,
  reporter: SignedIn,
  ledger: LedgerImport,
  now: Instant,
): Promise<void> {
  const key = { unitId: ledger.unitId, importId: ledger.id }
  await applyConfirmed(tx, reporter, key, now)
  await linkSets(tx, ledger, key, now)
}
