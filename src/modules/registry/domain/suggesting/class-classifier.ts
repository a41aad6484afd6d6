import { ModelBook } from './model-book.ts'
import { type Evidence, PhraseBook } from './phrase-book.ts'
import { Likeness } from './likeness.ts'
import { foldedText, type PlacedUnit, placedUnitsOf, unitsOf, type Variants } from './text-units.ts'

/** A class with the words and model numbers that tell it (db/reference/class-words). */
export interface ToldClass {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly words: readonly string[]
  readonly models: readonly string[]
}
/** What is known of an instrument whose class is sought. */
export interface Described {
  readonly name: string
  readonly englishName?: string | undefined
  readonly model?: string | undefined
}
/** How often instruments that were accepted with the same model have a class. */
export type Neighbours = ReadonlyMap<string, number>

export type ClassReason =
  | { readonly why: 'name_contains'; readonly words: string }
  | { readonly why: 'model_series'; readonly series: string }
  | { readonly why: 'same_model'; readonly count: number; readonly of: number }
  | { readonly why: 'name_like'; readonly like: string; readonly likeEn: string }

export const confidences = ['sure', 'likely', 'possible'] as const
export type Confidence = (typeof confidences)[number]

export interface ClassGuess {
  readonly code: string
  readonly score: number
  readonly confidence: Confidence
  readonly reasons: readonly ClassReason[]
}

/** Below this nothing is said. */
const leastScore = 1.6
const sure = { score: 4.2, margin: 2 }
const likely = { score: 2.4, margin: 0.7 }
const englishWeight = 0.8
const likenessWeight = 3
const leastLikeness = 0.2
/** The fourth-level names of metrology are those of national standards; an instrument of that name is rarely one. */
const standardsWeight = 0.6

interface Told {
  score: number
  parts: number[]
  reasons: { score: number; reason: ClassReason }[]
}

/** Finds the class an instrument most likely belongs to, from words, series of models and instruments like it. */
export class ClassClassifier {
  readonly #book: PhraseBook
  readonly #models = new ModelBook()
  readonly #likeness = new Likeness()
  readonly #names = new Map<string, { readonly like: string; readonly likeEn: string }>()
  readonly #variants: Variants | undefined

  constructor(classes: readonly ToldClass[], variants?: Variants) {
    this.#variants = variants
    this.#book = new PhraseBook(variants)
    for (const one of classes) this.#add(one)
    this.#likeness.weigh()
  }

  #add({ code, name, nameEn, words, models }: ToldClass): void {
    this.#names.set(code, { like: name, likeEn: nameEn || name })
    const usual = name !== '其他' && !name.startsWith('其他')
    const weight = code.startsWith('03') && !words.includes(name) ? standardsWeight : 1
    if (usual) this.#book.add(code, name.replaceAll('+', ''), weight)
    if (usual && nameEn !== '') this.#book.add(code, nameEn.replace(/\(.*\)/, '').replaceAll('+', ''), weight)
    for (const phrase of words) if (phrase !== name) this.#book.add(code, phrase)
    for (const model of models) this.#models.add(code, model)
    const plain = words.filter((phrase) => !phrase.includes('+') && !phrase.startsWith('?'))
    this.#likeness.add(
      code,
      [...(usual ? [name] : []), ...plain].map((text) => unitsOf(text, this.#variants)),
      weight,
    )
  }

  /** The classes it may be, best first; the same question has the same answer. */
  guesses(described: Described, neighbours: Neighbours = new Map(), most = 3): ClassGuess[] {
    const told = new Map<string, Told>()
    const units = this.#fromWords(told, described.name, 1)
    if (described.englishName !== undefined && described.englishName !== described.name)
      this.#fromWords(told, described.englishName, englishWeight)
    this.#fromModel(told, described.model ?? '')
    fromNeighbours(told, neighbours)
    for (const [code, likeness] of this.#likeness.of(units, leastLikeness))
      say(told, code, likeness * likenessWeight, {
        why: 'name_like',
        ...(this.#names.get(code) ?? { like: code, likeEn: code }),
      })
    const ranked = [...told]
      .map(([code, one]) => ({ code, score: total(one), reasons: one.reasons }))
      .filter(({ score }) => score >= leastScore)
      .toSorted((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    return ranked.slice(0, most).map(({ code, score, reasons }, i) => ({
      code,
      score,
      confidence: confidenceOf(score, score - (ranked[i + 1]?.score ?? 0), i),
      reasons: best(reasons),
    }))
  }

  /** What the words of a text say; answers its units. */
  #fromWords(told: Map<string, Told>, text: string, weight: number): string[] {
    const placed = placedUnitsOf(text, this.#variants)
    const units = placed.map(({ unit }) => unit)
    // Folding may change the length of a text; then the folded one is shown.
    const folded = foldedText(text, this.#variants)
    const written = folded.length === text.length ? text : folded
    for (const evidence of this.#book.evidence(units))
      say(told, evidence.code, evidence.score * weight, {
        why: 'name_contains',
        words: shown(evidence, placed, written),
      })
    return units
  }

  #fromModel(told: Map<string, Told>, model: string): void {
    const series = this.#models.seriesOf(model)
    if (series === undefined) return
    const score = Math.min(4.5, 1.8 + series.prefix.length * 0.4) * series.codes.length ** -0.5
    for (const code of series.codes) say(told, code, score, { why: 'model_series', series: series.prefix })
  }
}

function fromNeighbours(told: Map<string, Told>, neighbours: Neighbours): void {
  const of = [...neighbours.values()].reduce((sum, count) => sum + count, 0)
  for (const [code, count] of neighbours)
    say(told, code, (count / of) * Math.min(6, 2 + Math.log2(1 + count)), { why: 'same_model', count, of })
}

/** The words of the name that were recognised, as they stand there. */
const shown = ({ spans }: Evidence, placed: readonly PlacedUnit[], written: string): string =>
  spans
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => written.slice(placed[from]?.start ?? 0, placed[to - 1]?.end ?? 0))
    .join(' + ')

function say(told: Map<string, Told>, code: string, score: number, reason: ClassReason): void {
  const one = told.get(code) ?? { score: 0, parts: [], reasons: [] }
  one.parts.push(score)
  one.reasons.push({ score, reason })
  told.set(code, one)
}

/** What several reasons come to: the best counts whole, each further one half as much as the one before. */
const total = ({ parts }: Told): number =>
  parts.toSorted((a, b) => b - a).reduce((sum, part, i) => sum + part * 0.5 ** i, 0)

const best = (reasons: Told['reasons']): ClassReason[] => {
  const kinds = Map.groupBy(
    reasons.toSorted((a, b) => b.score - a.score),
    ({ reason }) => reason.why,
  )
  const firsts = [...kinds.values()].flatMap(([first]) => first ?? []).map(({ reason }) => reason)
  const told = firsts.filter(({ why }) => why !== 'name_like')
  return (told.length > 0 ? told : firsts).slice(0, 3)
}

function confidenceOf(score: number, margin: number, rank: number): Confidence {
  if (rank > 0) return 'possible'
  if (score >= sure.score && margin >= sure.margin) return 'sure'
  return score >= likely.score && margin >= likely.margin ? 'likely' : 'possible'
}
