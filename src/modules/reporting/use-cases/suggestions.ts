import { type Actor, requireAbility, scopeOf } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { dateIn, type Instant } from '#kernel/time.ts'
import {
  displayed,
  type Elements,
  type ElementSuggestion,
  type Instrument,
  instrumentList,
  instrumentsById,
  isTakeable,
  type Suggested,
  suggestElements,
  type ValidationGround,
} from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { refusedValues } from '../data/suggestion-refusal-repository.ts'
import { isUnderReview } from '../domain/report-transitions.ts'
import { worthGuess } from '../domain/worth-suggestion.ts'
import { visibleReport } from './visible-report.ts'

type Needs = Pick<Deps, 'db' | 'clock'>

/** A suggestion with its value as a reader knows it. */
export interface ShownSuggestion extends ElementSuggestion {
  readonly elementLabel: { readonly zh: string; readonly en: string }
  readonly label: string
  /** What stands there now, '' when nothing does. */
  readonly current: string
}
/** An instrument with what is suggested for it. */
export interface SuggestedInstrument {
  readonly instrument: Instrument
  readonly suggestions: readonly ShownSuggestion[]
}

/** The one form in which values are compared. */
export const valueKey = (value: ElementSuggestion['value']): string => JSON.stringify(value)

function worthOf(
  elements: Elements,
  { facts, className }: Suggested,
  ground: ValidationGround,
): ElementSuggestion[] {
  const guess = facts === undefined ? undefined : worthGuess(Number(elements['worth']), facts)
  if (guess === undefined || !isTakeable(elements, 'worth', guess.wan, ground)) return []
  const reasons = [
    { why: 'worth_unit', name: className.zh, nameEn: className.en, from: guess.from, to: guess.to },
  ] as const
  return [{ kind: 'worth', element: 'worth', value: guess.wan, confidence: 'likely', reasons }]
}

/** What is suggested for records that need not be registered yet, in their order. */
export async function suggestionsOf(
  db: Db,
  records: readonly Elements[],
  now: Instant,
  locale: Locale,
): Promise<ShownSuggestion[][]> {
  const { each, validation } = await suggestElements(db, records, dateIn(now, 'Asia/Shanghai'))
  const definitions = new Map(validation.dictionary.elements.map((one) => [one.id, one]))
  return records.map((elements, i) => {
    const suggested = each[i]
    if (suggested === undefined) return []
    return [...suggested.suggestions, ...worthOf(elements, suggested, validation)].flatMap((one) => {
      const definition = definitions.get(one.element)
      if (definition === undefined) return []
      const shown = (value: Elements[string] | undefined) =>
        displayed(definition, value, validation.tables, locale)
      return [
        {
          ...one,
          elementLabel: definition.label,
          label: shown(one.value),
          current: shown(elements[one.element]),
        },
      ]
    })
  })
}

/** What is suggested for instruments, without what somebody refused. */
export async function suggestedFor(
  db: Db,
  instruments: readonly Instrument[],
  now: Instant,
  locale: Locale,
): Promise<SuggestedInstrument[]> {
  const all = await suggestionsOf(
    db,
    instruments.map(({ elements }) => elements),
    now,
    locale,
  )
  const refused = new Set(
    (
      await refusedValues(
        db,
        instruments.map(({ id }) => id),
      )
    ).map(({ instrumentId, element, value }) => `${instrumentId} ${element} ${value}`),
  )
  return instruments.map((instrument, i) => ({
    instrument,
    suggestions: (all[i] ?? []).filter(
      ({ element, value }) => !refused.has(`${instrument.id} ${element} ${valueKey(value)}`),
    ),
  }))
}

/** What is suggested for one instrument whoever asks may edit; nothing while it is under review. */
export async function instrumentSuggestions(
  deps: Needs,
  actor: Actor,
  instrumentId: number,
  locale: Locale,
): Promise<readonly ShownSuggestion[]> {
  const instrument = await visibleReport(deps.db, actor, instrumentId)
  requireAbility(actor, 'instrument.edit', instrument.place)
  if (isUnderReview(instrument.state)) return []
  const [suggested] = await suggestedFor(deps.db, [instrument], deps.clock.now(), locale)
  return suggested?.suggestions ?? []
}

const drafts = 200

/** The suggestions that wait over the drafts and returned records the actor may edit, the newest first. */
export async function waitingSuggestions(
  deps: Needs,
  actor: Actor,
  locale: Locale,
): Promise<{ instruments: readonly SuggestedInstrument[]; looked: number; more: boolean }> {
  const rows = await instrumentList(deps.db, {
    ...{
      scope: scopeOf(actor, 'instrument.edit'),
      states: ['draft', 'returned'],
      order: 'recent',
      limit: drafts + 1,
    },
  })
  const found = await instrumentsById(
    deps.db,
    rows.slice(0, drafts).map(({ id }) => id),
  )
  const open = found.filter(({ disposedOn }) => disposedOn === undefined).toSorted((a, b) => b.id - a.id)
  const all = await suggestedFor(deps.db, open, deps.clock.now(), locale)
  return {
    instruments: all.filter(({ suggestions }) => suggestions.length > 0),
    looked: open.length,
    more: rows.length > drafts,
  }
}
