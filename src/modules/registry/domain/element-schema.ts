import type { CodeTables } from './code-table.ts'
import {
  dictionaryName,
  type ElementDefinition,
  type ElementDictionary,
  nationalOrder,
} from './element-dictionary.ts'

/** Lists up to this long stand in the schema; longer ones are named by their table. */
const mostCodes = 100
type Schema = Readonly<Record<string, unknown>>

function valuesOf(definition: ElementDefinition, tables: CodeTables): Schema {
  if (definition.enum !== undefined) return { enum: definition.enum.map(({ value }) => value) }
  const table = tables[definition.codeTable ?? '']
  if (table === undefined) return {}
  const { level } = definition
  const codes = table.entries
    .filter(({ code, attributes }) =>
      level === undefined ? !table.parents.has(code) : attributes['level'] === level,
    )
    .map(({ code }) => code)
  return codes.length <= mostCodes ? { enum: codes } : { 'x-code-table': table.name }
}

const formats: Readonly<Record<string, Schema>> = {
  date: { format: 'date' },
  url: { format: 'uri' },
  email: { format: 'email' },
}

/** Leaves out what a definition does not say. */
const said = (schema: Record<string, unknown>): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined))

function typeOf(definition: ElementDefinition, tables: CodeTables): Schema {
  const { type, maxLength, pattern, min, max, decimals, maxValues } = definition
  if (type === 'number' || type === 'integer') {
    const multipleOf = type === 'integer' || decimals === undefined ? undefined : 1 / 10 ** decimals
    return said({ type, minimum: min, maximum: max, multipleOf })
  }
  const values = valuesOf(definition, tables)
  if (type === 'codes' || type === 'enums')
    return said({ type: 'array', items: { type: 'string', ...values }, maxItems: maxValues })
  return { ...said({ type: 'string', maxLength, pattern }), ...(formats[type] ?? {}), ...values }
}

function schemaOf(definition: ElementDefinition, tables: CodeTables): Schema {
  const { label, help, unit, requiredWhen, emptyAs, no } = definition
  return {
    title: `${label.zh} / ${label.en}`,
    description: `${help.zh}\n${help.en}`,
    ...typeOf(definition, tables),
    ...said({ 'x-no': no, 'x-unit': unit, 'x-required-when': requiredWhen, 'x-empty-as': emptyAs }),
    ...(definition.system === true ? { readOnly: true } : {}),
  }
}

/** The JSON schema (2020-12) of one record of a dictionary: what an import of JSON takes and an export gives. */
export function recordSchema(dictionary: ElementDictionary, tables: CodeTables): Schema {
  const elements = nationalOrder(dictionary)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${dictionaryName(dictionary)}/${dictionary.version}`,
    title:
      dictionary.title === undefined ? dictionary.version : `${dictionary.title.zh} / ${dictionary.title.en}`,
    description: dictionary.source,
    type: 'object',
    properties: Object.fromEntries(
      elements.map((definition) => [definition.id, schemaOf(definition, tables)]),
    ),
    required: elements
      .filter(({ required, system, emptyAs }) => required && system !== true && emptyAs === undefined)
      .map(({ id }) => id),
    additionalProperties: false,
  }
}
