import type { Tx } from '#platform/db/connect.ts'
import type { Openness } from './data/entry-repository.ts'
import { coverInstruments } from './use-cases/cover-instruments.ts'
import { declareOpenness, rebuildCatalogue } from './use-cases/publish-entries.ts'

export type { Openness } from './data/entry-repository.ts'

/** The door for src/main's demonstration data: makes the loaded instruments findable. */
export async function fillCatalogue(tx: Tx, openness: readonly Openness[], today: string): Promise<number> {
  const count = await rebuildCatalogue(tx)
  await coverInstruments(tx, today)
  await declareOpenness(tx, openness)
  return count
}
