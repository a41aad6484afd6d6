import type { CodeTable, CodeTables } from './code-table.ts'
import type { ElementDefinition, ElementDictionary } from './element-dictionary.ts'
import type { Elements, ElementValue } from './instrument.ts'

/** A cell of a national sheet; '' when there is nothing. */
export type SheetCell = string | number

const fits = (definition: ElementDefinition, table: CodeTable, code: string): boolean =>
  definition.level === undefined
    ? !table.parents.has(code)
    : table.byCode.get(code)?.attributes['level'] === definition.level

/** Codes an element may take, in the order of its table. */
export const codesFor = (definition: ElementDefinition, table: CodeTable) =>
  table.entries.filter(({ code }) => fits(definition, table, code))

const named = new WeakMap<CodeTable, ReadonlyMap<string, readonly string[]>>()
function codesNamed(table: CodeTable, name: string): readonly string[] {
  let known = named.get(table)
  if (known === undefined) {
    const byName = Map.groupBy(table.entries, (entry) => entry.name)
    known = new Map([...byName].map(([key, entries]) => [key, entries.map(({ code }) => code)]))
    named.set(table, known)
  }
  return known.get(name) ?? []
}

const codeOfName = (definition: ElementDefinition, table: CodeTable, name: string): string | undefined => {
  const codes = codesNamed(table, name).filter((code) => fits(definition, table, code))
  return codes.length === 1 ? codes[0] : undefined
}

function written(definition: ElementDefinition, value: string, tables: CodeTables): string {
  const table = tables[definition.codeTable ?? '']
  const entry = table?.byCode.get(value)
  if (table !== undefined && entry !== undefined)
    return definition.written !== 'code' && codeOfName(definition, table, entry.name) === value
      ? entry.name
      : value
  return definition.enum?.find((option) => option.value === value)?.zh ?? value
}

/** A value as the national sheet writes it: names for codes, several joined by commas, `无` where nothing is sent so. */
export function cellOf(
  definition: ElementDefinition,
  value: ElementValue | undefined,
  tables: CodeTables,
): SheetCell {
  if (value === undefined) return definition.system === true ? '' : (definition.emptyAs ?? '')
  if (typeof value === 'number') return value
  return typeof value === 'object'
    ? value.map((one) => written(definition, one, tables)).join(',')
    : written(definition, value, tables)
}

/** `010409 红外光谱仪` names the code in front. */
const codeInFront = /^([0-9A-Za-z]{2,12})\s+\S/

function read(definition: ElementDefinition, said: string, tables: CodeTables): string {
  const table = tables[definition.codeTable ?? '']
  if (table !== undefined) {
    if (table.byCode.has(said)) return said
    const front = codeInFront.exec(said)?.[1]
    if (front !== undefined && table.byCode.has(front)) return front
    return codeOfName(definition, table, said) ?? said
  }
  const option = definition.enum?.find(
    ({ value, zh, en }) => value === said || zh === said || en.toLowerCase() === said.toLowerCase(),
  )
  return option?.value ?? said
}

const several = (text: string) =>
  text
    .split(/[,，;；|\n]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const dateIn = (text: string) => /^(\d{4}-\d{2}-\d{2})[ T]00:00(:00)?$/.exec(text)?.[1] ?? text

/** What a cell of a national sheet says; what cannot be understood stays as it is, for the validation to name. */
export function valueOf(
  definition: ElementDefinition,
  cell: SheetCell,
  tables: CodeTables,
): ElementValue | undefined {
  const text = String(cell).trim()
  if (text === '' || text === definition.emptyAs) return undefined
  switch (definition.type) {
    case 'number':
    case 'integer':
      return Number.isFinite(Number(text)) ? Number(text) : text
    case 'codes':
    case 'enums':
      return several(text).map((one) => read(definition, one, tables))
    case 'date':
      return dateIn(text)
    case 'code':
    case 'enum':
      return read(definition, text, tables)
    default:
      return text
  }
}

/** Stands in the key cell of an example row, which no import takes. */
export const exampleMark = '（示例，不导入）'

/** Whether a row of a template only shows how to fill it. */
export const isExampleRow = (cells: readonly SheetCell[]): boolean =>
  cells.some((cell) => typeof cell === 'string' && cell.includes(exampleMark))

const allowedIn = (definition: ElementDefinition, value: ElementValue): boolean =>
  definition.enum === undefined ||
  (typeof value === 'object' ? value : [String(value)]).every((one) =>
    definition.enum?.some((option) => option.value === one),
  )

/**
 * A record as another generation of its kind would hold it. An id that changed its meaning does not go over, nor does a
 * choice the other generation has not: it stays empty rather than say something else.
 */
export function carriedOver(
  elements: Elements,
  from: ElementDictionary | undefined,
  to: ElementDictionary,
): Elements {
  if (from === undefined || from.generation === to.generation) return elements
  const meanings = new Map(from.elements.map(({ id, meaning }) => [id, meaning]))
  return Object.fromEntries(
    to.elements.flatMap((definition) => {
      const { id, meaning } = definition
      const value = elements[id]
      const same = meanings.has(id) && meanings.get(id) === meaning
      return value !== undefined && same && allowedIn(definition, value) ? [[id, value] as const] : []
    }),
  )
}
