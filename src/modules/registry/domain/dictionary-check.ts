import type { Refusal } from '#kernel/refusal.ts'
import { type Condition, elementsIn } from './condition.ts'
import { type ElementDefinition, type ElementDictionary, elementTypes } from './element-dictionary.ts'
import { isDate } from './element-validation.ts'

type Loose = Readonly<Record<string, unknown>>
const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

type Shape = (value: unknown) => boolean
const text: Shape = (value) => typeof value === 'string' && value.trim() !== ''
const count: Shape = (value) => Number.isInteger(value) && Number(value) > 0
const number: Shape = (value) => typeof value === 'number' && Number.isFinite(value)
const truth: Shape = (value) => typeof value === 'boolean'
const texts: Shape = (value) => Array.isArray(value) && value.every(text)
const bilingual: Shape = (value) => isLoose(value) && text(value['zh']) && text(value['en'])
const expression: Shape = (value) => {
  try {
    return text(value) && new RegExp(String(value)).source !== ''
  } catch {
    return false
  }
}
const condition: Shape = (value) =>
  isLoose(value) &&
  Object.entries(value).every(([word, said]) => {
    if (word === 'all' || word === 'any')
      return Array.isArray(said) && said.length > 0 && said.every(condition)
    return conditionWords[word]?.(said) ?? false
  })
const conditionWords: Readonly<Record<string, Shape>> = {
  element: text,
  equals: text,
  in: texts,
  notIn: texts,
  atLeast: number,
  filled: truth,
}
const choices: Shape = (value) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => isLoose(one) && text(one['value']) && text(one['en']))

const headShapes: Readonly<Record<string, { shape: Shape; needed: boolean }>> = {
  generation: { shape: (value) => text(value) && /^G\d$/.test(String(value)), needed: true },
  kind: {
    shape: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7,
    needed: true,
  },
  part: { shape: (value) => text(value) && /^[a-z]{1,20}$/.test(String(value)), needed: false },
  version: { shape: (value) => text(value) && /^[A-Za-z0-9._-]{1,50}$/.test(String(value)), needed: true },
  effectiveFrom: { shape: (value) => text(value) && isDate(String(value)), needed: true },
  title: { shape: bilingual, needed: true },
  source: { shape: (value) => typeof value === 'string', needed: true },
  sections: { shape: (value) => isLoose(value) && Object.values(value).every(bilingual), needed: false },
  elements: { shape: (value) => Array.isArray(value) && value.length > 0, needed: true },
}

const elementShapes: Readonly<Record<string, { shape: Shape; needed: boolean }>> = {
  no: { shape: count, needed: false },
  id: { shape: (value) => text(value) && /^[A-Za-z][A-Za-z0-9]{0,49}$/.test(String(value)), needed: true },
  label: { shape: bilingual, needed: true },
  heading: { shape: text, needed: false },
  help: { shape: bilingual, needed: true },
  section: { shape: text, needed: true },
  type: { shape: (value) => elementTypes.some((type) => type === value), needed: true },
  maxLength: { shape: count, needed: false },
  pattern: { shape: expression, needed: false },
  decimals: { shape: (value) => Number.isInteger(value) && Number(value) >= 0, needed: false },
  min: { shape: number, needed: false },
  max: { shape: number, needed: false },
  unit: { shape: text, needed: false },
  precision: { shape: text, needed: false },
  codeTable: { shape: text, needed: false },
  level: { shape: text, needed: false },
  written: { shape: (value) => value === 'code' || value === 'name', needed: false },
  maxValues: { shape: count, needed: false },
  required: { shape: truth, needed: true },
  requiredWhen: { shape: condition, needed: false },
  requiresRecord: {
    shape: (value) => {
      if (!isLoose(value)) return false
      const { kind, ...rest } = value
      return text(kind) && condition(rest)
    },
    needed: false,
  },
  emptyAs: { shape: text, needed: false },
  enum: { shape: choices, needed: false },
  system: { shape: truth, needed: false },
  personal: { shape: truth, needed: false },
  local: { shape: truth, needed: false },
  meaning: { shape: text, needed: false },
  example: { shape: text, needed: false },
  source: { shape: text, needed: false },
  headings: { shape: texts, needed: false },
}

function shapeRefusals(of: Loose, shapes: typeof headShapes, at: string): Refusal[] {
  const refusals: Refusal[] = []
  for (const [field, { shape, needed }] of Object.entries(shapes)) {
    const value = of[field]
    if (value === undefined ? needed : !shape(value))
      refusals.push({
        code: value === undefined ? 'registry.dictionary_field_missing' : 'registry.dictionary_field_wrong',
        at,
        field,
      })
  }
  for (const field of Object.keys(of))
    if (shapes[field] === undefined) refusals.push({ code: 'registry.dictionary_field_unknown', at, field })
  return refusals
}

/** Elements the program itself relies on, by kind; a dictionary without them cannot be used. */
const neededByKind: Readonly<Record<string, readonly string[]>> = {
  '1': ['innerId', 'cname'],
  '2': ['innerId', 'cname'],
  '2-core': ['innerId', 'cname', 'facilityInnerId'],
  '3': ['innerId', 'unitname'],
  '4': ['innerId', 'cname', 'worth', 'beginDate', 'instrCategory', 'instrVersion'],
  '5': ['innerId'],
  '6': ['innerId', 'serviceTime'],
  '7': ['year'],
  '7-income': ['year'],
  '7-assets': ['year'],
}

/** A heading without what does not tell one from another. */
const folded = (heading: string) => heading.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')

function repeated(elements: readonly ElementDefinition[]): Refusal[] {
  const refusals: Refusal[] = []
  const ids = new Set<string>()
  const places = new Set<number>()
  const headings = new Map<string, string>()
  for (const { id, no, heading, label, headings: others = [] } of elements) {
    if (ids.has(id)) refusals.push({ code: 'registry.dictionary_element_repeated', element: id })
    ids.add(id)
    if (no !== undefined && places.has(no))
      refusals.push({ code: 'registry.dictionary_place_repeated', element: id, no })
    if (no !== undefined) places.add(no)
    for (const known of new Set([heading ?? label.zh, ...others].map(folded))) {
      const owner = headings.get(known)
      if (owner !== undefined && owner !== id)
        refusals.push({
          code: 'registry.dictionary_heading_repeated',
          heading: known,
          element: id,
          other: owner,
        })
      headings.set(known, id)
    }
  }
  return refusals
}

const conditionsOf = ({ requiredWhen }: ElementDefinition): readonly Condition[] =>
  requiredWhen === undefined ? [] : [requiredWhen]

function references({ elements, kind, part }: ElementDictionary, tables: readonly string[]): Refusal[] {
  const ids = new Set(elements.map(({ id }) => id))
  const name = part === undefined ? String(kind) : `${kind}-${part}`
  const needed = (neededByKind[name] ?? []).filter((id) => !ids.has(id))
  return [
    ...(neededByKind[name] === undefined ? [{ code: 'registry.dictionary_kind_unknown', kind: name }] : []),
    ...needed.map((element): Refusal => ({ code: 'registry.dictionary_element_needed', element })),
    ...elements.flatMap((definition): Refusal[] => {
      const { id, type, codeTable } = definition
      const choice = type === 'enum' || type === 'enums'
      const coded = type === 'code' || type === 'codes'
      const unknown = conditionsOf(definition)
        .flatMap(elementsIn)
        .filter((other) => !ids.has(other))
      return [
        ...(choice && definition.enum === undefined
          ? [{ code: 'registry.dictionary_field_missing', at: id, field: 'enum' }]
          : []),
        ...(coded && codeTable === undefined
          ? [{ code: 'registry.dictionary_field_missing', at: id, field: 'codeTable' }]
          : []),
        ...(codeTable !== undefined && !tables.includes(codeTable)
          ? [{ code: 'registry.dictionary_table_unknown', element: id, table: codeTable }]
          : []),
        ...unknown.map((other) => ({ code: 'registry.dictionary_condition_unknown', element: id, other })),
      ]
    }),
  ]
}

/** How many problems of one file are told at once. */
const most = 100

/** Every reason why a file cannot be a dictionary, told all at once; `tables` are the code tables there are. */
export function dictionaryRefusals(given: unknown, tables: readonly string[]): Refusal[] {
  if (!isLoose(given)) return [{ code: 'registry.dictionary_unreadable', explanation: 'JSON' }]
  const elements: unknown = given['elements']
  const list: readonly unknown[] = Array.isArray(elements) ? elements : []
  const shape = [
    ...shapeRefusals(given, headShapes, 'file'),
    ...list.flatMap((element, i) => {
      const at = isLoose(element) && text(element['id']) ? String(element['id']) : `#${i + 1}`
      return shapeRefusals(isLoose(element) ? element : {}, elementShapes, at)
    }),
  ]
  if (shape.length > 0) return shape.slice(0, most)
  const dictionary = given as unknown as ElementDictionary
  return [...repeated(dictionary.elements), ...references(dictionary, tables)].slice(0, most)
}
