/** The door for other modules. */
export type { CatalogueEntry } from './domain/entry.ts'
export { markedPieces } from './domain/marks.ts'
export {
  type CatalogueQuery,
  priceBands,
  type ServiceMode,
  serviceModes,
  type SortOrder,
  sortOrders,
  type UserKind,
  userKinds,
} from './domain/query.ts'
export type { Candidates, CatalogueResult } from './domain/search.ts'
export type { Suggestion } from './domain/suggestions.ts'
export { catalogueTotals, entryIds } from './data/entry-repository.ts'
export { type NamedFacet, type NamedFacets, namedFacets } from './use-cases/named-facets.ts'
export { rebuildCatalogue } from './use-cases/publish-entries.ts'
export { readContact } from './use-cases/read-contact.ts'
export { type ReferenceNames, referenceNames } from './use-cases/reference-names.ts'
export { catalogueCandidates, searchCatalogue, similarInstruments } from './use-cases/search-catalogue.ts'
export { type InstrumentContact, type PublicInstrument, showInstrument } from './use-cases/show-instrument.ts'
