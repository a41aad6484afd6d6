import type { Deps } from '#platform/module/module.ts'
import type { CatalogueEntry } from '../domain/entry.ts'
import type { CatalogueQuery } from '../domain/query.ts'
import type { Candidates, Catalogue, CatalogueResult } from '../domain/search.ts'
import { liveCatalogue } from './live-catalogue.ts'

type Needs = Pick<Deps, 'db'>

/** Finds accepted instruments by words and sides; anybody may. */
export async function searchCatalogue(deps: Needs, query: CatalogueQuery): Promise<CatalogueResult> {
  return (await liveCatalogue(deps)).search(query)
}

/** Every accepted instrument a query finds, for searches that order by something the catalogue does not know. */
export async function catalogueCandidates(
  deps: Needs,
  query: Parameters<Catalogue['candidates']>[0],
): Promise<Candidates> {
  return (await liveCatalogue(deps)).candidates(query)
}

/** Names that go on from what is being typed. */
export async function completeSearch(deps: Needs, typed: string, limit: number) {
  return (await liveCatalogue(deps)).complete(typed, limit)
}

/** Like instruments, for comparison: the same class. */
export async function similarInstruments(
  deps: Needs,
  instrumentId: number,
  limit: number,
): Promise<CatalogueEntry[]> {
  return (await liveCatalogue(deps)).similar(instrumentId, limit)
}
