import { z } from 'zod'
import { LedgerAnswerView, ledgerAnswerRoutes, LedgerPlace } from './ledger-answers.ts'
import { SuggestionView } from './suggestions.ts'
import { problemLevels } from '../domain/ledger-element.ts'
import { certainties } from '../domain/ledger-headings.ts'
import { importActs, importStates, rowVerdicts } from '../domain/ledger-import.ts'
import {
  proposalCertainties,
  proposalDecisions,
  proposalKinds,
  proposalReasons,
} from '../domain/ledger-reconciliation.ts'

const valueUnits = ['yuan', 'wan', ''] as const
const Count = z.int().min(0)
const LedgerCell = z.union([z.string(), z.number()])

export const LedgerProblemView = z
  .object({
    element: z.string(),
    /** The element's name in the reader's language; empty for the row as a whole. */
    label: z.string(),
    code: z.string(),
    level: z.enum(problemLevels),
    message: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
    likely: z.object({ value: z.string(), label: z.string() }).optional(),
  })
  .meta({ id: 'LedgerProblem' })
export type LedgerProblemView = z.infer<typeof LedgerProblemView>

export const LedgerGroupView = LedgerProblemView.extend({
  count: Count,
  /** First row of the file that has it. */
  ...LedgerPlace,
  /** All its cells hold this one text, so that one decision mends them. */
  fixable: z.boolean(),
  /** Its rows differ in detail: the message speaks of the first row. */
  varies: z.boolean(),
}).meta({ id: 'LedgerProblemGroup' })
export type LedgerGroupView = z.infer<typeof LedgerGroupView>

export const LedgerColumnView = z
  .object({
    position: z.int(),
    heading: z.string(),
    samples: z.array(LedgerCell),
    /** Element id, `#worthRange`, or empty when the column is left out. */
    element: z.string(),
    valueUnit: z.enum(valueUnits),
    certainty: z.enum(certainties),
    /** The file hides the column. */
    hidden: z.boolean(),
  })
  .meta({ id: 'LedgerColumn' })
export type LedgerColumnView = z.infer<typeof LedgerColumnView>

const importHead = {
  unitId: z.int(),
  id: z.int(),
  fileName: z.string(),
  sizeBytes: Count,
  state: z.enum(importStates),
  format: z.string(),
  encoding: z.string(),
  sheetName: z.string(),
  headerRow: Count,
  rowCount: Count,
  /** Rows the job at work has dealt with. */
  processed: Count,
  rowsPerSecond: z.number(),
  secondsLeft: z.number().optional(),
  good: Count,
  bad: Count,
  created: Count,
  updated: Count,
  unchanged: Count,
  startedByName: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  /** What may be done with it now. */
  acts: z.array(z.enum(importActs)),
}
export const LedgerImportRowView = z.object(importHead).meta({ id: 'LedgerImportHead' })
export type LedgerImportRowView = z.infer<typeof LedgerImportRowView>

export const LedgerImportView = z
  .object({
    ...importHead,
    columns: z.array(LedgerColumnView),
    /** Numbers are made from the rows, for a ledger without any. */
    makesNumber: z.boolean(),
    refusals: z.array(z.looseObject({ code: z.string(), message: z.string() })),
    groups: z.array(LedgerGroupView),
    /** The file is the unit's whole ledger: what it does not list has vanished. */
    whole: z.boolean(),
    /** Worksheets of a workbook: read as one ledger, or of another kind; a person may leave one out. */
    sheets: z.array(z.object({ name: z.string(), read: z.boolean(), rows: Count, leftOut: z.boolean() })),
    /** What comparing it with the registry found, counted. */
    proposals: z.array(
      z.object({ kind: z.enum(proposalKinds), decision: z.enum(proposalDecisions), count: Count }),
    ),
    /** Rows by what the registry says of them; skipped are totals, repetitions and what left the books. */
    verdicts: z.partialRecord(z.enum(rowVerdicts), Count),
    /** Required elements no column carries: completed later in the form. */
    withoutColumn: z.array(z.object({ element: z.string(), label: z.string() })),
  })
  .meta({ id: 'LedgerImport' })
export type LedgerImportView = z.infer<typeof LedgerImportView>

export const LedgerRowView = z
  .object({
    no: z.int(),
    ...LedgerPlace,
    verdict: z.enum(rowVerdicts),
    name: z.string(),
    innerId: z.string(),
    cells: z.array(LedgerCell),
    problems: z.array(LedgerProblemView),
    /** What the row would change of the instrument, worded. */
    changes: z.array(
      z.object({ element: z.string(), label: z.string(), before: z.string(), after: z.string() }),
    ),
    instrumentId: z.int().optional(),
    /** What could be completed; nothing is taken unless somebody takes it. */
    suggestions: z.array(SuggestionView),
    answers: z.array(LedgerAnswerView),
  })
  .meta({ id: 'LedgerRow' })
export type LedgerRowView = z.infer<typeof LedgerRowView>

const ComparedThingView = {
  innerId: z.string(),
  name: z.string(),
  model: z.string(),
  bookedOn: z.string(),
  worthWan: z.number().optional(),
}

export const LedgerProposalView = z
  .object({
    key: z.string(),
    kind: z.enum(proposalKinds),
    certainty: z.enum(proposalCertainties),
    reasons: z.array(z.enum(proposalReasons)),
    /** As the registry has them. */
    instruments: z.array(z.object({ id: z.int(), ...ComparedThingView })),
    /** As the file has them. */
    rows: z.array(z.object({ no: z.int(), ...LedgerPlace, ...ComparedThingView })),
    decision: z.enum(proposalDecisions),
    decidedByName: z.string().optional(),
    disposedOn: z.string().optional(),
    /** Carried out when the rows went in. */
    applied: z.boolean(),
    /** Why a confirmed proposal could not be carried out. */
    obstacle: z.enum(['under_review']).optional(),
  })
  .meta({ id: 'LedgerProposal' })
export type LedgerProposalView = z.infer<typeof LedgerProposalView>

export const LedgerTargetView = z
  .object({
    element: z.string(),
    label: z.string(),
    type: z.string(),
    required: z.boolean(),
    /** Values come from a list; ask for them with words. */
    listed: z.boolean(),
  })
  .meta({ id: 'LedgerTarget' })
export type LedgerTargetView = z.infer<typeof LedgerTargetView>

const Unit = z.object({ unitId: z.coerce.number().int() })
const One = Unit.extend({ importId: z.coerce.number().int() })
const importsPath = '/api/v1/units/:unitId/ledger-imports'
const oneImport = `${importsPath}/:importId` as const
const Accepted = { status: 202, body: LedgerImportView } as const

/** The way of a unit's ledger into the registry: file → columns → problems → import → result. */
export const ledgerContract = {
  uploadLedger: {
    method: 'POST',
    path: importsPath,
    summary: 'Upload a ledger (xlsx, csv, tsv, JSON); a job reads it and matches its columns',
    access: 'ledger.import',
    params: Unit,
    query: z.object({ name: z.string().min(1).max(255) }),
    upload: { maxBytes: 200 * 1_048_576 },
    reply: { status: 201, body: LedgerImportView },
    refuses: ['file.too_large', 'file.empty'],
  },
  ledgerImports: {
    method: 'GET',
    path: importsPath,
    summary: 'Imports of a unit, newest first',
    access: 'ledger.import',
    params: Unit,
    reply: { status: 200, body: z.object({ items: z.array(LedgerImportRowView) }) },
  },
  ledgerImport: {
    method: 'GET',
    path: oneImport,
    summary: 'An import: where it stands, its columns, its problems by kind',
    access: 'ledger.import',
    params: One,
    reply: { status: 200, body: LedgerImportView },
  },
  mapLedger: {
    method: 'PUT',
    path: `${oneImport}/mapping`,
    summary: 'Say what the columns mean; remembered for the unit; the rows are then checked',
    access: 'ledger.import',
    params: One,
    body: z.object({
      columns: z
        .array(
          z.object({
            position: Count,
            element: z.string().max(50),
            valueUnit: z.enum(valueUnits).default(''),
          }),
        )
        .max(300),
      makesNumber: z.boolean().default(false),
      whole: z.boolean().default(false),
      /** Names of worksheets whose rows stay out. */
      leftOut: z.array(z.string().max(200)).max(100).default([]),
    }),
    reply: Accepted,
    refuses: [
      'ledger.element_twice',
      'ledger.unknown_target',
      'ledger.no_number_column',
      'ledger.no_name_column',
      'ledger.no_sheet_left',
      'ledger.not_in_this_state',
    ],
  },
  ledgerRows: {
    method: 'GET',
    path: `${oneImport}/rows`,
    summary: 'Rows with their problems, in the order of the file',
    access: 'ledger.import',
    params: One,
    query: z.object({
      verdict: z.enum(rowVerdicts).optional(),
      code: z.string().max(60).optional(),
      element: z.string().max(50).optional(),
      from: z.string().max(200).optional(),
      level: z.enum(problemLevels).optional(),
      after: z.coerce.number().int().default(-1),
    }),
    reply: { status: 200, body: z.object({ items: z.array(LedgerRowView), next: z.int().optional() }) },
  },
  fixLedger: {
    method: 'POST',
    path: `${oneImport}/fixes`,
    summary: 'Decide once for all cells of a text: the value meant, or nothing; the rows are checked again',
    access: 'ledger.import',
    params: One,
    body: z.object({
      fixes: z
        .array(
          z.object({
            element: z.string().max(50),
            from: z.string().min(1).max(200),
            to: z.string().max(200),
          }),
        )
        .min(1)
        .max(1000),
    }),
    reply: Accepted,
    refuses: ['ledger.not_in_this_state'],
  },
  ledgerProposals: {
    method: 'GET',
    path: `${oneImport}/proposals`,
    summary: 'What comparing the ledger with the registry found: changed numbers, splits, mergers, losses',
    access: 'ledger.import',
    params: One,
    query: z.object({
      kind: z.enum(proposalKinds).optional(),
      decision: z.enum(proposalDecisions).optional(),
      after: z.coerce.number().int().default(-1),
    }),
    reply: {
      status: 200,
      body: z.object({ items: z.array(LedgerProposalView), next: z.int().optional() }),
    },
  },
  decideLedgerProposals: {
    method: 'POST',
    path: `${oneImport}/proposals/decisions`,
    summary:
      'Confirm or refuse proposals, some by key or all that are open; a confirmed number is linked at once',
    access: 'ledger.import',
    params: One,
    body: z.object({
      decision: z.enum(proposalDecisions),
      keys: z.array(z.string().max(400)).min(1).max(1000).optional(),
      kind: z.enum(proposalKinds).optional(),
      disposedOn: z.iso.date().optional(),
    }),
    reply: Accepted,
    refuses: ['ledger.not_in_this_state', 'reporting.disposal_in_future'],
  },
  ...ledgerAnswerRoutes,
  startLedgerImport: {
    method: 'POST',
    path: `${oneImport}/import`,
    summary: 'Take the good rows into the registry; goes on with the page closed',
    access: 'ledger.import',
    params: One,
    reply: Accepted,
    refuses: ['ledger.not_in_this_state', 'ledger.proposals_open', 'registry.wording_found'],
  },
  cancelLedger: {
    method: 'POST',
    path: `${oneImport}/cancel`,
    summary: 'Take nothing of the file in',
    access: 'ledger.import',
    params: One,
    reply: { status: 200, body: LedgerImportView },
    refuses: ['ledger.not_in_this_state'],
  },
  ledgerResult: {
    method: 'GET',
    path: `${oneImport}/result`,
    summary: 'The rows that came back, with the reason beside each cell',
    access: 'ledger.import',
    params: One,
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    reply: { status: 200, file: true },
  },
  ledgerTargets: {
    method: 'GET',
    path: '/api/v1/ledger-targets',
    summary: 'What a column of a ledger may mean',
    access: 'ledger.import',
    reply: { status: 200, body: z.object({ items: z.array(LedgerTargetView) }) },
  },
  ledgerChoices: {
    method: 'GET',
    path: '/api/v1/ledger-targets/:element/choices',
    summary: 'Values of a listed element that fit some words',
    access: 'ledger.import',
    params: z.object({ element: z.string().max(50) }),
    query: z.object({ words: z.string().max(100).default('') }),
    reply: {
      status: 200,
      body: z.object({ items: z.array(z.object({ value: z.string(), label: z.string() })) }),
    },
  },
} as const
