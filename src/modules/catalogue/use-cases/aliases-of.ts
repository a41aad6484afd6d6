import { aliases, namesOfMakers } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Aliases } from '../domain/query.ts'
import { folded } from '../domain/tokens.ts'

/** The form under which an alias is looked up: folded, without spaces and strokes. */
const keyOf = (alias: string): string => folded(alias).replaceAll(/[\s\-_/]+/gu, '')

class Collector {
  readonly all = new Map<string, Set<string>>()

  add(alias: string, meant: string): void {
    const key = keyOf(alias)
    if (key === '' || meant === '' || key === keyOf(meant)) return
    const known = this.all.get(key) ?? new Set<string>()
    known.add(meant)
    this.all.set(key, known)
  }
}

/** Other names people search by: kinds of instruments from the reference list, makers by each of their names. */
export async function aliasesFor(db: Db): Promise<Aliases> {
  const collected = new Collector()
  for (const row of await aliases(db))
    for (const meant of (row['expands'] ?? '').split('|')) collected.add(row['term'] ?? '', meant.trim())
  for (const { maker, names } of await namesOfMakers(db))
    for (const alias of names)
      for (const name of [maker.name, maker.nameEn].filter((one) => one !== '')) collected.add(alias, name)
  return new Map([...collected.all].map(([alias, meant]) => [alias, [...meant]]))
}
