import type { Posting } from './posting.ts'
import type { Alternative, QueryWord } from './query.ts'
import { docOf, maskOf, type SearchIndex, soundWeight, weightOfMask } from './search-index.ts'

/** The documents that have every word, and how well each fits. */
export interface Match {
  /** Growing document numbers. */
  readonly docs: Uint32Array
  /** By document number; 0 where there is no match. */
  readonly scores: Uint16Array
}

const postingsOf = (index: SearchIndex, token: string, prefix: boolean): Posting[] =>
  (prefix ? index.tokensFrom(token) : [token]).flatMap((term) => {
    const posting = index.postings(term)
    return posting === undefined ? [] : [posting]
  })

/** Raises `into` to the weight of each posting, where `allowed` permits; returns whether anything was found. */
function raise(posting: Posting, into: Uint8Array, allowed: Uint8Array | undefined): boolean {
  let any = false
  for (let i = 0; i < posting.length; i++) {
    const packed = posting.values[i] ?? 0
    const doc = docOf(packed)
    const ceiling = allowed === undefined ? 255 : (allowed[doc] ?? 0)
    if (ceiling === 0) continue
    const weight = Math.min(ceiling, weightOfMask[maskOf(packed)] ?? 0)
    if (weight > (into[doc] ?? 0)) into[doc] = weight
    any = true
  }
  return any
}

/** By document: the weight of the weakest token of an alternative all of whose tokens are there, else 0. */
function ofAlternative(index: SearchIndex, { tokens, prefix }: Alternative): Uint8Array | undefined {
  let found: Uint8Array | undefined
  for (const token of tokens) {
    const next = new Uint8Array(index.entries.length)
    let any = false
    for (const posting of postingsOf(index, token, prefix)) any = raise(posting, next, found) || any
    if (!any) return undefined
    found = next
  }
  return found
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
export function weightsOfWord(index: SearchIndex, word: QueryWord): Uint8Array {
  const weights = new Uint8Array(index.entries.length)
  let any = false
  for (const alternative of word.alternatives) {
    const found = ofAlternative(index, alternative)
    if (found === undefined) continue
    any = true
    for (let doc = 0; doc < found.length; doc++) {
      const weight = found[doc] ?? 0
      if (weight > (weights[doc] ?? 0)) weights[doc] = weight
    }
  }
  if (word.pinyin !== undefined && (!any || word.pinyin.length >= soundsFrom))
    addSounds(index, word.pinyin, weights)
  return weights
}

const exactName = 60
const nameContains = 20

/** What a name adds when it is, or contains, the words as they were typed. */
function nameBonus(index: SearchIndex, phrase: string): (doc: number) => number {
  const known = new Map<number, number>()
  return (doc) => {
    const name = index.nameOf[doc] ?? 0
    let bonus = known.get(name)
    if (bonus === undefined) {
      const text = index.names[name] ?? ''
      bonus = text === phrase ? exactName : text.includes(phrase) ? nameContains : 0
      known.set(name, bonus)
    }
    return bonus
  }
}

/** Every document that has all words; without words every document there is, each with the score 1. */
export function matchAll(index: SearchIndex, words: readonly QueryWord[], phrase: string): Match {
  const count = index.entries.length
  const { alive } = index
  const scores = new Uint16Array(count)
  const docs = new Uint32Array(count)
  const weights = words.map((word) => weightsOfWord(index, word))
  const bonus = nameBonus(index, phrase)
  let length = 0
  for (let doc = 0; doc < count; doc++) {
    if (alive[doc] !== 1) continue
    let score = 1
    for (const weight of weights) {
      const part = weight[doc] ?? 0
      if (part === 0) {
        score = 0
        break
      }
      score += part
    }
    if (score === 0) continue
    scores[doc] = words.length === 0 ? 1 : score + bonus(doc)
    docs[length++] = doc
  }
  return { docs: docs.subarray(0, length), scores }
}
