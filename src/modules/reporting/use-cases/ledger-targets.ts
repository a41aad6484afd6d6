import type { Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import {
  type CodeTable,
  type ElementDefinition,
  instrumentKind,
  suggestions,
  validationGround,
} from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import { isTarget } from '../domain/ledger-element.ts'

const groundToday = (deps: Pick<Deps, 'db' | 'clock'>) =>
  validationGround(deps.db, instrumentKind, dateIn(deps.clock.now(), 'Asia/Shanghai'))

/** The elements a column of a ledger may carry, in the order of the dictionary. */
export async function ledgerTargets(deps: Pick<Deps, 'db' | 'clock'>): Promise<ElementDefinition[]> {
  return (await groundToday(deps)).dictionary.elements.filter(isTarget)
}

const mostChoices = 50
const nameIn = (locale: Locale, zh: string, en: string) => (locale === 'en' && en !== '' ? en : zh)

function tableChoices(table: CodeTable, element: ElementDefinition, words: string, locale: Locale) {
  const fits = (entry: CodeTable['entries'][number]) =>
    element.level === undefined ? !table.parents.has(entry.code) : entry.attributes['level'] === element.level
  const entries = words === '' ? table.entries.filter(fits) : suggestions(table, words, mostChoices, fits)
  return entries.slice(0, mostChoices).map(({ code, name, nameEn }) => {
    const label = nameIn(locale, name, nameEn)
    return { value: code, label: /^\d+$/.test(code) ? `${label} ${code}` : label }
  })
}

/** Values an element may take, those that fit the words first. */
export async function ledgerChoices(
  deps: Pick<Deps, 'db' | 'clock'>,
  elementId: string,
  words: string,
  locale: Locale,
): Promise<{ value: string; label: string }[]> {
  const { dictionary, tables } = await groundToday(deps)
  const element = found(
    dictionary.elements.find(({ id }) => id === elementId),
    'element',
  )
  const table = tables[element.codeTable ?? '']
  if (table !== undefined) return tableChoices(table, element, words.trim(), locale)
  return (element.enum ?? []).map(({ value, zh, en }) => ({ value, label: nameIn(locale, zh ?? value, en) }))
}
