import { z } from 'zod'
import { eligibilities } from '../domain/eligibility-rules.ts'

/** What a list of instruments, its counts and its export are narrowed by. */
export const filters = {
  unitId: z.coerce.number().int().optional(),
  words: z.string().trim().max(100).optional(),
  problems: z.enum(['some', 'none']).optional(),
  eligibility: z.enum(eligibilities).optional(),
}
