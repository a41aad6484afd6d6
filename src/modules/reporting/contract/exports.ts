import { z } from 'zod'
import { filters } from './report-filters.ts'

export const exportContract = {
  exportReports: {
    method: 'GET',
    path: '/api/v1/report-exports',
    summary:
      'The instruments of a list in the columns and headings of the national sheet; the import takes the file back unchanged',
    access: 'instrument.read_unpublished',
    query: z.object({
      ...filters,
      /** Several separated by commas. */
      state: z.string().max(100).optional(),
      secrecy: z.enum(['undeclared', 'not_secret']).optional(),
      generation: z.string().regex(/^G\d$/).optional(),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
    }),
    reply: { status: 200, file: true },
  },
  completionSheet: {
    method: 'POST',
    path: '/api/v1/report-sheets',
    summary:
      'The instruments chosen as a sheet with what is still missing in front; the import takes it back without a mapping',
    access: 'instrument.read_unpublished',
    body: z.object({ instrumentIds: z.array(z.int()).min(1).max(2000) }),
    reply: { status: 200, file: true },
  },
} as const
