import { type ElementDefinitionView, holds } from '#modules/registry/contract.ts'
import type { ElementsView } from '#modules/reporting/contract.ts'
import type { FormValue } from './element-input.tsx'

export type FormValues = Record<string, FormValue>

/** What the form holds, without what is empty. */
export const elementsOf = (values: FormValues): ElementsView =>
  Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) =>
      value === undefined ||
      value === null ||
      value === '' ||
      (typeof value === 'object' && value.length === 0)
        ? []
        : [[id, value] as const],
    ),
  )

export const isFilled = (value: FormValue): boolean =>
  value !== undefined && value !== null && value !== '' && !(typeof value === 'object' && value.length === 0)

/** Whether the dictionary wants this element filled, given the others. */
export function isWanted(definition: ElementDefinitionView, values: FormValues): boolean {
  if (definition.emptyAs !== undefined) return false
  return (
    definition.required || (definition.requiredWhen !== undefined && holds(definition.requiredWhen, values))
  )
}

/** The elements a person fills, by the sections of the dictionary in its order. */
export function sectionsOf(elements: readonly ElementDefinitionView[]) {
  const typed = elements.filter((element) => element.system !== true && element.type !== 'image')
  return [...Map.groupBy(typed, (element) => element.section)].map(([name, definitions]) => ({
    name,
    definitions,
  }))
}

/** The level above an area in the same dictionary. */
export function levelAbove(
  definition: ElementDefinitionView,
  elements: readonly ElementDefinitionView[],
): string | undefined {
  if (definition.level === undefined) return undefined
  const levels = elements.filter((element) => element.level !== undefined)
  const at = levels.findIndex((element) => element.id === definition.id)
  return levels[at - 1]?.id
}
