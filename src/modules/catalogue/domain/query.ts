import { folded, runsOf } from './tokens.ts'

export const sortOrders = ['relevance', 'newest', 'price_up', 'price_down', 'name'] as const
export type SortOrder = (typeof sortOrders)[number]

/** Whom an instrument serves besides its own unit (N11); the booking module uses the same words. */
export const userKinds = ['university', 'institute', 'company', 'society', 'individual'] as const
export type UserKind = (typeof userKinds)[number]

/** Ways of service; the booking module uses the same words. */
export const serviceModes = ['self', 'guided', 'commissioned', 'remote'] as const
export type ServiceMode = (typeof serviceModes)[number]

/** Original value in 万元, lower border included; the last band is open above. */
export const priceBands = [
  { key: '0-30', from: 0, to: 30 },
  { key: '30-50', from: 30, to: 50 },
  { key: '50-100', from: 50, to: 100 },
  { key: '100-200', from: 100, to: 200 },
  { key: '200-500', from: 200, to: 500 },
  { key: '500-', from: 500, to: undefined },
] as const

/** What somebody looks for. */
export interface CatalogueQuery {
  readonly q: string
  /** Two, four or six digits of the class table, or six with trailing zeros. */
  readonly classCode?: string | undefined
  readonly city?: string | undefined
  readonly unit?: number | undefined
  /** The record of the maker. */
  readonly maker?: number | undefined
  readonly discipline?: string | undefined
  /** 万元 */
  readonly priceFrom?: number | undefined
  readonly priceTo?: number | undefined
  readonly openTo?: UserKind | undefined
  readonly mode?: ServiceMode | undefined
  readonly sort: SortOrder
  /** From 1. */
  readonly page: number
  readonly size: number
}

/** One thing the query asks for; every word must be found, by one of its alternatives. */
export interface QueryWord {
  /** As typed, folded; what is marked in results. */
  readonly text: string
  /** Each alternative is a list of tokens that must all be there. */
  readonly alternatives: readonly Alternative[]
  /** Letters that may be pinyin: initials or full. */
  readonly pinyin?: string
}
export interface Alternative {
  readonly tokens: readonly string[]
  /** Words the tokens begin, `nico` finds `nicolet`. */
  readonly prefix: boolean
  /** The alias it came from, if it was not typed. */
  readonly alias?: string
}

/** Another name and what it stands for: `SEM` → `扫描电镜`. */
export type Aliases = ReadonlyMap<string, readonly string[]>

const longestQuery = 100
const mostWords = 8

/** The tokens all of which a run needs: pairs of a Chinese run, or the word itself. */
export function neededTokens(text: string, han: boolean): string[] {
  if (!han) return [text]
  const characters = [...text]
  if (characters.length === 1) return characters
  return characters.slice(0, -1).map((character, i) => character + (characters[i + 1] ?? ''))
}

const tokensOfPhrase = (phrase: string): string[] =>
  runsOf(folded(phrase)).flatMap((run) => neededTokens(run.text, run.han))

function wordOf(text: string, han: boolean, aliases: Aliases): QueryWord {
  const typed: Alternative = { tokens: neededTokens(text, han), prefix: !han }
  const meant = (aliases.get(text) ?? []).map((alias) => ({
    tokens: tokensOfPhrase(alias),
    prefix: false,
    alias,
  }))
  const alternatives = [typed, ...meant.filter(({ tokens }) => tokens.length > 0)]
  return !han && /^[a-z]{2,}$/.test(text) ? { text, alternatives, pinyin: text } : { text, alternatives }
}

/** An alias made of several runs, `icp-ms` or `x射线衍射`, as one word; undefined when the text is none. */
function wholeAlias(
  runs: readonly { text: string }[],
  text: string,
  aliases: Aliases,
): QueryWord | undefined {
  const meant = aliases.get(text.replaceAll(/[\s\-_/]+/gu, ''))
  if (meant === undefined || runs.length < 2) return undefined
  return {
    text,
    alternatives: [
      { tokens: tokensOfPhrase(text), prefix: false },
      ...meant.map((alias) => ({ tokens: tokensOfPhrase(alias), prefix: false, alias })),
    ],
  }
}

/** Reads what was typed; words are parted by spaces and by the border between Chinese and Latin. */
export function readQuery(q: string, aliases: Aliases): QueryWord[] {
  const text = folded(q).trim().slice(0, longestQuery)
  const runs = runsOf(text).slice(0, mostWords)
  const whole = wholeAlias(runs, text, aliases)
  if (whole !== undefined) return [whole]
  return runs.map((run) => wordOf(run.text, run.han, aliases))
}
