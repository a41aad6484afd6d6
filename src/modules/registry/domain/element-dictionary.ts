import type { Bilingual } from '#kernel/locale.ts'

export const elementTypes = [
  'text',
  'longtext',
  'number',
  'integer',
  'date',
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
  /** 万元, 元, h … */
  readonly unit?: string
  readonly required: boolean
  readonly requiredWhen?: { readonly element: string; readonly equals: string }
  readonly enum?: readonly { readonly value: string; readonly en: string }[]
  readonly codeTable?: string
  readonly maxValues?: number
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
