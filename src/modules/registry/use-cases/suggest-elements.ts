import type { Db } from '#platform/db/connect.ts'
import { makerIndex } from '../data/maker-reader.ts'
import { codeTable, validationGround } from '../data/reference-reader.ts'
import { acceptedByModel, factsOfClasses } from '../data/suggestion-facts-query.ts'
import type { CodeTable } from '../domain/code-table.ts'
import type { ValidationGround } from '../domain/element-validation.ts'
import type { Elements } from '../domain/instrument.ts'
import type { ClassClassifier, Neighbours } from '../domain/suggesting/class-classifier.ts'
import { EnglishNames } from '../domain/suggesting/english-name.ts'
import {
  type ClassFacts,
  type ElementSuggestion,
  likelyClass,
  type SuggestionGround,
  suggestionsFor,
} from '../domain/suggesting/instrument-suggestions.ts'
import { modelKey } from '../domain/suggesting/text-units.ts'
import { classifierFor } from '../domain/suggesting/told-classes.ts'
import { instrumentKind } from './save-instruments.ts'

/** Fewer accepted instruments of a model than this say nothing; one may be the instrument itself. */
const leastNeighbours = 2

interface Made {
  readonly words: CodeTable | undefined
  readonly classifier: ClassClassifier
}
const classifiers = new WeakMap<CodeTable, Made>()
const dictionaries = new WeakMap<CodeTable, EnglishNames>()

/** Made once for as long as both tables live. */
function classifierOf(classes: CodeTable, words: CodeTable | undefined): ClassClassifier {
  const known = classifiers.get(classes)
  if (known !== undefined && known.words === words) return known.classifier
  const classifier = classifierFor(classes, words)
  classifiers.set(classes, { words, classifier })
  return classifier
}

function englishOf(terms: CodeTable | undefined): EnglishNames {
  if (terms === undefined) return new EnglishNames(new Map())
  const known = dictionaries.get(terms)
  if (known !== undefined) return known
  const made = new EnglishNames(new Map(terms.entries.map(({ name, nameEn }) => [name, nameEn])))
  dictionaries.set(terms, made)
  return made
}

async function groundOn(db: Db, today: string): Promise<SuggestionGround> {
  const validation = await validationGround(db, instrumentKind, today)
  const [words, terms, fields] = [
    await codeTable(db, 'class-words', today),
    await codeTable(db, 'instrument-terms', today),
    await codeTable(db, 'class-disciplines', today),
  ]
  const classes = validation.tables['classes']
  if (classes === undefined) throw new Error('No table of classes: run npm run db:reference')
  const disciplines = (fields?.entries ?? []).map(
    (entry) =>
      [entry.code.slice(0, 4), (entry.attributes['disciplines'] ?? '').split('|').filter(Boolean)] as const,
  )
  return {
    classifier: classifierOf(classes, words),
    makers: await makerIndex(db),
    english: englishOf(terms),
    disciplines: new Map(disciplines),
    validation,
  }
}

/** What is suggested for one record, and what is known of its class. */
export interface Suggested {
  readonly suggestions: readonly ElementSuggestion[]
  /** The class it has or most likely belongs to, '' when neither is known. */
  readonly classCode: string
  readonly className: { readonly zh: string; readonly en: string }
  readonly facts: ClassFacts | undefined
}
export interface SuggestedAll {
  readonly each: readonly Suggested[]
  readonly validation: ValidationGround
}

const keyOf = (elements: Elements) => modelKey(String(elements['instrVersion'] ?? ''))
const noNeighbours: Neighbours = new Map()

/** Suggestions for many records with two questions to the database, in the order of the records. */
export async function suggestElements(
  db: Db,
  records: readonly Elements[],
  today: string,
): Promise<SuggestedAll> {
  const ground = await groundOn(db, today)
  const models = await acceptedByModel(
    db,
    records.map(keyOf).filter((key) => key.length >= 3),
  )
  const neighboursOf = (elements: Elements): Neighbours => {
    const found = models.get(keyOf(elements)) ?? noNeighbours
    const count = [...found.values()].reduce((sum, one) => sum + one, 0)
    return count < leastNeighbours ? noNeighbours : found
  }
  const unknown = () => undefined
  const codes = records.map((elements) => {
    const first = suggestionsFor(elements, ground, { neighbours: neighboursOf(elements), ofClass: unknown })
    return likelyClass(elements, first, ground.validation)
  })
  const facts = await factsOfClasses(
    db,
    codes.filter((code) => code !== ''),
  )
  const each = records.map((elements, i): Suggested => {
    const classCode = codes[i] ?? ''
    const entry = ground.validation.tables['classes']?.byCode.get(classCode)
    return {
      suggestions: suggestionsFor(elements, ground, {
        neighbours: neighboursOf(elements),
        ofClass: (code) => facts.get(code),
      }),
      classCode,
      className: { zh: entry?.name ?? '', en: entry?.nameEn ?? '' },
      facts: facts.get(classCode),
    }
  })
  return { each, validation: ground.validation }
}
