import { z } from 'zod'
import { reportStates } from '../domain/report-transitions.ts'

const Id = z.coerce.number().int()

export const NewInstrumentView = z
  .object({
    instrumentId: z.int(),
    unitId: z.int(),
    unitName: z.string(),
    innerId: z.string(),
    name: z.string(),
    nameEn: z.string(),
    model: z.string(),
    worthFen: z.int().optional(),
    state: z.enum(reportStates),
    /** The day it was accepted in its unit, and the last day on which it joins in time. */
    acceptedOn: z.iso.date(),
    due: z.iso.date(),
    workingDaysLeft: z.int(),
    overdue: z.boolean(),
    waitsFor: z.enum(['unit', 'province']),
  })
  .meta({ id: 'NewInstrument' })
export type NewInstrumentView = z.infer<typeof NewInstrumentView>

export const newInstrumentsContract = {
  newInstruments: {
    method: 'GET',
    path: '/api/v1/new-instruments',
    summary: 'New instruments within the reader’s scope that have to join the network, the most urgent first',
    access: 'instrument.read_unpublished',
    query: z.object({ standing: z.enum(['upcoming', 'overdue']).optional(), unitId: Id.optional() }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(NewInstrumentView),
        upcoming: z.int(),
        overdue: z.int(),
        withoutAcceptance: z.int(),
        period: z.object({
          days: z.int(),
          kind: z.enum(['working', 'calendar']),
          source: z.string(),
          ruleSet: z.string(),
        }),
        /** There only weekends were counted as free. */
        yearsNotLoaded: z.array(z.int()),
      }),
    },
  },
} as const
