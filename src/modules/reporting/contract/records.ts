import { z } from 'zod'
import { recordSteps } from '../domain/record-rules.ts'
import { reportStates } from '../domain/report-transitions.ts'
import { recordKinds } from './record-kinds.ts'
import { Comment, Reasons } from './steps.ts'

const kinds = recordKinds
const sheets = [...kinds, '7-income', '7-assets'] as const
const Values = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
const Problem = z.looseObject({
  element: z.string(),
  code: z.string(),
  level: z.enum(['error', 'warning']),
  message: z.string(),
  suggestion: z.object({ value: z.string(), label: z.string() }).optional(),
})

const head = {
  recordId: z.int(),
  kind: z.enum(kinds),
  unitId: z.int(),
  unitName: z.string(),
  innerId: z.string(),
  name: z.string(),
  state: z.enum(reportStates),
  version: z.int(),
  acceptedVersion: z.int().optional(),
  facilityId: z.int().optional(),
  instrumentId: z.int().optional(),
  centreId: z.int().optional(),
  problems: z.int(),
  updatedAt: z.string(),
}

export const RecordRowView = z.object(head).meta({ id: 'ResourceRecordRow' })
export type RecordRowView = z.infer<typeof RecordRowView>

export const RecordView = z
  .object({
    ...head,
    dictionary: z.string(),
    /** Counts every save; send it back when saving, so that nobody's work is overwritten. */
    revision: z.int(),
    elements: Values,
    displayed: z.record(z.string(), z.string()),
    problemList: z.array(Problem),
    /** Sheets attached to it, row by row. */
    attached: z.record(z.string(), z.array(Values)),
    attachedProblems: z.array(
      z.object({ part: z.string(), row: z.int(), element: z.string(), message: z.string() }),
    ),
    may: z.object({ edit: z.boolean(), steps: z.array(z.enum(recordSteps)) }),
    versions: z.array(
      z.object({ version: z.int(), changedByName: z.string(), changedAt: z.string(), cause: z.string() }),
    ),
    steps: z.array(
      z.object({
        step: z.enum(recordSteps),
        to: z.enum(reportStates),
        version: z.int(),
        reasons: z.array(z.object({ element: z.string(), reason: z.string() })),
        comment: z.string(),
        actorName: z.string(),
        at: z.string(),
      }),
    ),
  })
  .meta({ id: 'ResourceRecord' })
export type RecordView = z.infer<typeof RecordView>

export const RecordImportView = z
  .object({
    kinds: z.array(
      z.object({
        kind: z.enum(kinds),
        created: z.int(),
        updated: z.int(),
        unchanged: z.int(),
        /** Rows that did not go in, with the row of the sheet. */
        refused: z.array(z.object({ row: z.int(), message: z.string() })),
      }),
    ),
  })
  .meta({ id: 'ResourceRecordImport' })
export type RecordImportView = z.infer<typeof RecordImportView>

const Params = z.object({ resourceId: z.coerce.number().int() })
const filters = {
  unitId: z.coerce.number().int().optional(),
  words: z.string().trim().max(100).optional(),
  /** Several separated by commas. */
  state: z.string().max(100).optional(),
}
const saveRefusals = [
  'changed_meanwhile',
  'registry.under_review',
  'registry.instrument_unknown',
  'registry.facility_unknown',
  'registry.year_wrong',
  'reporting.number_taken',
  'reporting.number_fixed',
] as const

/** Centres, facilities, core instruments, service units, customs records and yearly effects. */
export const recordContract = {
  listRecords: {
    method: 'GET',
    path: '/api/v1/resource-records',
    summary:
      'Records of a kind within the reader’s scope: 1 centre, 2 facility, 2-core its instruments, 3 service unit (G1), 5 customs record, 7 yearly effect',
    access: 'instrument.read_unpublished',
    query: z.object({
      ...filters,
      kind: z.enum(kinds),
      facilityId: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    reply: { status: 200, body: z.object({ items: z.array(RecordRowView) }) },
  },
  recordCounts: {
    method: 'GET',
    path: '/api/v1/resource-record-counts',
    summary: 'How many records of each kind and state the reader may see',
    access: 'instrument.read_unpublished',
    reply: {
      status: 200,
      body: z.object({
        items: z.array(z.object({ kind: z.enum(kinds), state: z.enum(reportStates), count: z.int() })),
      }),
    },
  },
  exportRecords: {
    method: 'GET',
    path: '/api/v1/resource-record-exports',
    summary: 'Records of a kind in the columns and headings of the national sheet',
    access: 'instrument.read_unpublished',
    query: z.object({
      ...filters,
      kind: z.enum(sheets),
      generation: z.string().regex(/^G\d$/).optional(),
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
    }),
    reply: { status: 200, file: true },
  },
  createRecord: {
    method: 'POST',
    path: '/api/v1/resource-records',
    summary: 'Start a record by its number; of a yearly effect that is the year',
    access: 'instrument.edit',
    body: z.object({
      unitId: z.int(),
      kind: z.enum(kinds),
      innerId: z.string().trim().min(1).max(45),
      elements: Values,
    }),
    reply: { status: 201, body: RecordView },
    refuses: saveRefusals,
  },
  record: {
    method: 'GET',
    path: '/api/v1/resource-records/:resourceId',
    summary: 'One record with elements, attached sheets, problems, history and what the reader may do',
    access: 'instrument.read_unpublished',
    params: Params,
    reply: { status: 200, body: RecordView },
  },
  editRecord: {
    method: 'PUT',
    path: '/api/v1/resource-records/:resourceId/elements',
    summary: 'Save the elements of a record; refused when somebody else saved meanwhile',
    access: 'instrument.edit',
    params: Params,
    body: z.object({
      revision: z.int(),
      elements: Values,
      /** Rows of attached sheets; absent, they stay as they are. */
      attached: z.record(z.string(), z.array(Values).max(2000)).optional(),
      centreId: z.int().nullable().optional(),
    }),
    reply: { status: 200, body: RecordView },
    refuses: saveRefusals,
  },
  recordDifference: {
    method: 'GET',
    path: '/api/v1/resource-records/:resourceId/difference',
    summary: 'What differs between two versions; without a choice, from what was accepted to what stands',
    access: 'instrument.read_unpublished',
    params: Params,
    query: z.object({
      from: z.coerce.number().int().min(0).optional(),
      to: z.coerce.number().int().min(1).optional(),
    }),
    reply: {
      status: 200,
      body: z.object({
        from: z.int(),
        to: z.int(),
        elements: z.array(
          z.object({ element: z.string(), label: z.string(), before: z.string(), after: z.string() }),
        ),
      }),
    },
  },
  takeRecordStep: {
    method: 'POST',
    path: '/api/v1/resource-records/:resourceId/steps',
    summary: 'Submit, withdraw, accept or return a record, along the ways of an instrument',
    access: 'instrument.read_unpublished',
    params: Params,
    body: z.object({
      version: z.int(),
      step: z.enum(recordSteps).exclude(['reopen', 'amend']),
      reasons: Reasons,
      comment: Comment,
    }),
    reply: { status: 200, body: RecordView },
    refuses: [
      'changed_meanwhile',
      'reporting.wrong_state',
      'reporting.has_problems',
      'reporting.secret_wording',
      'reporting.own_submission',
      'reporting.reason_needed',
    ],
  },
  importRecords: {
    method: 'POST',
    path: '/api/v1/units/:unitId/resource-record-imports',
    summary: 'Take in a workbook made from the template or an export, sheet by sheet; what is not told stays',
    access: 'ledger.import',
    params: z.object({ unitId: z.coerce.number().int() }),
    query: z.object({ name: z.string().max(255) }),
    upload: { maxBytes: 20 * 1024 * 1024 },
    reply: { status: 200, body: RecordImportView },
    refuses: ['reporting.no_known_sheet', 'reporting.record_number_missing', ...saveRefusals],
  },
} as const
