import { z } from 'zod'
import { fillScopes } from '../domain/element-fill.ts'
import { BulkRefusalView } from './bulk.ts'

const element = z.string().min(1).max(50)
const InstrumentIds = z.array(z.int()).min(1).max(500)

export const ElementFillInput = z
  .discriminatedUnion('by', [
    z.object({
      by: z.literal('value'),
      element,
      value: z.union([z.string().max(4000), z.number(), z.array(z.string().max(200)).max(100)]),
    }),
    z.object({ by: z.literal('copy'), element, from: element }),
    z.object({ by: z.literal('shorten'), element }),
    z.object({ by: z.literal('suggestion'), element }),
  ])
  .meta({ id: 'ElementFill' })
export type ElementFillInput = z.infer<typeof ElementFillInput>

export const ElementGapView = z
  .object({
    element: z.string(),
    /** Instruments in which it is empty though wanted. */
    missing: z.int(),
    /** Instruments in which its text is over the limit. */
    tooLong: z.int(),
    /** Instruments in which it is wrong in another way. */
    wrong: z.int(),
    /** Of all these, those for which the program proposes the right value. */
    suggested: z.int(),
    /** What it proposes, the most frequent first. */
    proposals: z.array(z.object({ label: z.string(), count: z.int() })),
  })
  .meta({ id: 'ElementGap' })
export type ElementGapView = z.infer<typeof ElementGapView>

export const ElementGapsView = z
  .object({ instruments: z.int(), complete: z.int(), gaps: z.array(ElementGapView) })
  .meta({ id: 'ElementGaps' })
export type ElementGapsView = z.infer<typeof ElementGapsView>

export const FillResultView = z
  .object({
    done: z.array(z.int()),
    /** Had nothing to be filled. */
    unchanged: z.array(z.int()),
    refused: z.array(BulkRefusalView),
    /** How many of those asked for have no errors left. */
    complete: z.int(),
  })
  .meta({ id: 'FillResult' })
export type FillResultView = z.infer<typeof FillResultView>

/** Completing many instruments at once. */
export const fillingRoutes = {
  elementGaps: {
    method: 'POST',
    path: '/api/v1/report-gaps',
    summary: 'Which elements are still to be filled or mended over the instruments chosen',
    access: 'instrument.edit',
    body: z.object({ instrumentIds: InstrumentIds }),
    reply: { status: 200, body: ElementGapsView },
  },
  fillElements: {
    method: 'POST',
    path: '/api/v1/report-fills',
    summary: 'Fill the same elements of many instruments at once; each is judged for itself',
    access: 'instrument.edit',
    body: z.object({
      instrumentIds: InstrumentIds,
      fills: z.array(ElementFillInput).min(1).max(60),
      scope: z.enum(fillScopes).default('gaps'),
    }),
    reply: { status: 200, body: FillResultView },
    refuses: ['reporting.cannot_fill', 'registry.under_review'],
  },
} as const
