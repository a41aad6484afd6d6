import type { ElementDefinitionView } from '#modules/registry/contract.ts'
import type { ElementFillInput } from '#modules/reporting/contract.ts'
import { elementsOf, type FormValues } from './form-values.ts'

/** What the drawer holds: values by element, and for some where the value comes from instead. */
export interface FillState {
  readonly values: FormValues
  /** Element → the element its text is taken from. */
  readonly from: Readonly<Record<string, string | undefined>>
  readonly shorten: Readonly<Record<string, boolean>>
  readonly suggestion: Readonly<Record<string, boolean>>
}

export const emptyFill: FillState = { values: {}, from: {}, shorten: {}, suggestion: {} }

const ticked = (marks: Readonly<Record<string, boolean>>) =>
  Object.keys(marks).filter((element) => marks[element] === true)

/** The state as the request says it. */
export function fillsOf({ values, from, shorten, suggestion }: FillState): ElementFillInput[] {
  const copies = Object.entries(from).flatMap(([element, source]): ElementFillInput[] =>
    source === undefined ? [] : [{ by: 'copy', element, from: source }],
  )
  const given = Object.entries(elementsOf(values)).flatMap(([element, value]): ElementFillInput[] =>
    from[element] === undefined ? [{ by: 'value', element, value }] : [],
  )
  return [
    ...given,
    ...copies,
    ...ticked(shorten).map((element): ElementFillInput => ({ by: 'shorten', element })),
    ...ticked(suggestion).map((element): ElementFillInput => ({ by: 'suggestion', element })),
  ]
}

/** Only texts can be taken from another element. */
export const isText = (definition: ElementDefinitionView): boolean =>
  definition.type === 'text' || definition.type === 'longtext'
