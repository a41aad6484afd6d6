import type { ElementDefinition, ElementDictionary } from './element-dictionary.ts'

/** What a new dictionary does to one element. */
export interface ElementChange {
  readonly element: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Parts of the definition that differ: label, required, enum … */
  readonly fields: readonly string[]
}

const fieldsOf = (before: ElementDefinition, after: ElementDefinition): string[] => {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof ElementDefinition>
  return [...fields].filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

/** What differs between the dictionary in force and another, in the order of the new one, removed ones last. */
export function dictionaryDifference(
  before: ElementDictionary | undefined,
  after: ElementDictionary,
): ElementChange[] {
  const old = new Map((before?.elements ?? []).map((definition) => [definition.id, definition]))
  const kept = new Set(after.elements.map(({ id }) => id))
  return [
    ...after.elements.flatMap((definition): ElementChange[] => {
      const was = old.get(definition.id)
      if (was === undefined) return [{ element: definition.id, change: 'added', fields: [] }]
      const fields = fieldsOf(was, definition)
      return fields.length === 0 ? [] : [{ element: definition.id, change: 'changed', fields }]
    }),
    ...[...old.keys()]
      .filter((id) => !kept.has(id))
      .map((element): ElementChange => ({ element, change: 'removed', fields: [] })),
  ]
}
