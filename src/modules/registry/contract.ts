import { z } from 'zod'
import { dictionaryContract } from './contract/dictionaries.ts'
import { makerRoutes } from './contract/makers.ts'

export const CodeEntryView = z
  .object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    parent: z.string(),
    /** Whether something lies below; then it may not be chosen itself. */
    hasChildren: z.boolean(),
    level: z.string().optional(),
  })
  .meta({ id: 'CodeEntry' })
export type CodeEntryView = z.infer<typeof CodeEntryView>

export const CodeTableView = z
  .object({
    name: z.string(),
    version: z.string(),
    effectiveFrom: z.string(),
    total: z.int(),
    entries: z.array(CodeEntryView),
  })
  .meta({ id: 'CodeTable' })

export const PictureView = z
  .object({ pictureId: z.int(), url: z.string(), thumbnailUrl: z.string() })
  .meta({ id: 'Picture' })
export type PictureView = z.infer<typeof PictureView>

const InstrumentParams = z.object({ instrumentId: z.coerce.number().int() })
const TableName = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)
const maxTableBytes = 5 * 1024 * 1024

export * from './contract/dictionaries.ts'
export * from './contract/makers.ts'
export { holds } from './domain/condition.ts'
export const registryContract = {
  ...dictionaryContract,
  ...makerRoutes,
  codeTable: {
    method: 'GET',
    path: '/api/v1/code-tables/:name',
    summary: 'A code table in force on a day; search it, or read what lies below a code',
    access: 'public',
    params: z.object({ name: TableName }),
    query: z.object({
      on: z.iso.date().optional(),
      words: z.string().trim().max(50).optional(),
      /** Only what lies directly below this code; empty for the top level. */
      parent: z.string().max(50).optional(),
      level: z.string().max(20).optional(),
      limit: z.coerce.number().int().min(1).max(2000).default(1000),
    }),
    reply: { status: 200, body: CodeTableView },
  },
  codeTables: {
    method: 'GET',
    path: '/api/v1/code-tables',
    summary: 'Every code table with its versions',
    access: 'public',
    reply: {
      status: 200,
      body: z.object({
        items: z.array(
          z.object({
            name: z.string(),
            version: z.string(),
            effectiveFrom: z.string(),
            source: z.string(),
            inForce: z.boolean(),
          }),
        ),
      }),
    },
  },
  addCodeTableVersion: {
    method: 'POST',
    path: '/api/v1/code-tables/:name/versions',
    summary: 'Add a version of a code table from a CSV file, in force from a day',
    access: 'reference.manage',
    params: z.object({ name: TableName }),
    query: z.object({
      name: z.string().max(255),
      version: z.string().regex(/^[A-Za-z0-9._-]{1,50}$/),
      effectiveFrom: z.iso.date(),
      source: z.string().trim().max(200).default(''),
    }),
    upload: { maxBytes: maxTableBytes },
    reply: { status: 201, body: z.object({ version: z.string(), entries: z.int() }) },
    refuses: [
      'registry.unreadable_table',
      'registry.table_version_taken',
      'registry.table_code_empty',
      'registry.table_code_repeated',
      'registry.table_name_empty',
      'registry.table_parent_unknown',
    ],
  },
  pictures: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/pictures',
    summary: 'The pictures of an instrument',
    access: 'public',
    params: InstrumentParams,
    reply: { status: 200, body: z.object({ items: z.array(PictureView) }) },
  },
  picture: {
    method: 'GET',
    path: '/media/pictures/:pictureId',
    summary: 'A picture of an accepted instrument; of others only for who may see them',
    access: 'public',
    params: z.object({ pictureId: z.coerce.number().int() }),
    reply: { status: 200, file: true },
  },
  thumbnail: {
    method: 'GET',
    path: '/media/pictures/:pictureId/thumbnail',
    summary: 'The same at 320 pixels',
    access: 'public',
    params: z.object({ pictureId: z.coerce.number().int() }),
    reply: { status: 200, file: true },
  },
  assignmentCandidates: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/assignment/candidates',
    summary: 'People and centres of the unit an instrument can be assigned to',
    access: 'instrument.assign',
    params: InstrumentParams,
    reply: {
      status: 200,
      body: z.object({
        leads: z.array(z.object({ id: z.int(), name: z.string() })),
        centres: z.array(z.object({ id: z.int(), name: z.string() })),
      }),
    },
  },
  assignInstrument: {
    method: 'PUT',
    path: '/api/v1/instruments/:instrumentId/assignment',
    summary: 'Who leads the instrument and which centre keeps it',
    access: 'instrument.assign',
    params: InstrumentParams,
    body: z.object({ leadAccountId: z.int().nullable(), centreId: z.int().nullable() }),
    reply: { status: 204 },
    refuses: ['registry.lead_not_in_unit', 'registry.centre_not_in_unit'],
  },
} as const
