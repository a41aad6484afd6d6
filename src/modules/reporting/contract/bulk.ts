import { z } from 'zod'

/** One of many instruments that could not be acted on, with every reason. */
export const BulkRefusalView = z
  .object({
    instrumentId: z.int(),
    refusals: z.array(z.looseObject({ code: z.string(), message: z.string() })),
  })
  .meta({ id: 'BulkRefusal' })
