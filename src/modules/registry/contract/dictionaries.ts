import { z } from 'zod'
import type { Condition } from '../domain/condition.ts'
import { elementTypes } from '../domain/element-dictionary.ts'

const BilingualView = z.object({ zh: z.string(), en: z.string() })

const ofOne = {
  equals: z.string().optional(),
  in: z.array(z.string()).optional(),
  notIn: z.array(z.string()).optional(),
  atLeast: z.number().optional(),
  filled: z.boolean().optional(),
}
const ConditionView: z.ZodType<Condition> = z
  .object({
    element: z.string().optional(),
    ...ofOne,
    get all() {
      return z.array(ConditionView).optional()
    },
    get any() {
      return z.array(ConditionView).optional()
    },
  })
  .meta({ id: 'ElementCondition' })

export const ElementDefinitionView = z
  .object({
    id: z.string(),
    /** Place among the columns of the national sheet. */
    no: z.int().optional(),
    label: BilingualView,
    /** Exact heading of its column in the national sheet. */
    heading: z.string().optional(),
    help: BilingualView,
    section: z.string(),
    type: z.enum(elementTypes),
    maxLength: z.int().optional(),
    decimals: z.int().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    pattern: z.string().optional(),
    unit: z.string().optional(),
    precision: z.string().optional(),
    required: z.boolean(),
    requiredWhen: ConditionView.optional(),
    /** A record of another kind that must stand beside this one when the condition on this element holds. */
    requiresRecord: z.object({ kind: z.string(), ...ofOne }).optional(),
    emptyAs: z.string().optional(),
    enum: z.array(z.object({ value: z.string(), zh: z.string().optional(), en: z.string() })).optional(),
    codeTable: z.string().optional(),
    level: z.string().optional(),
    written: z.enum(['code', 'name']).optional(),
    maxValues: z.int().optional(),
    system: z.boolean().optional(),
    personal: z.boolean().optional(),
    /** Not an element of the national sheet. */
    local: z.boolean().optional(),
    /** What of this definition is not in the sources. */
    source: z.string().optional(),
    example: z.string().optional(),
    /** Only when a version is asked for by name. */
    headings: z.array(z.string()).optional(),
    meaning: z.string().optional(),
  })
  .meta({ id: 'ElementDefinition' })
export type ElementDefinitionView = z.infer<typeof ElementDefinitionView>

const head = {
  generation: z.string(),
  kind: z.int(),
  part: z.string().optional(),
  title: BilingualView.optional(),
  version: z.string(),
  effectiveFrom: z.string(),
  source: z.string(),
}

export const ElementDictionaryView = z
  .object({
    ...head,
    sections: z.record(z.string(), BilingualView).optional(),
    elements: z.array(ElementDefinitionView),
  })
  .meta({ id: 'ElementDictionary' })
export type ElementDictionaryView = z.infer<typeof ElementDictionaryView>

export const DictionaryHeadView = z
  .object({
    ...head,
    /** What it is asked for by: `4`, `2-core`. */
    name: z.string(),
    count: z.int(),
    inForce: z.boolean(),
  })
  .meta({ id: 'ElementDictionaryHead' })
export type DictionaryHeadView = z.infer<typeof DictionaryHeadView>

export const DictionaryCheckView = z
  .object({
    head: DictionaryHeadView.omit({ inForce: true }).optional(),
    /** Version in force that it would replace. */
    replaces: z.string().optional(),
    difference: z.array(
      z.object({
        element: z.string(),
        label: BilingualView,
        change: z.enum(['added', 'removed', 'changed']),
        fields: z.array(z.string()),
      }),
    ),
    /** Everything that keeps the file from being taken, in the reader’s language. */
    problems: z.array(z.looseObject({ code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ElementDictionaryCheck' })
export type DictionaryCheckView = z.infer<typeof DictionaryCheckView>

const KindName = z.coerce.string().regex(/^[1-7](-[a-z]{1,20})?$/)
const Generation = z.string().regex(/^G\d$/)
const maxBytes = 2 * 1024 * 1024

export const dictionaryContract = {
  elementDictionaries: {
    method: 'GET',
    path: '/api/v1/element-dictionaries',
    summary: 'Every version of every element dictionary; each generation of a kind has one in force',
    access: 'public',
    reply: { status: 200, body: z.object({ items: z.array(DictionaryHeadView) }) },
  },
  elementDictionary: {
    method: 'GET',
    path: '/api/v1/element-dictionaries/:kind',
    summary:
      'The elements of a kind of data in force on a day: 1 centre, 2 facility, 2-core, 3 service unit, 4 single instrument, 5 customs record, 6 service record, 7 yearly effect, 7-income, 7-assets',
    access: 'public',
    params: z.object({ kind: KindName }),
    query: z.object({
      on: z.iso.date().optional(),
      generation: Generation.optional(),
      version: z.string().max(50).optional(),
    }),
    reply: { status: 200, body: ElementDictionaryView },
  },
  elementSchema: {
    method: 'GET',
    path: '/api/v1/element-dictionaries/:kind/schema',
    summary: 'JSON schema of the records of a kind: what an import of JSON takes, element by element',
    access: 'public',
    params: z.object({ kind: KindName }),
    query: z.object({ generation: Generation.optional() }),
    reply: { status: 200, body: z.looseObject({ $schema: z.string(), title: z.string() }) },
  },
  importTemplate: {
    method: 'GET',
    path: '/api/v1/import-templates',
    summary:
      'A workbook to fill in, one sheet for each kind asked for (several separated by commas); the imports know it without a mapping',
    access: 'public',
    query: z.object({
      kinds: z.string().regex(/^[1-7](-[a-z]{1,20})?(,[1-7](-[a-z]{1,20})?){0,9}$/),
      generation: Generation.optional(),
    }),
    reply: { status: 200, file: true },
  },
  checkDictionary: {
    method: 'POST',
    path: '/api/v1/element-dictionaries/checks',
    summary: 'Read a dictionary without taking it: every problem, and what differs from the one in force',
    access: 'reference.manage',
    query: z.object({ name: z.string().max(255) }),
    upload: { maxBytes },
    reply: { status: 200, body: DictionaryCheckView },
    refuses: ['registry.dictionary_unreadable', 'registry.unreadable_table'],
  },
  addDictionary: {
    method: 'POST',
    path: '/api/v1/element-dictionaries',
    summary: 'Put a new version of an element dictionary beside the old ones, in force from its day',
    access: 'reference.manage',
    query: z.object({ name: z.string().max(255), effectiveFrom: z.iso.date().optional() }),
    upload: { maxBytes },
    reply: { status: 201, body: z.object({ version: z.string(), elements: z.int() }) },
    refuses: [
      'registry.dictionary_unreadable',
      'registry.unreadable_table',
      'registry.dictionary_field_missing',
      'registry.dictionary_field_wrong',
      'registry.dictionary_field_unknown',
      'registry.dictionary_element_repeated',
      'registry.dictionary_place_repeated',
      'registry.dictionary_heading_repeated',
      'registry.dictionary_kind_unknown',
      'registry.dictionary_element_needed',
      'registry.dictionary_table_unknown',
      'registry.dictionary_condition_unknown',
      'registry.dictionary_version_taken',
    ],
  },
} as const
