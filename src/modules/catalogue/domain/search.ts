import type { Bilingual } from '#kernel/locale.ts'
import { FacetTable, type FacetCounts } from './facets.ts'
import type { CatalogueEntry } from './entry.ts'
import { matchAll } from './matching.ts'
import { orderOf, pageByScore, pageOf } from './ordering.ts'
import { type Aliases, type CatalogueQuery, type QueryWord, readQuery } from './query.ts'
import { type ClassWords, type ReadAloud, SearchIndex } from './search-index.ts'
import { type Suggestion, suggestionsFor } from './suggestions.ts'
import { folded } from './tokens.ts'

/** The answer to a query. */
export interface CatalogueResult {
  readonly total: number
  readonly entries: readonly CatalogueEntry[]
  readonly facets: FacetCounts
  /** What was looked for, as texts to mark in results. */
  readonly marks: readonly string[]
  /** Other names that were understood: `SEM` as `扫描电镜`. */
  readonly understood: readonly { readonly typed: string; readonly meant: string }[]
  /** When nothing was found: what to try instead. */
  readonly suggestions: readonly Suggestion[]
}

/** What a query finds, by place from 0. */
export interface Candidates {
  readonly count: number
  readonly idAt: (place: number) => number
  readonly entryAt: (place: number) => CatalogueEntry | undefined
  /** How well it fits the words, 0 without words. */
  readonly scoreAt: (place: number) => number
}

/** The catalogue in memory: words, sides and everything needed to answer a query without the database. */
export class Catalogue {
  readonly index: SearchIndex
  readonly #facets = new FacetTable()
  readonly #units = new Map<number, Bilingual>()
  readonly #makers = new Map<number, Bilingual>()
  #aliases: Aliases
  readonly #readAloud: ReadAloud

  constructor(readAloud: ReadAloud, classWords: ClassWords, aliases: Aliases) {
    this.index = new SearchIndex(readAloud, classWords)
    this.#aliases = aliases
    this.#readAloud = readAloud
  }

  put(entry: CatalogueEntry): void {
    this.#units.set(entry.unitId, { zh: entry.unitName, en: entry.unitNameEn || entry.unitName })
    if (entry.makerId !== undefined)
      this.#makers.set(entry.makerId, { zh: entry.makerName, en: entry.makerNameEn || entry.makerName })
    this.#facets.put(this.index.add(entry), entry)
  }

  remove(instrumentId: number): void {
    this.index.remove(instrumentId)
  }

  /** The entry of an instrument that can be found. */
  entry(instrumentId: number): CatalogueEntry | undefined {
    const doc = this.index.docOfInstrument(instrumentId)
    return doc === undefined ? undefined : this.index.entries[doc]
  }

  makerName(makerId: number): Bilingual | undefined {
    return this.#makers.get(makerId)
  }

  /** Other names people search by, when they have changed. */
  understand(aliases: Aliases): void {
    this.#aliases = aliases
  }

  unitName(unitId: number): Bilingual | undefined {
    return this.#units.get(unitId)
  }

  /** Every entry a query finds, unordered and uncounted, for whoever chooses among them by something else. */
  candidates(query: Omit<CatalogueQuery, 'sort' | 'page' | 'size'>): Candidates {
    const match = matchAll(this.index, readQuery(query.q, this.#aliases), folded(query.q).trim())
    const wish = { ...query, sort: 'relevance', page: 1, size: 0 } as const
    const { docs, scores } = this.#facets.keep(match.docs, match.scores, wish)
    const { entries } = this.index
    const { ids } = this.#facets
    return {
      count: docs.length,
      idAt: (i) => ids[docs[i] ?? 0] ?? 0,
      entryAt: (i) => entries[docs[i] ?? -1],
      scoreAt: (i) => scores[i] ?? 0,
    }
  }

  search(query: CatalogueQuery): CatalogueResult {
    const words = readQuery(query.q, this.#aliases)
    const match = matchAll(this.index, words, folded(query.q).trim())
    const { docs, scores, counts } = this.#facets.narrow(match.docs, match.scores, query)
    const order = orderOf(this.index, query.sort, this.#facets)
    const from = (query.page - 1) * query.size
    const flat = query.sort !== 'relevance' || words.length === 0
    const page = flat
      ? pageOf(docs, order, from, Math.min(from + query.size, docs.length))
      : pageByScore(docs, scores, order, from, query.size)
    return {
      total: docs.length,
      entries: page.flatMap((doc) => this.index.entries[doc] ?? []),
      facets: counts,
      marks: marksOf(words),
      understood: words.flatMap((word) =>
        word.alternatives.flatMap(({ alias }) =>
          alias === undefined ? [] : [{ typed: word.text, meant: alias }],
        ),
      ),
      suggestions:
        docs.length > 0 ? [] : suggestionsFor(this.index, words, match.docs.length, query, this.#readAloud),
    }
  }

  /** Names that go on from what is being typed, the most frequent first. */
  complete(typed: string, limit: number): { readonly name: string; readonly count: number }[] {
    const found = matchAll(this.index, readQuery(typed, this.#aliases), folded(typed).trim())
    const best = new Map<number, { count: number; score: number; name: string }>()
    for (const [i, doc] of found.docs.entries()) {
      const name = this.index.nameOf[doc] ?? 0
      const known = best.get(name)
      if (known === undefined)
        best.set(name, { count: 1, score: found.scores[i] ?? 0, name: this.index.entries[doc]?.name ?? '' })
      else known.count++
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || b.count - a.count)
      .slice(0, limit)
      .map(({ name, count }) => ({ name, count }))
  }

  /** Instruments like this one: the same class first, then the same name elsewhere. */
  similar(instrumentId: number, limit: number): CatalogueEntry[] {
    const entry = this.entry(instrumentId)
    if (entry?.classCode === undefined) return []
    const { entries } = this.search({
      q: '',
      classCode: entry.classCode,
      sort: 'newest',
      page: 1,
      size: limit + 1,
    })
    return entries.filter((other) => other.instrumentId !== instrumentId).slice(0, limit)
  }
}

const marksOf = (words: readonly QueryWord[]): string[] => [
  ...new Set(words.flatMap((word) => [word.text, ...word.alternatives.flatMap(({ alias }) => alias ?? [])])),
]
