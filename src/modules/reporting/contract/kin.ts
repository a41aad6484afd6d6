import { z } from 'zod'

const kinRelations = ['system', 'part', 'ancestor', 'descendant'] as const

export const KinView = z
  .object({
    /** `system`: it is a part of this; `part`: this is a part of it; `ancestor`: it was split from or merged of this. */
    relation: z.enum(kinRelations),
    instrumentId: z.int(),
    innerId: z.string(),
    name: z.string(),
    disposedOn: z.string().optional(),
  })
  .meta({ id: 'InstrumentKin' })
export type KinView = z.infer<typeof KinView>

const Instrument = z.object({ instrumentId: z.coerce.number().int() })
const reply = {
  status: 200,
  body: z.object({
    kin: z.array(KinView),
    /** Other numbers under which the unit's ledger keeps it. */
    numbers: z.array(z.string()),
    /** Whether the reader may say what it is a part of. */
    mayLink: z.boolean(),
  }),
} as const

/** Sets (成套), and what ledgers split or merged. */
export const kinRoutes = {
  reportKin: {
    method: 'GET',
    path: '/api/v1/reports/:instrumentId/kin',
    summary: 'System and parts of an instrument, what it came from and what became of it',
    access: 'instrument.read_unpublished',
    params: Instrument,
    reply,
  },
  linkToSystem: {
    method: 'PUT',
    path: '/api/v1/reports/:instrumentId/system',
    summary: 'Say by inner number which system of the unit an instrument is a part of; null for none',
    access: 'instrument.edit',
    params: Instrument,
    body: z.object({ systemInnerId: z.string().trim().min(1).max(45).nullable() }),
    reply,
    refuses: ['registry.under_review', 'reporting.no_such_system', 'reporting.set_has_one_level'],
  },
} as const
