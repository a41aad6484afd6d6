import { inLocale, type Locale } from '#kernel/locale.ts'
import type { Instant } from '#kernel/time.ts'
import { type Elements, type Instrument, problemsOf, type ValidationGround } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { suggestedFor } from './suggestions.ts'

/** A value for an element that is empty or wrong, with the name a reader knows it by. */
export interface Offer {
  readonly value: Elements[string]
  readonly label: string
}
/** Element id → what is offered for it. */
export type Offers = ReadonlyMap<string, Offer>

function mended(
  instrument: Instrument,
  ground: ValidationGround,
  locale: Locale,
): (readonly [string, Offer])[] {
  return problemsOf(instrument.elements, ground).flatMap(({ element, suggestion }) => {
    if (suggestion === undefined) return []
    const table = ground.dictionary.elements.find(({ id }) => id === element)?.codeTable ?? ''
    const entry = ground.tables[table]?.byCode.get(suggestion.value)
    const label =
      entry === undefined
        ? suggestion.label
        : inLocale({ zh: entry.name, en: entry.nameEn || entry.name }, locale)
    return [[element, { value: suggestion.value, label }] as const]
  })
}

/**
 * What filling many may take over where an element is empty or wrong: the value a wrong text most likely means, else what the
 * suggestions say with some certainty, without what somebody refused. One among several possible is left to a person.
 */
export async function offersForGaps(
  db: Db,
  instruments: readonly Instrument[],
  ground: ValidationGround,
  now: Instant,
  locale: Locale,
): Promise<Offers[]> {
  const suggested = await suggestedFor(db, instruments, now, locale)
  return instruments.map((instrument, i) => {
    const wanting = new Set(
      problemsOf(instrument.elements, ground).flatMap(({ element, level }) =>
        level === 'error' ? [element] : [],
      ),
    )
    const surest = (suggested[i]?.suggestions ?? [])
      .filter(({ element, confidence }) => wanting.has(element) && confidence !== 'possible')
      .map(({ element, value, label }) => [element, { value, label }] as const)
    return new Map([...surest.toReversed(), ...mended(instrument, ground, locale)])
  })
}
