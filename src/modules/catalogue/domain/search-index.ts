import type { CatalogueEntry } from './entry.ts'
import { PinyinList } from './pinyin-list.ts'
import { docOf, maskBits, maskOf, Posting } from './posting.ts'
import { Scratch } from './scratch.ts'
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
  covered: { bit: 128, weight: 8 },
} as const

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
  readonly scratch = new Scratch()
  readonly #numbers = new Map<string, number>()
  readonly #docs = new Map<number, number>()
  readonly #terms = new Map<string, Posting>()
  readonly #docsOfName: Posting[] = []
  readonly #cuts = new Map<string, readonly Posting[]>()
  readonly #pairs = new Map<string, Posting>()
  #alive: Uint8Array = new Uint8Array(1_024)
  readonly #pinyin: PinyinList
  readonly #classWords: ClassWords
  #aliveDocs: Uint32Array | undefined
  #sorted: string[] | undefined
  #ranks: Uint32Array | undefined

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
    this.#docsOfName[name]?.mark(doc, fields.name.bit)
    if (className.own !== '') this.#docsOfName[this.#named(className.own)]?.mark(doc, fields.className.bit)
    this.#alive = grown(this.#alive, doc)
    this.#alive[doc] = 1
    this.#aliveDocs = undefined
    this.#mark(entry.name, fields.name.bit, doc)
    this.#mark(entry.model, fields.model.bit, doc)
    this.#mark(className.all, fields.className.bit, doc)
    this.#mark(entry.nameEn, fields.nameEn.bit, doc)
    this.#mark(entry.maker, fields.maker.bit, doc)
    this.#mark(entry.makerName, fields.maker.bit, doc)
    this.#mark(entry.makerNameEn, fields.maker.bit, doc)
    this.#mark(entry.unitName, fields.unit.bit, doc)
    this.#mark(entry.unitNameEn, fields.unit.bit, doc)
    this.#mark(entry.summary, fields.summary.bit, doc)
    this.#mark(entry.covered, fields.covered.bit, doc)
    return doc
  }

  /** Takes an instrument out; its document number is not used again. */
  remove(instrumentId: number): number | undefined {
    const doc = this.#docs.get(instrumentId)
    if (doc === undefined) return undefined
    this.entries[doc] = undefined
    this.#alive[doc] = 0
    this.#aliveDocs = undefined
    this.#docs.delete(instrumentId)
    this.size--
    return doc
  }

  /** Whether so many documents are dead that building anew is cheaper than going on. */
  get worn(): boolean {
    return this.entries.length > 1_000 && this.entries.length > this.size * 1.3
  }

  /** By document number: 1 while it can be found. */
  get alive(): Uint8Array {
    return this.#alive
  }

  /** Every document that can be found; made anew after a change. */
  aliveDocs(): Uint32Array {
    if (this.#aliveDocs === undefined) {
      const docs = new Uint32Array(this.size)
      let length = 0
      for (let doc = 0; doc < this.entries.length; doc++) if (this.#alive[doc] === 1) docs[length++] = doc
      this.#aliveDocs = docs
    }
    return this.#aliveDocs
  }

  /** Names that share pairs of characters with a text, with Dice's measure of how many (1 for the same). */
  namesLike(text: string): { readonly name: number; readonly likeness: number }[] {
    const wanted = pairsOf(text)
    const common = new Uint16Array(this.names.length)
    const touched: number[] = []
    for (const pair of wanted) {
      const posting = this.#pairs.get(pair)
      if (posting === undefined) continue
      for (let i = 0; i < posting.length; i++) {
        const name = posting.values[i] ?? 0
        if (common[name] === 0) touched.push(name)
        common[name] = (common[name] ?? 0) + 1
      }
    }
    return touched.map((name) => {
      const pairs = Math.max(1, (this.names[name] ?? '').length - 1)
      return { name, likeness: (2 * (common[name] ?? 0)) / (wanted.size + pairs) }
    })
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

  /** The place of a name among all names in the order of their sound. */
  soundRank = (name: number): number => {
    if (this.#ranks?.length !== this.names.length) {
      const order = this.names
        .map((_, number) => ({ number, sound: this.#pinyin.soundOf(number) }))
        .sort((a, b) => (a.sound < b.sound ? -1 : a.sound > b.sound ? 1 : 0))
      const ranks = new Uint32Array(order.length)
      for (const [rank, { number, sound }] of order.entries())
        ranks[number] =
          rank > 0 && order[rank - 1]?.sound === sound ? (ranks[order[rank - 1]?.number ?? 0] ?? 0) : rank
      this.#ranks = ranks
    }
    return this.#ranks[name] ?? 0
  }

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
    for (const pair of pairsOf(name)) {
      const posting = this.#pairs.get(pair) ?? new Posting()
      this.#pairs.set(pair, posting)
      posting.push(number)
    }
    return number
  }

  /** Notes where the tokens of a text are; units, makers, classes and summaries repeat, so their postings are kept. */
  #mark(text: string, bit: number, doc: number): void {
    if (text === '') return
    let postings = this.#cuts.get(text)
    if (postings === undefined) {
      postings = Array.from(tokensOf(text), (token) => this.#posting(token))
      if (this.#cuts.size >= mostCuts) this.#cuts.clear()
      this.#cuts.set(text, postings)
    }
    for (const posting of postings) posting.mark(doc, bit)
  }

  #posting(token: string): Posting {
    let posting = this.#terms.get(token)
    if (posting === undefined) {
      posting = new Posting()
      this.#terms.set(token, posting)
      this.#sorted = undefined
    }
    return posting
  }
}

/** Texts whose postings are kept at hand while the index is filled. */
const mostCuts = 50_000

/** The same bytes with room for one more place. */
function grown(bytes: Uint8Array, place: number): Uint8Array {
  if (place < bytes.length) return bytes
  const larger = new Uint8Array(Math.max(1_024, bytes.length * 2))
  larger.set(bytes)
  return larger
}

/** The different pairs of neighbouring characters. */
function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2))
  return pairs
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
