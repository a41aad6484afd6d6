import type { CodeEntry, CodeTable, CodeTables } from './code-table.ts'
import { suggestions } from './code-suggestion.ts'
import { holds } from './condition.ts'
import type { ElementDefinition, ElementDictionary, ElementType } from './element-dictionary.ts'
import type { ElementProblem, ProblemCode, Suggestion } from './element-problem.ts'
import type { Elements, ElementValue } from './instrument.ts'

/** What values are judged against. */
export interface ValidationGround {
  readonly dictionary: ElementDictionary
  readonly tables: CodeTables
  /** Today in the unit's zone, `2026-11-23`. */
  readonly today: string
}

const isEmpty = (value: ElementValue | undefined): boolean =>
  value === undefined || (typeof value === 'object' ? value.length === 0 : String(value).trim() === '')

const textsOf = (value: ElementValue | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [String(value)]

const error = (
  { id }: ElementDefinition,
  code: ProblemCode,
  details: Readonly<Record<string, unknown>> = {},
  suggestion?: Suggestion,
): ElementProblem => ({
  element: id,
  code,
  level: 'error',
  ...details,
  ...(suggestion === undefined ? {} : { suggestion }),
})

/** Whether the element must be filled in this record. */
export const isRequired = (definition: ElementDefinition, elements: Elements): boolean =>
  definition.system !== true &&
  definition.emptyAs === undefined &&
  (definition.required || (definition.requiredWhen !== undefined && holds(definition.requiredWhen, elements)))

const suggestionOf = (entry: CodeEntry | undefined): Suggestion | undefined =>
  entry === undefined ? undefined : { value: entry.code, label: entry.name }

/** A six-digit class that is not in the table but begins like one of the first level may be newer than the table. */
const isNewBelow = (table: CodeTable, value: string): boolean =>
  /^\d{6}$/.test(value) && table.byCode.get(`${value.slice(0, 2)}0000`)?.parent === ''

function codeProblems(
  definition: ElementDefinition,
  value: string,
  ground: ValidationGround,
): ElementProblem[] {
  const table = ground.tables[definition.codeTable ?? '']
  if (table === undefined) return []
  const fits = (entry: CodeEntry) =>
    definition.level === undefined
      ? !table.parents.has(entry.code)
      : entry.attributes['level'] === definition.level
  const entry = table.byCode.get(value)
  const nearest = () => suggestionOf(suggestions(table, value, 1, fits)[0])
  if (entry === undefined)
    return [
      {
        ...error(definition, 'registry.unknown_code', { value }, nearest()),
        level: isNewBelow(table, value) ? 'warning' : 'error',
      },
    ]
  if (fits(entry)) return []
  return definition.level === undefined
    ? [error(definition, 'registry.choose_deeper', { value, name: entry.name })]
    : [error(definition, 'registry.wrong_level', { value, name: entry.name })]
}

function enumProblems(definition: ElementDefinition, value: string): ElementProblem[] {
  const allowed = definition.enum ?? []
  if (allowed.some((option) => option.value === value)) return []
  const wish = value.trim().toLowerCase()
  const near = allowed.find(
    (option) =>
      option.en.toLowerCase() === wish ||
      option.zh === value.trim() ||
      (wish.length > 1 && (option.value.includes(wish) || wish.includes(option.value))),
  )
  const names = allowed.map((option) => option.zh ?? option.value).join('、')
  return [
    error(
      definition,
      'registry.not_one_of',
      { value, allowed: names },
      near === undefined ? undefined : { value: near.value, label: near.zh ?? near.value },
    ),
  ]
}

function numberProblems(definition: ElementDefinition, value: ElementValue): ElementProblem[] {
  const number = typeof value === 'number' ? value : Number(textsOf(value).join('').trim() || Number.NaN)
  if (!Number.isFinite(number)) return [error(definition, 'registry.not_a_number', { value })]
  const problems: ElementProblem[] = []
  const { min, max } = definition
  const decimals = definition.type === 'integer' ? 0 : definition.decimals
  if (decimals !== undefined && Number(number.toFixed(decimals)) !== number)
    problems.push(
      error(
        definition,
        'registry.too_precise',
        { decimals },
        {
          value: number.toFixed(decimals),
          label: number.toFixed(decimals),
        },
      ),
    )
  if (min !== undefined && number < min) problems.push(error(definition, 'registry.below_minimum', { min }))
  if (max !== undefined && number > max) problems.push(error(definition, 'registry.above_maximum', { max }))
  return problems
}

const lastDay = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Whether a text is a day of the calendar, `2026-02-28`. */
export function isDate(text: string): boolean {
  const [, year, month, dayOfMonth] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || dayOfMonth === undefined) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const last = month === 2 && !leap ? 28 : (lastDay[month - 1] ?? 0)
  return year >= 1900 && dayOfMonth >= 1 && dayOfMonth <= last
}

function dateProblems(definition: ElementDefinition, value: string, today: string): ElementProblem[] {
  if (!isDate(value)) return [error(definition, 'registry.bad_date', { value })]
  return value > today ? [error(definition, 'registry.date_in_future', { value })] : []
}

/** `2025-06-03 09`, with minutes and seconds when the system that sends it has them. */
function dateTimeProblems(definition: ElementDefinition, value: string, today: string): ElementProblem[] {
  const [, date = '', hours = ''] =
    /^(\S{10})[ T](\d{2})(:[0-5]\d){0,2}(Z|[+-]\d{2}:\d{2})?$/.exec(value) ?? []
  if (!isDate(date) || Number(hours) > 23) return [error(definition, 'registry.bad_date_time', { value })]
  return date > today ? [error(definition, 'registry.date_in_future', { value })] : []
}

const formats: Readonly<Record<string, RegExp>> = {
  url: /^https?:\/\/[^\s/$.?#][^\s]*$/i,
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  phone: /^[+\d][\d\s()\-转,，、/]{4,}$/,
}

function textProblems(definition: ElementDefinition, value: string): ElementProblem[] {
  const problems: ElementProblem[] = []
  const length = [...value].length
  if (definition.maxLength !== undefined && length > definition.maxLength)
    problems.push(error(definition, 'registry.too_long', { maxLength: definition.maxLength, length }))
  const format = definition.pattern === undefined ? formats[definition.type] : new RegExp(definition.pattern)
  if (format !== undefined && !format.test(value))
    problems.push(error(definition, 'registry.bad_format', { value }))
  return problems
}

type Judge = (
  definition: ElementDefinition,
  value: ElementValue,
  ground: ValidationGround,
) => ElementProblem[]
const eachText =
  (
    judge: (definition: ElementDefinition, text: string, ground: ValidationGround) => ElementProblem[],
  ): Judge =>
  (definition, value, ground) =>
    textsOf(value).flatMap((text) => judge(definition, text, ground))
const text = eachText(textProblems)
const code = eachText(codeProblems)
const choice = eachText(enumProblems)
const anything: Judge = () => []

const judges: Readonly<Record<ElementType, Judge>> = {
  text,
  longtext: text,
  url: text,
  email: text,
  phone: text,
  number: numberProblems,
  integer: numberProblems,
  date: eachText((definition, day, { today }) => dateProblems(definition, day, today)),
  datetime: eachText((definition, at, { today }) => dateTimeProblems(definition, at, today)),
  code,
  codes: code,
  enum: choice,
  enums: choice,
  boolean: anything,
  image: anything,
}

/** Every problem of one element, given the whole record. */
export function problemsOfElement(
  definition: ElementDefinition,
  elements: Elements,
  ground: ValidationGround,
): ElementProblem[] {
  if (definition.system === true) return []
  const value = elements[definition.id]
  if (value === undefined || isEmpty(value))
    return isRequired(definition, elements) ? [error(definition, 'registry.missing')] : []
  if (value === definition.emptyAs) return []
  const most = definition.type === 'codes' || definition.type === 'enums' ? (definition.maxValues ?? 99) : 1
  const problems = judges[definition.type](definition, value, ground)
  const count = textsOf(value).length
  return count > most
    ? [error(definition, 'registry.too_many_values', { most, count }), ...problems]
    : problems
}

/** A city must lie in the province named, a county in the city; `above` is the level before. */
function withinProblems(
  definition: ElementDefinition,
  above: ElementDefinition | undefined,
  elements: Elements,
  ground: ValidationGround,
): ElementProblem[] {
  const wanted = above === undefined ? undefined : elements[above.id]
  const table = ground.tables[definition.codeTable ?? '']
  const entry = table?.byCode.get(String(elements[definition.id] ?? ''))
  if (table === undefined || entry === undefined || wanted === undefined) return []
  if (entry.attributes['level'] !== definition.level || entry.parent === wanted) return []
  const within = table.byCode.get(String(wanted))?.name ?? String(wanted)
  return [error(definition, 'registry.not_within', { name: entry.name, within })]
}

function areaProblems(elements: Elements, ground: ValidationGround): ElementProblem[] {
  const areas = ground.dictionary.elements.filter((definition) => definition.level !== undefined)
  return areas.flatMap((definition, i) => withinProblems(definition, areas[i - 1], elements, ground))
}

/** Every problem of a record, element by element in the dictionary's order (domain.md §1.4). */
export function problemsOf(elements: Elements, ground: ValidationGround): ElementProblem[] {
  const known = new Set(ground.dictionary.elements.map((definition) => definition.id))
  const strangers = Object.keys(elements)
    .filter((id) => !known.has(id))
    .map((element): ElementProblem => ({ element, code: 'registry.unknown_element', level: 'warning' }))
  return [
    ...ground.dictionary.elements.flatMap((definition) => problemsOfElement(definition, elements, ground)),
    ...areaProblems(elements, ground),
    ...strangers,
  ]
}

/** How many problems keep a record from being submitted. */
export const errorsAmong = (problems: readonly ElementProblem[]): number =>
  problems.filter((problem) => problem.level === 'error').length
