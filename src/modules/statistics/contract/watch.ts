import { z } from 'zod'
import { watchMeasures, watchThings } from '../domain/watch.ts'

const Bilingual = z.object({ zh: z.string(), en: z.string() })
const Id = z.coerce.number().int().positive()
const Score = z.number().nullable()
const Thing = z.enum(watchThings)
const Measure = z.enum(watchMeasures)
const Scores = z.record(Thing, Score)
const TaskView = z
  .object({
    thing: Thing,
    measure: Measure,
    missing: z.int(),
    /** Points of 100 the score rises by when all of them are mended. */
    gain: z.number(),
  })
  .meta({ id: 'WatchTask' })
export type TaskView = z.infer<typeof TaskView>

export const WatchRowView = z
  .object({
    unitId: z.int(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.string(),
    /** Of 100; null when there is nothing to judge. */
    score: Score,
    things: Scores,
    /** Among all units. */
    place: z.int().optional(),
    first: TaskView.optional(),
    /** This month. */
    promptedAt: z.string().optional(),
  })
  .meta({ id: 'WatchRow' })
export type WatchRowView = z.infer<typeof WatchRowView>

export const WatchFigureView = z
  .object({
    thing: Thing,
    measure: Measure,
    good: z.int(),
    all: z.int(),
    formula: Bilingual,
  })
  .meta({ id: 'WatchFigure' })
export type WatchFigureView = z.infer<typeof WatchFigureView>

export const WatchUnitView = z
  .object({
    unitId: z.int(),
    name: z.string(),
    nameEn: z.string(),
    asOf: z.string(),
    score: Score,
    things: Scores,
    place: z.int().optional(),
    units: z.int(),
    figures: z.array(WatchFigureView),
    tasks: z.array(TaskView),
    months: z.array(z.object({ month: z.string(), score: Score, things: Scores })),
    rules: z.object({ version: z.string(), source: z.string() }),
  })
  .meta({ id: 'WatchOfUnit' })
export type WatchUnitView = z.infer<typeof WatchUnitView>

export const WatchBehindView = z
  .object({
    kind: z.enum(['item', 'qualification', 'rule', 'instrument', 'record']),
    id: z.int().optional(),
    name: Bilingual,
    no: z.string(),
    on: z.string().optional(),
    details: z.array(Bilingual),
  })
  .meta({ id: 'WatchBehind' })
export type WatchBehindView = z.infer<typeof WatchBehindView>

/** How well units keep the four things of notice N9. */
export const watchContract = {
  watch: {
    method: 'GET',
    path: '/api/v1/watch',
    summary: 'Units within the reader’s scope by how well they keep what they publish, the best first',
    access: 'statistics.read',
    reply: {
      status: 200,
      body: z.object({
        asOf: z.string(),
        version: z.string(),
        /** Below this score, of 100, units are prompted. */
        promptBelow: z.number(),
        units: z.int(),
        mayPrompt: z.boolean(),
        items: z.array(WatchRowView),
      }),
    },
  },
  watchUnit: {
    method: 'GET',
    path: '/api/v1/watch/units/:unitId',
    summary: 'The figures of one unit with formulas, what to do first, and the last twelve months',
    access: 'statistics.read',
    params: z.object({ unitId: Id }),
    reply: { status: 200, body: WatchUnitView },
  },
  watchBehind: {
    method: 'GET',
    path: '/api/v1/watch/units/:unitId/behind',
    summary: 'What is missing, late, old or wrong behind one figure',
    access: 'statistics.read',
    params: z.object({ unitId: Id }),
    query: z.object({ thing: Thing, measure: Measure }),
    reply: { status: 200, body: z.object({ total: z.int(), items: z.array(WatchBehindView) }) },
  },
  promptWatch: {
    method: 'POST',
    path: '/api/v1/watch/prompts',
    summary: 'Prompt units, each once a month: those named, else all below the score of the rules',
    access: 'watch.prompt',
    body: z.object({ unitIds: z.array(z.int()).min(1).max(1000).optional() }),
    reply: { status: 200, body: z.object({ prompted: z.int() }) },
  },
} as const
