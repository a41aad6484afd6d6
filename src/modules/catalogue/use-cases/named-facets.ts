import type { Bilingual } from '#kernel/locale.ts'
import { priceBands } from '../domain/query.ts'
import type { Deps } from '#platform/module/module.ts'
import { type FacetCounts, type FacetName, facetNames } from '../domain/facets.ts'
import { liveCatalogue } from './live-catalogue.ts'
import { referenceNames } from './reference-names.ts'

/** One choice by which results can be narrowed. */
export interface NamedFacet {
  readonly value: string
  readonly name: Bilingual
  readonly count: number
}
export type NamedFacets = Record<FacetName, NamedFacet[]>

/** So many choices of a side are named; the most frequent ones. */
const most = 60
const same = (text: string): Bilingual => ({ zh: text, en: text })
const inOrder = new Map<string, number>(priceBands.map(({ key }, at) => [key, at]))

/** Facet counts with the names of what they count, the most frequent first (classes and prices in their own order). */
export async function namedFacets(deps: Pick<Deps, 'db'>, counts: FacetCounts): Promise<NamedFacets> {
  const [names, catalogue] = [await referenceNames(deps.db), await liveCatalogue(deps)]
  const nameOf: Record<FacetName, (value: string) => Bilingual | undefined> = {
    class: names.className,
    city: names.cityName,
    discipline: names.disciplineName,
    maker: (value) => catalogue.makerName(Number(value)),
    unit: (value) => catalogue.unitName(Number(value)),
    price: same,
    openTo: same,
    mode: same,
  }
  const named = {} as NamedFacets
  for (const facet of facetNames) {
    const all = [...counts[facet]].map(([value, count]) => ({
      value,
      count,
      name: nameOf[facet](value) ?? same(value),
    }))
    if (facet === 'class') named[facet] = all.sort((a, b) => (a.value < b.value ? -1 : 1))
    else if (facet === 'price')
      named[facet] = all.sort((a, b) => (inOrder.get(a.value) ?? 0) - (inOrder.get(b.value) ?? 0))
    else named[facet] = all.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, most)
  }
  return named
}
