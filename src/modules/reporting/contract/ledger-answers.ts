import { z } from 'zod'
import { suggestionAnswers } from '../domain/ledger-answers.ts'
import { SuggestedValue, SuggestionView } from './suggestions.ts'

const Count = z.int().min(0)
const One = z.object({ unitId: z.coerce.number().int(), importId: z.coerce.number().int() })

/** Where a row stands for people; the worksheet where several are read as one. */
export const LedgerPlace = { row: z.int(), sheet: z.string().optional() }

/** What somebody said to a suggestion in the preview. */
export const LedgerAnswerView = z
  .object({
    element: z.string(),
    /** The element's name in the reader's language. */
    elementLabel: z.string(),
    value: SuggestedValue,
    /** The value as a reader knows it. */
    label: z.string(),
    answer: z.enum(suggestionAnswers),
    byName: z.string(),
  })
  .meta({ id: 'LedgerAnswer' })
export type LedgerAnswerView = z.infer<typeof LedgerAnswerView>

export const LedgerSuggestionsView = z
  .object({
    items: z.array(
      z.object({
        no: z.int(),
        ...LedgerPlace,
        innerId: z.string(),
        name: z.string(),
        suggestions: z.array(SuggestionView),
      }),
    ),
    /** What was answered so far, with the rows it was answered for. */
    answered: z.array(LedgerAnswerView.extend({ rows: z.array(z.int()) })),
    /** How many rows were looked at. */
    looked: Count,
    next: z.int().optional(),
  })
  .meta({ id: 'LedgerSuggestions' })
export type LedgerSuggestionsView = z.infer<typeof LedgerSuggestionsView>

/** What is suggested for the rows of a ledger before they go in, and what people answer. */
export const ledgerAnswerRoutes = {
  ledgerSuggestions: {
    method: 'GET',
    path: '/api/v1/units/:unitId/ledger-imports/:importId/suggestions',
    summary:
      'What is suggested for the rows of a checked ledger, each with its reason, and what was answered',
    access: 'ledger.import',
    params: One,
    query: z.object({ after: z.coerce.number().int().default(-1) }),
    reply: { status: 200, body: LedgerSuggestionsView },
  },
  answerLedgerSuggestions: {
    method: 'POST',
    path: '/api/v1/units/:unitId/ledger-imports/:importId/suggestions/answers',
    summary: 'Take or refuse suggestions for rows before they go in, or take such an answer back',
    access: 'ledger.import',
    params: One,
    body: z.object({
      act: z.enum(['take', 'refuse', 'undo']),
      items: z
        .array(z.object({ no: z.int(), element: z.string().min(1).max(50), value: SuggestedValue }))
        .min(1)
        .max(500),
    }),
    reply: {
      status: 200,
      /** Those that were not suggested any more are counted as gone. */
      body: z.object({ done: Count, gone: Count }),
    },
    refuses: ['ledger.not_in_this_state', 'reporting.suggestion_gone'],
  },
} as const
