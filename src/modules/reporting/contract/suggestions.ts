import { z } from 'zod'
import { BulkRefusalView } from './bulk.ts'

/** A value as an answer sends it back. */
export const SuggestedValue = z.union([
  z.string().max(4000),
  z.number(),
  z.array(z.string().max(200)).max(100),
])
const kinds = ['class', 'maker', 'country', 'worth', 'english_name', 'discipline'] as const

export const SuggestionView = z
  .object({
    kind: z.enum(kinds),
    element: z.string(),
    /** The element's name in the reader's language. */
    elementLabel: z.string(),
    value: SuggestedValue,
    /** The value as a reader knows it. */
    label: z.string(),
    current: z.string(),
    confidence: z.enum(['sure', 'likely', 'possible']),
    /** Why, worded. */
    reasons: z.array(z.string()),
  })
  .meta({ id: 'ElementSuggestion' })
export type SuggestionView = z.infer<typeof SuggestionView>

export const SuggestedInstrumentView = z
  .object({
    instrumentId: z.int(),
    unitId: z.int(),
    innerId: z.string(),
    name: z.string(),
    nameEn: z.string(),
    model: z.string(),
    suggestions: z.array(SuggestionView),
  })
  .meta({ id: 'SuggestedInstrument' })
export type SuggestedInstrumentView = z.infer<typeof SuggestedInstrumentView>

const Answers = z
  .array(z.object({ instrumentId: z.int(), element: z.string().min(1).max(50), value: SuggestedValue }))
  .min(1)
  .max(500)
export const AnswerResultView = z
  .object({ done: z.array(z.int()), refused: z.array(BulkRefusalView) })
  .meta({ id: 'AnswerResult' })

/** What the program suggests, and what people answer. */
export const suggestionRoutes = {
  instrumentSuggestions: {
    method: 'GET',
    path: '/api/v1/reports/:instrumentId/suggestions',
    summary: 'What is suggested for an instrument, each with its reason',
    access: 'instrument.edit',
    params: z.object({ instrumentId: z.coerce.number().int() }),
    reply: { status: 200, body: z.object({ items: z.array(SuggestionView) }) },
  },
  waitingSuggestions: {
    method: 'GET',
    path: '/api/v1/suggestions',
    summary: 'Suggestions that wait over the drafts the reader may edit',
    access: 'instrument.edit',
    reply: {
      status: 200,
      body: z.object({
        items: z.array(SuggestedInstrumentView),
        /** How many drafts were looked at, and whether there are more. */
        looked: z.int(),
        more: z.boolean(),
      }),
    },
  },
  takeSuggestions: {
    method: 'POST',
    path: '/api/v1/suggestions/take',
    summary: 'Take suggested values over as edits of the instruments',
    access: 'instrument.edit',
    body: z.object({ items: Answers }),
    reply: { status: 200, body: AnswerResultView },
    refuses: ['reporting.suggestion_gone', 'registry.under_review'],
  },
  refuseSuggestions: {
    method: 'POST',
    path: '/api/v1/suggestions/refuse',
    summary: 'Refuse suggested values; they are not suggested for these instruments again',
    access: 'instrument.edit',
    body: z.object({ items: Answers }),
    reply: { status: 200, body: AnswerResultView },
    refuses: ['registry.under_review'],
  },
} as const
