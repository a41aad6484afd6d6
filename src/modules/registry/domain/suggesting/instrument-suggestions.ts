import { problemsOfElement, type ValidationGround } from '../element-validation.ts'
import type { Elements, ElementValue } from '../instrument.ts'
import type { ClassClassifier, ClassGuess, ClassReason, Confidence, Neighbours } from './class-classifier.ts'
import type { EnglishNames } from './english-name.ts'
import type { MakerIndex } from './maker-matching.ts'

export const suggestionKinds = ['class', 'maker', 'country', 'worth', 'english_name', 'discipline'] as const
export type SuggestionKind = (typeof suggestionKinds)[number]

/** Why a value is suggested; each has words in the reporting module's messages. */
export type SuggestionReason =
  | ClassReason
  | { readonly why: 'spelt_like'; readonly written: string; readonly like: string }
  | {
      readonly why: 'maker_in'
      readonly maker: string
      readonly makerEn: string
      readonly country: string
      readonly countryEn: string
    }
  | { readonly why: 'terms'; readonly terms: string }
  | {
      readonly why: 'class_usual'
      readonly name: string
      readonly nameEn: string
      readonly count: number
      readonly of: number
    }
  | { readonly why: 'class_field'; readonly name: string; readonly nameEn: string }
  | {
      readonly why: 'worth_unit'
      readonly name: string
      readonly nameEn: string
      readonly from: number
      readonly to: number
    }

/** A value an element may want; a person takes or refuses it. */
export interface ElementSuggestion {
  readonly kind: SuggestionKind
  readonly element: string
  readonly value: ElementValue
  readonly confidence: Confidence
  readonly reasons: readonly SuggestionReason[]
}

/** What is known of accepted instruments of a class. */
export interface ClassFacts {
  readonly instruments: number
  /** 万元, between which nine in ten lie. */
  readonly worth: { readonly from: number; readonly to: number } | undefined
  /** Disciplines with how many instruments name them, most first. */
  readonly subjects: readonly (readonly [code: string, count: number])[]
}
export interface SuggestionGround {
  readonly classifier: ClassClassifier
  readonly makers: MakerIndex
  readonly english: EnglishNames
  /** First four digits of a class → its usual disciplines. */
  readonly disciplines: ReadonlyMap<string, readonly string[]>
  readonly validation: ValidationGround
}
export interface InstrumentFacts {
  readonly neighbours: Neighbours
  readonly ofClass: (code: string) => ClassFacts | undefined
}

const textOf = (elements: Elements, id: string): string => String(elements[id] ?? '').trim()
/** Below so many accepted instruments a habit is none. */
const leastForHabit = 5
const isOther = (code: string) => /(99|9900)$/.test(code)

/** Whether the dictionary would take the value in this record. */
export function isTakeable(
  elements: Elements,
  element: string,
  value: ElementValue,
  ground: ValidationGround,
): boolean {
  const definition = ground.dictionary.elements.find(({ id }) => id === element)
  if (definition === undefined || definition.system === true) return false
  return problemsOfElement(definition, { ...elements, [element]: value }, ground).every(
    ({ level }) => level !== 'error',
  )
}

/** A class is suggested where there is none that can be reported, and where the name evidently speaks of another kind. */
function worthSaying(guess: ClassGuess, current: string, { tables }: ValidationGround): boolean {
  if (guess.code === current) return false
  const classes = tables['classes']
  const usable = classes?.byCode.has(current) === true && !classes.parents.has(current)
  if (!usable) return true
  if (isOther(current)) return guess.confidence !== 'possible'
  return guess.confidence === 'sure' && guess.code.slice(0, 4) !== current.slice(0, 4)
}

function classOf(elements: Elements, ground: SuggestionGround, facts: InstrumentFacts): ElementSuggestion[] {
  const name = textOf(elements, 'cname')
  if (name === '') return []
  const described = { name, englishName: textOf(elements, 'ename'), model: textOf(elements, 'instrVersion') }
  const current = textOf(elements, 'instrCategory')
  const [best, ...others] = ground.classifier.guesses(described, facts.neighbours)
  if (best === undefined || best.code === current) return []
  const offered = best.confidence === 'possible' ? [best, ...others] : [best]
  return offered
    .filter((guess) => worthSaying(guess, current, ground.validation))
    .map(({ code, confidence, reasons }) => ({
      ...{ kind: 'class', element: 'instrCategory', value: code, confidence, reasons },
    }))
}

/** Another spelling leads to its maker by itself; only a slip of the pen is worth a suggestion. */
function makerOf(elements: Elements, { makers }: SuggestionGround): ElementSuggestion[] {
  const written = textOf(elements, 'manufacturer')
  const near = written === '' ? undefined : makers.nearest(written)
  if (near === undefined) return []
  const like = /\p{Script=Han}/u.test(written) ? near.maker.name : near.maker.nameEn || near.maker.name
  const reasons = [{ why: 'spelt_like', written, like }] as const
  return [{ kind: 'maker', element: 'manufacturer', value: like, confidence: 'likely', reasons }]
}

function countryOf(elements: Elements, { makers, validation }: SuggestionGround): ElementSuggestion[] {
  const countries = validation.tables['countries']
  const current = textOf(elements, 'nation')
  if (countries?.byCode.has(current) === true) return []
  const written = textOf(elements, 'manufacturer')
  const exact = makers.find(written)
  const maker = exact ?? makers.nearest(written)?.maker
  if (maker === undefined || maker.country === '') return []
  const { name, nameEn, country } = maker
  const countryEn = countries?.byCode.get(country)?.nameEn ?? country
  const confidence = exact === undefined ? 'possible' : 'likely'
  return [
    {
      kind: 'country',
      element: 'nation',
      value: country,
      confidence,
      reasons: [{ why: 'maker_in', maker: name, makerEn: nameEn || name, country, countryEn }],
    },
  ]
}

function englishOf(elements: Elements, { english }: SuggestionGround): ElementSuggestion[] {
  if (textOf(elements, 'ename') !== '') return []
  const made = english.of(textOf(elements, 'cname'))
  if (made === undefined) return []
  const confidence = made.terms.length === 1 ? 'sure' : made.terms.length <= 3 ? 'likely' : 'possible'
  const reasons = [{ why: 'terms', terms: made.terms.join(' + ') }] as const
  return [{ kind: 'english_name', element: 'ename', value: made.english, confidence, reasons }]
}

function disciplineOf(
  elements: Elements,
  code: string,
  { disciplines, validation }: SuggestionGround,
  facts: InstrumentFacts,
): ElementSuggestion[] {
  const entry = validation.tables['classes']?.byCode.get(code)
  if (textOf(elements, 'subject') !== '' || entry === undefined) return []
  const known = facts.ofClass(code)
  const [first] = known?.subjects ?? []
  if (known !== undefined && first !== undefined && known.instruments >= leastForHabit) {
    const [subject, count] = first
    const confidence = count / known.instruments >= 0.8 ? 'likely' : 'possible'
    const reasons = [
      { why: 'class_usual', name: entry.name, nameEn: entry.nameEn, count, of: known.instruments },
    ] as const
    return [{ kind: 'discipline', element: 'subject', value: [subject], confidence, reasons }]
  }
  const usual = disciplines.get(code.slice(0, 4))
  if (usual === undefined) return []
  const reasons = [{ why: 'class_field', name: entry.name, nameEn: entry.nameEn }] as const
  return [{ kind: 'discipline', element: 'subject', value: usual, confidence: 'possible', reasons }]
}

/** The class an instrument has, or the one most likely meant. */
export function likelyClass(
  elements: Elements,
  suggested: readonly ElementSuggestion[],
  ground: ValidationGround,
): string {
  const classes = ground.tables['classes']
  const current = textOf(elements, 'instrCategory')
  if (classes?.byCode.has(current) === true && !classes.parents.has(current)) return current
  const guess = suggested.find(({ kind, confidence }) => kind === 'class' && confidence !== 'possible')
  return String(guess?.value ?? '')
}

/** Everything that can be suggested for an instrument, except what its dictionary would refuse; worth is judged elsewhere. */
export function suggestionsFor(
  elements: Elements,
  ground: SuggestionGround,
  facts: InstrumentFacts,
): ElementSuggestion[] {
  const classes = classOf(elements, ground, facts)
  const code = likelyClass(elements, classes, ground.validation)
  const all = [
    ...classes,
    ...makerOf(elements, ground),
    ...countryOf(elements, ground),
    ...englishOf(elements, ground),
    ...disciplineOf(elements, code, ground, facts),
  ]
  return all.filter(({ element, value }) => isTakeable(elements, element, value, ground.validation))
}
