import { z } from 'zod'
import { figureIds } from './domain/indicators.ts'
import { breakdowns, instrumentSets, levels } from './domain/levels.ts'

import { watchContract } from './contract/watch.ts'

export * from './contract/watch.ts'

const Bilingual = z.object({ zh: z.string(), en: z.string() })
const Year = z.coerce.number().int().min(1990).max(2200).optional()
const subject = {
  level: z.enum(levels).default('province'),
  /** Adcode of a city, number of anything else; empty for the province. */
  id: z.string().max(20).default(''),
  /** This year unless given. */
  year: Year,
}

export const FigureView = z
  .object({
    id: z.enum(figureIds),
    label: Bilingual,
    /** In `unit`; null when there is nothing to divide by. */
    value: z.number().nullable(),
    unit: z.string(),
    decimals: z.int(),
    numerator: z.number(),
    denominator: z.number().nullable(),
    formula: Bilingual,
    version: z.string(),
    source: z.string(),
    /** Instruments to look at behind it. */
    set: z.enum(instrumentSets),
  })
  .meta({ id: 'Figure' })
export type FigureView = z.infer<typeof FigureView>

export const PartView = z
  .object({
    key: z.string(),
    name: Bilingual,
    values: z.record(z.string(), z.number().nullable()),
  })
  .meta({ id: 'FiguresOfPart' })
export type PartView = z.infer<typeof PartView>

export const InstrumentBehindView = z
  .object({
    id: z.int(),
    name: z.string(),
    nameEn: z.string(),
    innerId: z.string(),
    unitId: z.int(),
    unitName: z.string(),
    unitNameEn: z.string(),
    state: z.string(),
    must: z.boolean(),
    accepted: z.boolean(),
    worthWan: z.number().optional(),
    records: z.int(),
    effectiveHours: z.number(),
    externalHours: z.number(),
  })
  .meta({ id: 'InstrumentBehindFigure' })
export type InstrumentBehindView = z.infer<typeof InstrumentBehindView>

const refuses = ['statistics.unknown_subject']

export const statisticsContract = {
  ...watchContract,
  figures: {
    method: 'GET',
    path: '/api/v1/statistics/figures',
    summary:
      'Figures of the province, a city or a unit; of a department, centre or instrument for those who may read them',
    access: 'public',
    query: z.object(subject),
    reply: {
      status: 200,
      body: z.object({
        level: z.enum(levels),
        id: z.string(),
        name: Bilingual.optional(),
        /** Where the subject stands, for the way back up. */
        unitId: z.int().optional(),
        year: z.int(),
        years: z.array(z.int()),
        asOf: z.string(),
        /** Version of the reporting rules that say what must be reported. */
        reportingVersion: z.string(),
        figures: z.array(FigureView),
      }),
    },
    refuses,
  },
  breakdown: {
    method: 'GET',
    path: '/api/v1/statistics/breakdown',
    summary: 'The same figures for every part: unit, city, department, kind of unit, class or centre',
    access: 'public',
    query: z.object({ ...subject, by: z.enum(breakdowns) }),
    reply: {
      status: 200,
      body: z.object({
        year: z.int(),
        asOf: z.string(),
        by: z.enum(breakdowns),
        parts: z.array(PartView),
      }),
    },
    refuses,
  },
  instruments: {
    method: 'GET',
    path: '/api/v1/statistics/instruments',
    summary: 'Instruments behind a figure, as far as one may read them, most used first',
    access: 'statistics.read',
    query: z.object({
      ...subject,
      set: z.enum(instrumentSets).default('all'),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: {
      status: 200,
      body: z.object({
        year: z.int(),
        asOf: z.string(),
        total: z.int(),
        items: z.array(InstrumentBehindView),
      }),
    },
    refuses,
  },
  trend: {
    method: 'GET',
    path: '/api/v1/statistics/trend',
    summary: 'Hours and records month by month',
    access: 'public',
    query: z.object(subject),
    reply: {
      status: 200,
      body: z.object({
        year: z.int(),
        asOf: z.string(),
        months: z.array(
          z.object({
            month: z.string(),
            records: z.int(),
            effectiveHours: z.number(),
            externalHours: z.number(),
          }),
        ),
      }),
    },
    refuses,
  },
  export: {
    method: 'GET',
    path: '/api/v1/statistics/export',
    summary: 'Figures with their parts and definitions as a sheet',
    access: 'public',
    query: z.object({
      ...subject,
      by: z.enum(breakdowns).default('unit'),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
    }),
    reply: { status: 200, file: true },
    refuses,
  },
} as const
