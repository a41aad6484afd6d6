import { managingUnits, unitById } from '#modules/organizations/index.ts'
import { acceptedInstrument, acceptedInstrumentsAfter, makerIndex } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import {
  eraseEntry,
  lastRevision,
  leadSpellings,
  lockWriters,
  makerSpellings,
  type Openness,
  upsertEntries,
  withdrawEntry,
  withdrawOlderThan,
  writeOpenness,
} from '../data/entry-repository.ts'
import { type Codes, entryFrom, type UnitSource } from '../domain/entry-from-elements.ts'
import { referenceNames } from './reference-names.ts'

async function codesOf(tx: Tx): Promise<Codes> {
  const [names, makers] = [await referenceNames(tx), await makerIndex(tx)]
  return { ...names, maker: (text) => makers.find(text) }
}

/** Makers were brought together, split or named: spellings lead where they belong now. */
export async function followMakers(tx: Tx): Promise<void> {
  await lockWriters(tx)
  const makers = await makerIndex(tx)
  const now = (await makerSpellings(tx)).map((before) => {
    const found = makers.find(before.maker)
    const { id = null, name = '', nameEn = '' } = found ?? {}
    return { before, after: { maker: before.maker, makerId: id, makerName: name, makerNameEn: nameEn } }
  })
  const changed = now.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
  await leadSpellings(
    tx,
    changed.map(({ after }) => after),
  )
}

/** Puts the accepted version of an instrument before the public, or takes it away when there is none any more. */
export async function publishInstrument(tx: Tx, instrumentId: number): Promise<void> {
  await lockWriters(tx)
  const source = await acceptedInstrument(tx, instrumentId)
  const unit = source === undefined ? undefined : await unitById(tx, source.unitId)
  if (source === undefined || unit === undefined) return withdrawEntry(tx, instrumentId)
  await upsertEntries(tx, [entryFrom(source, unit, await codesOf(tx))])
}

/** Forgets a purged instrument: its entry goes from the index of every process, and its words from the database. */
export async function forgetInstrument(tx: Tx, instrumentId: number): Promise<void> {
  await lockWriters(tx)
  await eraseEntry(tx, instrumentId)
}

/** Declares for whom and how instruments are open; the booking rules know better than the texts. */
export async function declareOpenness(tx: Tx, all: readonly Openness[]): Promise<void> {
  await lockWriters(tx)
  await writeOpenness(tx, all)
}

const batch = 2_000

/** Fills the catalogue from every accepted instrument and withdraws the rest; for seeds and repairs. Returns how many can be found. */
export async function rebuildCatalogue(tx: Tx): Promise<number> {
  await lockWriters(tx)
  const before = await lastRevision(tx)
  const names = await codesOf(tx)
  const units = new Map<number, UnitSource>((await managingUnits(tx)).map((unit) => [unit.id, unit]))
  let written = 0
  for (let after = 0; ; ) {
    const sources = await acceptedInstrumentsAfter(tx, after, batch)
    const entries = sources.flatMap((source) => {
      const unit = units.get(source.unitId)
      return unit === undefined ? [] : [entryFrom(source, unit, names)]
    })
    await upsertEntries(tx, entries)
    written += entries.length
    const last = sources.at(-1)
    if (last === undefined) break
    after = last.id
  }
  await withdrawOlderThan(tx, before)
  return written
}
