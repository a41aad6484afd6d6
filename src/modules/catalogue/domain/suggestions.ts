import { matchAll } from './matching.ts'
import type { CatalogueQuery, QueryWord } from './query.ts'
import type { ReadAloud, SearchIndex } from './search-index.ts'

/** What to try when nothing was found. */
export type Suggestion =
  /** Without filters there would be so many. */
  | { readonly kind: 'without_filters'; readonly count: number }
  /** Without this word there would be so many. */
  | { readonly kind: 'without_word'; readonly word: string; readonly q: string; readonly count: number }
  /** A name that sounds the same, `核慈共振` → `核磁共振波谱仪`. */
  | { readonly kind: 'same_sound'; readonly q: string }
  /** A name or word written nearly so. */
  | { readonly kind: 'like_this'; readonly q: string }

const most = 5

/** The part of a name that sounds so: `核磁共振` in `低场核磁共振分析仪`; empty when its characters are read otherwise together. */
function soundingPart(name: string, length: number, letters: string, readAloud: ReadAloud): string {
  const characters = [...name]
  for (let start = 0; start + length <= characters.length; start++) {
    const part = characters.slice(start, start + length).join('')
    if (readAloud(part).join('') === letters) return part
  }
  return ''
}

/** Names that sound like the Chinese words typed. */
function sameSound(index: SearchIndex, words: readonly QueryWord[], readAloud: ReadAloud): Suggestion[] {
  return words.flatMap((word) => {
    const letters = readAloud(word.text).join('')
    if (word.pinyin !== undefined || letters === '' || [...word.text].length < 2) return []
    if (matchAll(index, [word], word.text).docs.length > 0) return []
    const length = [...word.text].length
    const names = index.namesSounding(letters, most).slice(0, most)
    return [
      ...names.map((name) => soundingPart(index.names[name] ?? '', length, letters, readAloud)),
      ...names.map((name) => index.shownName(name)),
    ]
      .filter((q) => q !== '')
      .map((q) => ({ kind: 'same_sound' as const, q }))
  })
}

const likeEnough = 0.34

/** Names written nearly so. */
const nearNames = (index: SearchIndex, phrase: string): Suggestion[] =>
  index
    .namesLike(phrase)
    .filter(({ likeness }) => likeness >= likeEnough)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ name }) => ({ kind: 'like_this', q: index.shownName(name) }))

/** One insertion, deletion, change, or exchange of neighbours apart. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const rest = (text: string, from: number) => text.slice(from)
  if (a.length === b.length)
    return (
      rest(a, start + 1) === rest(b, start + 1) ||
      (a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, start + 2) === rest(b, start + 2))
    )
  return a.length > b.length ? rest(a, start + 1) === rest(b, start) : rest(a, start) === rest(b, start + 1)
}

/** Latin words one slip of the finger away that exist. */
function nearWords(index: SearchIndex, words: readonly QueryWord[], phrase: string): Suggestion[] {
  return words
    .filter(({ text }) => /^[\p{Script=Latin}\d]{4,}$/u.test(text) && index.tokensFrom(text, 1).length === 0)
    .flatMap(({ text }) =>
      index
        .tokensFrom(text.slice(0, /\d/.test(text) ? 3 : 1), 10_000)
        .filter((term) => oneEditApart(text, term))
        .slice(0, most)
        .map((term) => ({ kind: 'like_this' as const, q: phrase.replace(text, term) })),
    )
}

function withoutEachWord(index: SearchIndex, words: readonly QueryWord[]): Suggestion[] {
  if (words.length < 2) return []
  return words.flatMap((word) => {
    const others = words.filter((other) => other !== word)
    const q = others.map(({ text }) => text).join(' ')
    const count = matchAll(index, others, q).docs.length
    return count === 0 ? [] : [{ kind: 'without_word' as const, word: word.text, q, count }]
  })
}

/** Everything worth trying, the surest first. */
export function suggestionsFor(
  index: SearchIndex,
  words: readonly QueryWord[],
  withoutFilters: number,
  query: CatalogueQuery,
  readAloud: ReadAloud,
): Suggestion[] {
  if (withoutFilters > 0) return [{ kind: 'without_filters', count: withoutFilters }]
  const phrase = query.q.normalize('NFKC').toLowerCase().trim()
  const all = [
    ...sameSound(index, words, readAloud),
    ...nearWords(index, words, phrase),
    ...withoutEachWord(index, words),
    ...nearNames(index, phrase),
  ]
  const seen = new Set<string>()
  return all.filter((suggestion) => {
    if (!('q' in suggestion) || suggestion.q === phrase || seen.has(suggestion.q)) return false
    seen.add(suggestion.q)
    return true
  })
}
