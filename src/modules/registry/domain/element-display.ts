import { inLocale, type Locale } from '#kernel/locale.ts'
import { measured } from '#kernel/measure.ts'
import type { CodeTables } from './code-table.ts'
import type { ElementDefinition, ElementDictionary } from './element-dictionary.ts'
import type { Elements, ElementValue } from './instrument.ts'

function oneDisplayed(
  definition: ElementDefinition,
  value: string,
  tables: CodeTables,
  locale: Locale,
): string {
  const entry = tables[definition.codeTable ?? '']?.byCode.get(value)
  if (entry !== undefined) return (locale === 'en' && entry.nameEn) || entry.name
  const option = definition.enum?.find((one) => one.value === value)
  if (option !== undefined) return inLocale({ zh: option.zh ?? option.value, en: option.en }, locale)
  return definition.unit === undefined ? value : measured(value, definition.unit, locale)
}

/** A value as a reader sees it: names instead of codes, the unit written. */
export function displayed(
  definition: ElementDefinition,
  value: ElementValue | undefined,
  tables: CodeTables,
  locale: Locale,
): string {
  if (value === undefined) return ''
  const texts = typeof value === 'object' ? value : [String(value)]
  return texts
    .map((text) => oneDisplayed(definition, text, tables, locale))
    .join(locale === 'en' ? ', ' : '、')
}

/** Every filled element of a record as a reader sees it, by element id. */
export function displayedElements(
  elements: Elements,
  dictionary: ElementDictionary,
  tables: CodeTables,
  locale: Locale,
): Record<string, string> {
  return Object.fromEntries(
    dictionary.elements
      .filter((definition) => elements[definition.id] !== undefined)
      .map((definition) => [definition.id, displayed(definition, elements[definition.id], tables, locale)]),
  )
}
