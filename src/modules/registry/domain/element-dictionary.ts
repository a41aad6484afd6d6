import type { Bilingual } from '#kernel/locale.ts'

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

/** A value of another element that makes this one required. */
export interface Condition {
  readonly element: string
  readonly equals?: string
  readonly in?: readonly string[]
  readonly notIn?: readonly string[]
}

/** One allowed value; `zh` names it where the value itself is a code. */
export interface EnumValue {
  readonly value: string
  readonly zh?: string
  readonly en: string
}

/** One data element as the dictionary defines it (domain.md §1.4); read from db/reference/elements/*.json. */
export interface ElementDefinition {
  readonly id: string
  readonly label: Bilingual
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
  /** What is sent when the element is left empty; an empty value is then no problem. */
  readonly emptyAs?: string
  readonly enum?: readonly EnumValue[]
  readonly codeTable?: string
  /** The level of the code table the value must come from, for areas: province, city, county. */
  readonly level?: string
  readonly maxValues?: number
  /** How exact a datetime is: `hour` means `2025-06-03 09`. */
  readonly precision?: string
  /** Personal data: masked in lists. */
  readonly personal?: boolean
  /** Filled by the program, not by a person. */
  readonly system?: boolean
  /** Headings under which ledgers carry this element. */
  readonly headings?: readonly string[]
}

export interface ElementDictionary {
  readonly generation: string
  /** Kind of data, domain.md §1.2: 4 single instrument, 6 service record … */
  readonly kind: number
  readonly version: string
  readonly effectiveFrom: string
  readonly source: string
  readonly elements: readonly ElementDefinition[]
}
