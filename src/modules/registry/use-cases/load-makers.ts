import type { Tx } from '#platform/db/connect.ts'
import { makerNames } from '../data/maker-reader.ts'
import {
  addMakerNames,
  allMakers,
  type MakerNameRow,
  noteMakersLoaded,
  writeShippedMakers,
} from '../data/maker-repository.ts'
import { codeTable } from '../data/reference-reader.ts'
import { aliasesOf, type CodeEntry } from '../domain/code-table.ts'
import type { MakerNames } from '../domain/suggesting/maker-matching.ts'

/** The names of a shipped maker: its own first. */
function namesFor(entry: CodeEntry, makerId: number, rule: MakerNames): (MakerNameRow & { shipped: true })[] {
  const own = [entry.name, entry.nameEn].filter((name) => name !== '')
  const of = (name: string, kind: 'name' | 'alias') =>
    ({ makerId, key: rule.core(name), name, kind, shipped: true }) as const
  return [
    ...own.map((name) => of(name, 'name')),
    ...aliasesOf(entry).map((name) => of(name, 'alias')),
  ].filter(({ key }) => key !== '')
}

/** Brings the makers of the shipped list in; what a person changed stays as they left it. */
export async function loadMakers(tx: Tx): Promise<void> {
  const table = await codeTable(tx, 'makers')
  if (table === undefined) return
  const rule = await makerNames(tx)
  const shipped = table.entries.map((entry) => ({
    name: entry.name,
    nameEn: entry.nameEn,
    country: entry.attributes['country'] ?? '',
  }))
  const changed = await writeShippedMakers(tx, shipped)
  const untouched = new Map(
    (await allMakers(tx)).flatMap((maker) =>
      maker.shippedAs !== null && !maker.edited ? [[maker.shippedAs, maker.id] as const] : [],
    ),
  )
  const names = table.entries.flatMap((entry) => {
    const id = untouched.get(entry.name)
    return id === undefined ? [] : namesFor(entry, id, rule)
  })
  // Names of their own come before the aliases of others.
  const ordered = names.toSorted((a, b) => Number(a.kind === 'alias') - Number(b.kind === 'alias'))
  const before = ordered.length
  const left = await addMakerNames(tx, ordered)
  if (!changed && left.length === before) return
  const details = { version: table.version, makers: shipped.length }
  await noteMakersLoaded(tx, details)
}
