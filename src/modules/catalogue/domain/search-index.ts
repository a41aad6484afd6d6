import type { CatalogueEntry } from './entry.ts'
import { PinyinList } from './pinyin-list.ts'
import { Posting } from './posting.ts'
import { folded, tokensOf } from './tokens.ts'

/** Fields of an entry with the weight a word found there has for the order of results; the bit marks the field. */
const fields = {
  name: { bit: 1, weight: 40 },
  model: { bit: 2, weight: 36 },
  className: { bit: 4, weight: 24 },
  nameEn: { bit: 8, weight: 20 },
  maker: { bit: 16, weight: 14 },
  unit: { bit: 32, weight: 10 },
  summary: { bit: 64, weight: 6 },
} as const

const maskBits = 7
const maskOf = (packed: number): number => packed & ((1 << maskBits) - 1)
const docOf = (packed: number): number => packed >>> maskBits

/** The best weight of each combination of fields. */
const weightOfMask = Uint8Array.from({ length: 1 << maskBits }, (_, mask) =>
  Math.max(0, ...Object.values(fields).map(({ bit, weight }) => (mask & bit ? weight : 0))),
)
/** What is found only through its sound counts less than anything written. */
const soundWeight = 5

/** Reads Chinese aloud: one syllable for each character, anything else is left out. */
export type ReadAloud = (text: string) => readonly string[]
/** The words of a class: all its levels in both languages, and the Chinese name of its own level. */
export type ClassWords = (classCode: string | undefined) => { readonly all: string; readonly own: string }

/** An inverted index over entries, kept in memory; documents are numbered as they come, a changed one gets a new number. */
export class SearchIndex {
  readonly entries: (CatalogueEntry | undefined)[] = []
  /** Number of the unique folded name of each document. */
  readonly nameOf: number[] = []
  readonly names: string[] = []
  readonly #shownNames: string[] = []
  /** How many entries can be found. */
  size = 0
  readonly #numbers = new Map<string, number>()
  readonly #docs = new Map<number, number>()
  readonly #terms = new Map<string, Posting>()
  readonly #docsOfName: Posting[] = []
  readonly #cuts = new Map<string, readonly string[]>()
  readonly #pinyin: PinyinList
  readonly #classWords: ClassWords
  #sorted: string[] | undefined

  constructor(readAloud: ReadAloud, classWords: ClassWords) {
    this.#pinyin = new PinyinList(readAloud)
    this.#classWords = classWords
  }

  /** Adds an entry, or puts it in the place of its earlier version; returns its document number. */
  add(entry: CatalogueEntry): number {
    this.remove(entry.instrumentId)
    const doc = this.entries.length
    this.entries.push(entry)
    this.#docs.set(entry.instrumentId, doc)
    this.size++
    const className = this.#classWords(entry.classCode)
    const name = this.#named(entry.name)
    this.nameOf.push(name)
    this.#docsOfName[name]?.push((doc << maskBits) | fields.name.bit)
    if (className.own !== '')
      this.#docsOfName[this.#named(className.own)]?.push((doc << maskBits) | fields.className.bit)
    const masks = new Map<string, number>()
    const mark = (text: string, bit: number) => {
      for (const token of this.#cut(text)) masks.set(token, (masks.get(token) ?? 0) | bit)
    }
    mark(entry.name, fields.name.bit)
    mark(entry.model, fields.model.bit)
    mark(className.all, fields.className.bit)
    mark(entry.nameEn, fields.nameEn.bit)
    mark(entry.maker, fields.maker.bit)
    mark(entry.unitName, fields.unit.bit)
    mark(entry.unitNameEn, fields.unit.bit)
    mark(entry.summary, fields.summary.bit)
    for (const [token, mask] of masks) this.#post(token, (doc << maskBits) | mask)
    return doc
  }

  /** Takes an instrument out; its document number is not used again. */
  remove(instrumentId: number): number | undefined {
    const doc = this.#docs.get(instrumentId)
    if (doc === undefined) return undefined
    this.entries[doc] = undefined
    this.#docs.delete(instrumentId)
    this.size--
    return doc
  }

  /** Whether so many documents are dead that building anew is cheaper than going on. */
  get worn(): boolean {
    return this.entries.length > 1_000 && this.entries.length > this.size * 1.3
  }

  docOfInstrument = (instrumentId: number): number | undefined => this.#docs.get(instrumentId)

  /** Documents of one token. */
  postings(token: string): Posting | undefined {
    return this.#terms.get(token)
  }

  /** Every token that begins so, the token itself first; at most `limit`. */
  tokensFrom(prefix: string, limit = 200): string[] {
    const sorted = (this.#sorted ??= [...this.#terms.keys()]
      .filter((term) => /^[^\p{Script=Han}]/u.test(term))
      .sort())
    const found: string[] = []
    for (let i = lowerBound(sorted, prefix); i < sorted.length && found.length < limit; i++) {
      const term = sorted[i] ?? ''
      if (!term.startsWith(prefix)) break
      found.push(term)
    }
    return found
  }

  /** Numbers of names that sound so: by initials (`smdj`) or in full (`saomiaodianjing`). */
  namesSounding(letters: string, limit = 2_000): number[] {
    return this.#pinyin.sounding(letters, limit)
  }

  docsOfName(name: number): Posting | undefined {
    return this.#docsOfName[name]
  }

  /** A name as somebody wrote it. */
  shownName = (name: number): string => this.#shownNames[name] ?? ''

  /** The key by which a name is sorted: its sound. */
  soundOfName = (name: number): string => this.#pinyin.soundOf(name)

  /** The number of a folded name, a new one when it was not known. */
  #named(shown: string): number {
    const name = folded(shown)
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const number = this.names.length
    this.#numbers.set(name, number)
    this.names.push(name)
    this.#shownNames.push(shown)
    this.#docsOfName.push(new Posting())
    this.#pinyin.add(name)
    return number
  }

  /** Units, makers and classes repeat: their tokens are cut once. */
  #cut(text: string): readonly string[] {
    if (text === '') return []
    const known = this.#cuts.get(text)
    if (known !== undefined) return known
    const tokens = [...tokensOf(text)]
    if (this.#cuts.size > 20_000) this.#cuts.clear()
    this.#cuts.set(text, tokens)
    return tokens
  }

  #post(token: string, packed: number): void {
    let posting = this.#terms.get(token)
    if (posting === undefined) {
      posting = new Posting()
      this.#terms.set(token, posting)
      this.#sorted = undefined
    }
    posting.push(packed)
  }
}

/** The first place whose value is not before the wanted one. */
export function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? '') < wanted) low = middle + 1
    else high = middle
  }
  return low
}

export { docOf, maskOf, soundWeight, weightOfMask }
