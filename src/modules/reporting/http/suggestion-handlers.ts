import type { Locale } from '#kernel/locale.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Words } from '#platform/i18n/words.ts'
import type { Deps } from '#platform/module/module.ts'
import type { SuggestionView, suggestionRoutes } from '../contract.ts'
import { refuseSuggestions, takeSuggestions } from '../use-cases/answer-suggestions.ts'
import { instrumentSuggestions, type ShownSuggestion, waitingSuggestions } from '../use-cases/suggestions.ts'
import { stepResultView } from './report-views.ts'

/** The details of a reason in the reader's language: `nameEn` stands in for `name`. */
const detailsIn = (reason: object, locale: Locale): Record<string, unknown> => {
  const details: Record<string, unknown> = { ...reason }
  if (locale === 'en')
    for (const [key, value] of Object.entries(reason))
      if (key.endsWith('En') && value !== '') details[key.slice(0, -2)] = value
  return details
}

/** A suggestion with its reasons in words. */
export function suggestionView(suggestion: ShownSuggestion, words: Words, locale: Locale): SuggestionView {
  const { kind, element, elementLabel, value, label, current, confidence, reasons } = suggestion
  return {
    ...{ kind, element, label, current, confidence },
    elementLabel: locale === 'en' ? elementLabel.en : elementLabel.zh,
    value: typeof value === 'object' ? [...value] : value,
    reasons: reasons.map((reason) =>
      words.say(locale, `reporting.suggested.${reason.why}`, detailsIn(reason, locale)),
    ),
  }
}

/** Answers for suggestions. */
export const suggestionHandlers: Handlers<typeof suggestionRoutes, Deps> = {
  async instrumentSuggestions({ actor, params, locale }, deps) {
    const all = await instrumentSuggestions(deps, actor, params.instrumentId, locale)
    return { items: all.map((one) => suggestionView(one, deps.words, locale)) }
  },
  async waitingSuggestions({ actor, locale }, deps) {
    const { instruments, looked, more } = await waitingSuggestions(deps, actor, locale)
    const items = instruments.map(({ instrument: { id, unitId, innerId, name, elements }, suggestions }) => ({
      ...{ instrumentId: id, unitId, innerId, name, model: String(elements['instrVersion'] ?? '') },
      nameEn: String(elements['ename'] ?? ''),
      suggestions: suggestions.map((one) => suggestionView(one, deps.words, locale)),
    }))
    return { items, looked, more }
  },
  async takeSuggestions({ actor, body, locale }, deps) {
    return stepResultView(await takeSuggestions(deps, actor, body.items), deps.words, locale)
  },
  async refuseSuggestions({ actor, body, locale }, deps) {
    return stepResultView(await refuseSuggestions(deps, actor, body.items), deps.words, locale)
  },
}
