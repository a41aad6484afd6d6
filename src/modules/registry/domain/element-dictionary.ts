import type { Bilingual } from '#kernel/locale.ts'
import type { Condition } from './condition.ts'

export const elementTypes = [
  'text',
  'longtext',
  'number',
  'integer',
  'date',
  'datetime',
  'code',
  'codes',
  'enum',
  'enums',
  'boolean',
  'url',
  'email',
  'phone',
  'image',
] as const
export type ElementType = (typeof elementTypes)[number]

/** One allowed value; `zh` names it where the value itself is a code. */
export interface EnumValue {
  readonly value: string
  readonly zh?: string
  readonly en: string
}

/** One data element as the dictionary defines it (domain.md §1.4); read from db/reference/elements/*.json. */
export interface ElementDefinition {
  readonly id: string
  /** Its place among the columns of the national sheet, from 1; without it the order of the file counts. */
  readonly no?: number
  readonly label: Bilingual
  /** The heading of its column in the national sheet, to the letter; without it the Chinese label. */
  readonly heading?: string
  readonly help: Bilingual
  readonly section: string
  readonly type: ElementType
  /** Characters. */
  readonly maxLength?: number
  readonly decimals?: number
  readonly min?: number
  readonly max?: number
  /** Regular expression of the whole value. */
  readonly pattern?: string
  /** 万元, 元, h … */
  readonly unit?: string
  readonly required: boolean
  readonly requiredWhen?: Condition
  /** A record of another kind that must stand beside this one when the condition on this element holds. */
  readonly requiresRecord?: Omit<Condition, 'element' | 'all' | 'any'> & { readonly kind: string }
  /** What is sent when the element is left empty; an empty value is then no problem. */
  readonly emptyAs?: string
  readonly enum?: readonly EnumValue[]
  readonly codeTable?: string
  /** The level of the code table the value must come from, for areas: province, city, county. */
  readonly level?: string
  /** How sheets write its codes; by name unless said otherwise. */
  readonly written?: 'code' | 'name'
  readonly maxValues?: number
  /** How exact a datetime is: `hour` means `2025-06-03 09`. */
  readonly precision?: string
  /** Personal data: masked in lists. */
  readonly personal?: boolean
  /** Filled by the program, not by a person. */
  readonly system?: boolean
  /** Not an element of the national sheet; its column stands after the national ones. */
  readonly local?: boolean
  /** Tells apart generations that used one id for two things: values go over only where it is the same. */
  readonly meaning?: string
  /** What the example row of a template shows. */
  readonly example?: string
  /** What of this definition is not in the sources. */
  readonly source?: string
  /** Headings under which ledgers carry this element. */
  readonly headings?: readonly string[]
}

export interface ElementDictionary {
  readonly generation: string
  /** Kind of data, domain.md §1.2: 4 single instrument, 6 service record … */
  readonly kind: number
  /** A sheet beside the main one: `core` of a facility, `income` and `assets` of the yearly effect. */
  readonly part?: string
  /** What its records are called, also the name of the sheet. */
  readonly title?: Bilingual
  /** Names of the sections of the form. */
  readonly sections?: Readonly<Record<string, Bilingual>>
  readonly version: string
  readonly effectiveFrom: string
  readonly source: string
  readonly elements: readonly ElementDefinition[]
}

/** The name a dictionary is found by: `4`, `2-core`. */
export const dictionaryName = ({ kind, part }: Pick<ElementDictionary, 'kind' | 'part'>): string =>
  part === undefined ? String(kind) : `${kind}-${part}`

/** The elements in the order of the national sheet; what is not of that sheet comes last. */
export const nationalOrder = ({ elements }: ElementDictionary): ElementDefinition[] =>
  elements
    .map((definition, at) => ({ definition, at: definition.no ?? at + 1 }))
    .toSorted(
      (a, b) => Number(a.definition.local === true) - Number(b.definition.local === true) || a.at - b.at,
    )
    .map(({ definition }) => definition)

/** The exact heading of an element's column in the national sheet. */
export const headingOf = ({ heading, label }: ElementDefinition): string => heading ?? label.zh
