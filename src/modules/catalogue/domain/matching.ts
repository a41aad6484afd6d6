import type { Posting } from './posting.ts'
import type { Alternative, QueryWord } from './query.ts'
import { docOf, maskOf, type SearchIndex, soundWeight, weightOfMask } from './search-index.ts'

/** The documents that have every word, and how well each fits. */
export interface Match {
  /** Growing document numbers. */
  readonly docs: Uint32Array
  /** The score of each of `docs`, in the same places. Empty when nothing was asked for. */
  readonly scores: Uint16Array
}

/** Raises `into` to the weight of every document of a posting; returns whether there was any. */
function raise({ values, length }: Posting, into: Uint8Array): boolean {
  for (let i = 0; i < length; i++) {
    const packed = values[i] ?? 0
    const doc = docOf(packed)
    const weight = weightOfMask[maskOf(packed)] ?? 0
    if (weight > (into[doc] ?? 0)) into[doc] = weight
  }
  return length > 0
}

/** The weight of a document in a posting, looking from a place on; the place moves to it. */
function weightFrom({ values, length }: Posting, doc: number, at: { place: number }): number {
  let step = 1
  let low = at.place
  while (low + step < length && docOf(values[low + step] ?? 0) < doc) {
    low += step
    step *= 2
  }
  let high = Math.min(length, low + step + 1)
  while (low < high) {
    const middle = (low + high) >>> 1
    if (docOf(values[middle] ?? 0) < doc) low = middle + 1
    else high = middle
  }
  at.place = low
  const packed = low < length ? (values[low] ?? 0) : 0
  return docOf(packed) === doc && low < length ? (weightOfMask[maskOf(packed)] ?? 0) : 0
}

/** Raises `into` where all postings meet, to the weight of the weakest; the rarest leads. */
function raiseCommon(postings: readonly Posting[], into: Uint8Array): boolean {
  const [rarest, ...others] = postings.toSorted((a, b) => a.length - b.length)
  if (rarest === undefined) return false
  const places = others.map(() => ({ place: 0 }))
  let any = false
  for (let i = 0; i < rarest.length; i++) {
    const packed = rarest.values[i] ?? 0
    const doc = docOf(packed)
    let weight = weightOfMask[maskOf(packed)] ?? 0
    for (let k = 0; k < others.length && weight > 0; k++) {
      const [posting, at] = [others[k], places[k]]
      if (posting !== undefined && at !== undefined) weight = Math.min(weight, weightFrom(posting, doc, at))
    }
    if (weight === 0) continue
    any = true
    if (weight > (into[doc] ?? 0)) into[doc] = weight
  }
  return any
}

/** Raises `into` for the documents that have all tokens of an alternative, or a word its only token begins. */
function raiseAlternative(index: SearchIndex, { tokens, prefix }: Alternative, into: Uint8Array): boolean {
  const terms = prefix ? index.tokensFrom(tokens[0] ?? '') : tokens
  const postings = terms.flatMap((term) => index.postings(term) ?? [])
  if (!prefix && tokens.length > 1) return postings.length === tokens.length && raiseCommon(postings, into)
  return postings.reduce((any, posting) => raise(posting, into) || any, false)
}

/** Letters of two may be anything; from three on they may be the initials of a name as well as a word. */
const soundsFrom = 3

function addSounds(index: SearchIndex, letters: string, into: Uint8Array): void {
  for (const name of index.namesSounding(letters)) {
    const posting = index.docsOfName(name)
    if (posting === undefined) continue
    for (let i = 0; i < posting.length; i++) {
      const doc = docOf(posting.values[i] ?? 0)
      if ((into[doc] ?? 0) < soundWeight) into[doc] = soundWeight
    }
  }
}

/** By document: how well it has the word, by any of its alternatives. */
function weightsOfWord(index: SearchIndex, word: QueryWord, place: number): Uint8Array {
  const weights = index.scratch.bytes(place, index.entries.length)
  let any = false
  for (const alternative of word.alternatives) any = raiseAlternative(index, alternative, weights) || any
  if (word.pinyin !== undefined && (!any || word.pinyin.length >= soundsFrom))
    addSounds(index, word.pinyin, weights)
  return weights
}

const exactName = 60
const nameContains = 20

/** What a name adds when it is, or contains, the words as they were typed. */
function nameBonus(index: SearchIndex, phrase: string): (doc: number) => number {
  const unknown = 255
  const known = new Uint8Array(index.names.length).fill(unknown)
  return (doc) => {
    const name = index.nameOf[doc] ?? 0
    let bonus = known[name] ?? unknown
    if (bonus === unknown) {
      const text = index.names[name] ?? ''
      bonus = text === phrase ? exactName : text.includes(phrase) ? nameContains : 0
      known[name] = bonus
    }
    return bonus
  }
}

/** The sum of a document's weights; 0 when it lacks one of the words. */
function sumOf(weights: readonly Uint8Array[], doc: number): number {
  let sum = 0
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k]?.[doc] ?? 0
    if (weight === 0) return 0
    sum += weight
  }
  return sum
}

/** Every document that has all words; without words every document there is, without scores. */
export function matchAll(index: SearchIndex, words: readonly QueryWord[], phrase: string): Match {
  if (words.length === 0) return { docs: index.aliveDocs(), scores: new Uint16Array(0) }
  const count = index.entries.length
  const { alive } = index
  const { scores, docs } = index.scratch.results(count)
  const weights = words.map((word, place) => weightsOfWord(index, word, place))
  const first = weights[0] ?? new Uint8Array(0)
  const bonus = nameBonus(index, phrase)
  let length = 0
  for (let doc = 0; doc < count; doc++) {
    if (first[doc] === 0 || alive[doc] !== 1) continue
    const sum = sumOf(weights, doc)
    if (sum === 0) continue
    scores[length] = 1 + sum + bonus(doc)
    docs[length++] = doc
  }
  return { docs: docs.slice(0, length), scores: scores.slice(0, length) }
}
