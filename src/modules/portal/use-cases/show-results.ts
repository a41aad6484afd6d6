import {
  type CatalogueEntry,
  type CatalogueQuery,
  type CatalogueResult,
  type NamedFacets,
  namedFacets,
  type ReferenceNames,
  referenceNames,
  searchCatalogue,
} from '#modules/catalogue/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { nextFreeOf } from './instrument-page.ts'

export { markedPieces, priceBands, sortOrders } from '#modules/catalogue/index.ts'
export type {
  CatalogueEntry,
  CatalogueQuery,
  NamedFacet,
  NamedFacets,
  ReferenceNames,
  Suggestion,
} from '#modules/catalogue/index.ts'

/** A page of results with everything around it. */
export interface ResultsPage {
  readonly query: CatalogueQuery
  readonly result: CatalogueResult
  readonly facets: NamedFacets
  readonly names: ReferenceNames
  readonly free: Awaited<ReturnType<typeof nextFreeOf>>
  readonly unitName: CatalogueEntry['unitName']
}

/** Searches for a reader of the results page. */
export async function showResults(deps: Deps, query: CatalogueQuery): Promise<ResultsPage> {
  const [result, names] = [await searchCatalogue(deps, query), await referenceNames(deps.db)]
  const [facets, free] = await Promise.all([
    namedFacets(deps, result.facets),
    nextFreeOf(
      deps,
      result.entries.filter((entry) => entry.bookable),
    ),
  ])
  const unit = facets.unit.find(({ value }) => value === String(query.unit))
  return { query, result, facets, names, free, unitName: unit?.name.zh ?? '' }
}
