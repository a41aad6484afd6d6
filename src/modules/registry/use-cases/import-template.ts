import type { Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  type ExplainingSheet,
  type FormColumn,
  type FormSheet,
  formRows,
  writeForm,
} from '#platform/sheets/write-form.ts'
import { elementDictionary, tablesOf } from '../data/reference-reader.ts'
import type { CodeTables } from '../domain/code-table.ts'
import {
  type ElementDefinition,
  type ElementDictionary,
  headingOf,
  nationalOrder,
} from '../domain/element-dictionary.ts'
import { codesFor, exampleMark, type SheetCell } from '../domain/sheet-cells.ts'

type TemplateDeps = Pick<Deps, 'db' | 'clock' | 'words'>

/** What a person fills in: what the program fills itself, and pictures, have no column. */
export const isFilledByPeople = ({ system, type }: ElementDefinition): boolean =>
  system !== true && type !== 'image'

const sheetName = ({ title, version }: ElementDictionary): string =>
  (title?.zh ?? version).replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)

function choicesOf(definition: ElementDefinition, tables: CodeTables): string[] | undefined {
  if (definition.enum !== undefined) return definition.enum.map(({ value, zh }) => zh ?? value)
  const table = tables[definition.codeTable ?? '']
  if (table === undefined) return undefined
  const codes = codesFor(definition, table)
  return definition.written === 'code'
    ? codes.map(({ code, name }) => `${code} ${name}`)
    : [...new Set(codes.map(({ name }) => name))]
}

const widths: Partial<Record<ElementDefinition['type'], number>> = {
  longtext: 36,
  number: 12,
  integer: 12,
  date: 14,
}
const kinds: Partial<Record<ElementDefinition['type'], FormColumn['kind']>> = {
  number: 'number',
  integer: 'number',
  date: 'date',
}

interface Writing {
  readonly deps: TemplateDeps
  readonly locale: Locale
  readonly tables: CodeTables
}
const say = ({ deps, locale }: Writing, code: string, details: Readonly<Record<string, unknown>> = {}) =>
  deps.words.say(locale, `registry.template_${code}`, details)

const wantedOf = ({ required, requiredWhen, emptyAs }: ElementDefinition): FormColumn['wanted'] =>
  required && emptyAs === undefined ? 'always' : requiredWhen === undefined ? 'no' : 'sometimes'

function limitsOf(definition: ElementDefinition, writing: Writing): string {
  const { maxLength, maxValues, unit, type } = definition
  const several = type === 'codes' || type === 'enums'
  return [
    maxLength === undefined ? '' : say(writing, 'length', { most: maxLength }),
    several ? say(writing, 'several', { most: maxValues ?? 99 }) : '',
    type === 'date' ? say(writing, 'date') : '',
    unit === undefined ? '' : say(writing, 'unit', { unit }),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function noteOf(definition: ElementDefinition, writing: Writing): string {
  const { label, help } = definition
  const english = writing.locale === 'en'
  return [
    ...(english ? [label.en] : []),
    say(writing, `wanted_${wantedOf(definition)}`),
    english ? help.en : help.zh,
    limitsOf(definition, writing),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function columnOf(definition: ElementDefinition, writing: Writing): FormColumn {
  const { type, maxLength, min, max } = definition
  return {
    heading: headingOf(definition),
    note: noteOf(definition, writing),
    wanted: wantedOf(definition),
    kind: kinds[type] ?? 'text',
    width: widths[type] ?? 20,
    choices: choicesOf(definition, writing.tables),
    // Several values, and codes beside their names, cannot be checked against a list.
    strict: type === 'enum' || (type === 'code' && definition.written !== 'code'),
    ...{ maxLength, min, max },
  }
}

function exampleOf(definition: ElementDefinition, tables: CodeTables): SheetCell {
  const { example, type, min } = definition
  if (example !== undefined) return example
  const choice = choicesOf(definition, tables)?.[0]
  if (choice !== undefined) return choice
  if (type === 'number' || type === 'integer') return Math.max(1, min ?? 1)
  return type === 'date' ? '2021-03-05' : ''
}

function formOf(dictionary: ElementDictionary, writing: Writing): FormSheet {
  const columns = nationalOrder(dictionary).filter(isFilledByPeople)
  const example = columns.map((definition, i) => {
    const shown = exampleOf(definition, writing.tables)
    return i === 0 ? `${shown}${exampleMark}` : shown
  })
  return { name: sheetName(dictionary), columns: columns.map((one) => columnOf(one, writing)), example }
}

function explanationOf(dictionaries: readonly ElementDictionary[], writing: Writing): ExplainingSheet {
  const english = writing.locale === 'en'
  const rows = dictionaries.flatMap((dictionary) =>
    nationalOrder(dictionary)
      .filter(isFilledByPeople)
      .map((definition) => [
        sheetName(dictionary),
        ` ${headingOf(definition)}`,
        definition.label.en,
        say(writing, `wanted_${wantedOf(definition)}`),
        limitsOf(definition, writing),
        english ? definition.help.en : definition.help.zh,
      ]),
  )
  const general = [say(writing, 'general', { rows: formRows })]
  return {
    name: say(writing, 'explanation'),
    header: ['sheet', 'heading', 'english', 'wanted', 'limits', 'help'].map((code) =>
      say(writing, `column_${code}`),
    ),
    widths: [24, 28, 28, 12, 30, 70],
    rows: [general, ...rows],
  }
}

/** A workbook to fill in, one sheet for each kind, made from the dictionaries in force. */
export async function importTemplate(
  deps: TemplateDeps,
  wish: { readonly kinds: readonly string[]; readonly generation?: string | undefined },
  locale: Locale,
): Promise<{ fileName: string; bytes: Buffer }> {
  const on = dateIn(deps.clock.now(), 'Asia/Shanghai')
  const dictionaries: ElementDictionary[] = []
  let tables: CodeTables = {}
  for (const kind of new Set(wish.kinds)) {
    const dictionary = found(
      await elementDictionary(deps.db, kind, on, wish.generation),
      'element_dictionary',
    )
    dictionaries.push(dictionary)
    tables = { ...tables, ...(await tablesOf(deps.db, dictionary, on)) }
  }
  const writing: Writing = { deps, locale, tables }
  const bytes = await writeForm(
    explanationOf(dictionaries, writing),
    dictionaries.map((dictionary) => formOf(dictionary, writing)),
    {
      author: say(writing, 'author'),
      wrongTitle: say(writing, 'wrong_title'),
      wrongChoice: say(writing, 'wrong_choice'),
      wrongNumber: say(writing, 'wrong_number'),
      wrongDate: say(writing, 'wrong_date'),
      tooLong: (most) => say(writing, 'too_long', { most }),
    },
  )
  const [only] = dictionaries
  const name = dictionaries.length === 1 && only !== undefined ? sheetName(only) : say(writing, 'resources')
  return { fileName: `${name}-${say(writing, 'file')}.xlsx`, bytes }
}
