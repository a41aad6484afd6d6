import { z } from 'zod'

export const PurgeView = z
  .object({
    purgeId: z.int(),
    unitName: z.string(),
    unitNameEn: z.string(),
    /** The number it had in this database; its name, model and asset number are gone. */
    instrumentId: z.int(),
    /** Backups made between these two hold it. */
    recordedSince: z.string(),
    purgedAt: z.string(),
    purgedByName: z.string(),
    /** Kind of thing → how many were removed. */
    removed: z.record(z.string(), z.int()),
    places: z.array(
      z.object({
        place: z.string(),
        name: z.string(),
        handledByName: z.string().optional(),
        handledAt: z.string().optional(),
        note: z.string(),
      }),
    ),
  })
  .meta({ id: 'Purge' })
export type PurgeView = z.infer<typeof PurgeView>
const Purges = z.object({ items: z.array(PurgeView) })

/** Removing what turned out to be secret (design.md §3.9). */
export const purgeRoutes = {
  purgeInstrument: {
    method: 'POST',
    path: '/api/v1/reports/:instrumentId/purge',
    summary:
      'Remove a secret instrument with every version, file, index entry, notice and audit detail; it cannot be undone',
    access: 'instrument.purge',
    wording: 'unchecked',
    params: z.object({ instrumentId: z.coerce.number().int() }),
    /** The unit’s own number of the instrument, so that no other one is removed by mistake. */
    body: z.object({ confirm: z.string().min(1).max(45) }),
    reply: { status: 200, body: Purges },
    refuses: ['purge.confirmation_differs'],
  },
  purges: {
    method: 'GET',
    path: '/api/v1/purges',
    summary: 'What was purged, when and by whom, and which places outside the database are left to handle',
    access: 'purge.read',
    reply: { status: 200, body: Purges },
  },
  settlePurgePlace: {
    method: 'PUT',
    path: '/api/v1/purges/:purgeId/places/:place',
    summary: 'Note that a place outside the database was handled',
    access: 'instrument.purge',
    params: z.object({ purgeId: z.coerce.number().int(), place: z.string().max(50) }),
    body: z.object({ note: z.string().trim().max(500).default('') }),
    reply: { status: 200, body: Purges },
  },
} as const
