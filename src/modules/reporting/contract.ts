import { z } from 'zod'
import { fillingRoutes } from './contract/filling.ts'
import { kinRoutes } from './contract/kin.ts'
import { exportContract } from './contract/exports.ts'
import { recordContract } from './contract/records.ts'
import { filters } from './contract/report-filters.ts'
import { campaignContract } from './contract/campaigns.ts'
import { campaignDeliveryContract } from './contract/campaign-deliveries.ts'
import { newInstrumentsContract } from './contract/new-instruments.ts'
import { declarationRoutes } from './contract/declarations.ts'
import { purgeRoutes } from './contract/purges.ts'
import { ledgerContract } from './contract/ledger.ts'
import { EligibilityView } from './contract/eligibility.ts'
import { commentContract } from './contract/comments.ts'
import { pictureContract } from './contract/pictures.ts'
import { reviewingContract } from './contract/reviewing.ts'
import { Comment, Reasons, ReportStepView, stepRefusals, StepResultView } from './contract/steps.ts'
import { suggestionRoutes } from './contract/suggestions.ts'
import { reportStates, reportSteps } from './domain/report-transitions.ts'

export const ElementsView = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))
export type ElementsView = z.infer<typeof ElementsView>

export const ElementProblemView = z
  .looseObject({
    element: z.string(),
    code: z.string(),
    level: z.enum(['error', 'warning']),
    message: z.string(),
    suggestion: z.object({ value: z.string(), label: z.string() }).optional(),
  })
  .meta({ id: 'ElementProblem' })
export type ElementProblemView = z.infer<typeof ElementProblemView>

const reportHead = {
  instrumentId: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  unitNameEn: z.string(),
  innerId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  model: z.string(),
  worthFen: z.int().optional(),
  bookedOn: z.string().optional(),
  className: z.string().optional(),
  state: z.enum(reportStates),
  version: z.int(),
  acceptedVersion: z.int().optional(),
  secrecy: z.enum(['undeclared', 'not_secret']),
  disposedOn: z.string().optional(),
  problems: z.int(),
  eligibility: EligibilityView,
  leadName: z.string().optional(),
  centreName: z.string().optional(),
  centreNameEn: z.string().optional(),
  updatedAt: z.string(),
}

export const ReportRowView = z.object(reportHead).meta({ id: 'ReportRow' })
export type ReportRowView = z.infer<typeof ReportRowView>

export const ReportView = z
  .object({
    ...reportHead,
    dictionary: z.string(),
    /** Counts every save; send it back when saving, so that nobody's work is overwritten. */
    revision: z.int(),
    leadAccountId: z.int().optional(),
    centreId: z.int().optional(),
    elements: ElementsView,
    /** Element id → value with names instead of codes, in the reader's language. */
    displayed: z.record(z.string(), z.string()),
    problemList: z.array(ElementProblemView),
    /** Values that stand because somebody took a suggestion. */
    suggested: z.array(z.object({ element: z.string(), takenByName: z.string(), takenAt: z.string() })),
    /** What the reader may do now. */
    may: z.object({
      edit: z.boolean(),
      declare: z.boolean(),
      assign: z.boolean(),
      dispose: z.boolean(),
      steps: z.array(z.enum(reportSteps)),
    }),
    /** Why it was returned last, while it is returned. */
    returned: ReportStepView.optional(),
  })
  .meta({ id: 'Report' })
export type ReportView = z.infer<typeof ReportView>

const InstrumentParams = z.object({ instrumentId: z.coerce.number().int() })

const Items = z
  .array(z.object({ instrumentId: z.int(), version: z.int() }))
  .min(1)
  .max(500)
const stepReply = { status: 200, body: StepResultView } as const

export const VersionView = z
  .object({
    version: z.int(),
    changedByName: z.string(),
    changedAt: z.string(),
    cause: z.enum(['form', 'import', 'exchange', 'correction', 'seed']),
  })
  .meta({ id: 'InstrumentVersion' })

export const DifferenceView = z
  .object({
    from: z.int(),
    to: z.int(),
    elements: z.array(
      z.object({ element: z.string(), label: z.string(), before: z.string(), after: z.string() }),
    ),
  })
  .meta({ id: 'Difference' })
export type DifferenceView = z.infer<typeof DifferenceView>

/** The way of a report: list, form, review (the ledger import is in contract/ledger.ts). */
export const reviewRoutes = {
  listReports: {
    method: 'GET',
    path: '/api/v1/reports',
    summary: 'Instruments as their units know them, within the reader’s scope',
    access: 'instrument.read_unpublished',
    query: z.object({
      ...filters,
      /** Several separated by commas. */
      state: z.string().max(100).optional(),
      secrecy: z.enum(['undeclared', 'not_secret']).optional(),
      order: z.enum(['recent', 'oldest']).default('recent'),
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: {
      status: 200,
      body: z.object({ items: z.array(ReportRowView), next: z.string().optional() }),
    },
  },
  reportCounts: {
    method: 'GET',
    path: '/api/v1/report-counts',
    summary:
      'How many instruments of the reader’s scope are in each state, and what the reader may do with them',
    access: 'instrument.read_unpublished',
    query: z.object(filters),
    reply: {
      status: 200,
      body: z.object({
        states: z.array(
          z.object({
            state: z.enum(reportStates),
            count: z.int(),
            withProblems: z.int(),
            undeclared: z.int(),
          }),
        ),
      }),
    },
  },
  createReport: {
    method: 'POST',
    path: '/api/v1/reports',
    summary: 'Enter one instrument by hand',
    access: 'instrument.edit',
    body: z.object({ unitId: z.int(), innerId: z.string().trim().min(1).max(45), elements: ElementsView }),
    reply: { status: 201, body: ReportView },
    refuses: ['reporting.number_taken', 'changed_meanwhile'],
  },
  report: {
    method: 'GET',
    path: '/api/v1/reports/:instrumentId',
    summary: 'One instrument with elements, problems, eligibility and what the reader may do',
    access: 'instrument.read_unpublished',
    params: InstrumentParams,
    reply: { status: 200, body: ReportView },
  },
  editReport: {
    method: 'PUT',
    path: '/api/v1/reports/:instrumentId/elements',
    summary: 'Save the elements of an instrument; refused when somebody else saved meanwhile',
    access: 'instrument.edit',
    params: InstrumentParams,
    body: z.object({ revision: z.int(), elements: ElementsView }),
    reply: { status: 200, body: ReportView },
    refuses: ['changed_meanwhile', 'registry.under_review', 'reporting.number_fixed'],
  },
  declareNotSecret: {
    method: 'POST',
    path: '/api/v1/reports/not-secret',
    summary: 'Declare instruments not secret',
    access: 'report.submit_to_unit',
    body: z.object({ instrumentIds: z.array(z.int()).min(1).max(500), declared: z.literal(true) }),
    reply: stepReply,
    refuses: ['reporting.secret_wording', 'registry.under_review'],
  },
  disposeInstrument: {
    method: 'PUT',
    path: '/api/v1/reports/:instrumentId/disposal',
    summary: 'Note the day an instrument left the books; it leaves public sight with it',
    access: 'instrument.edit',
    params: InstrumentParams,
    body: z.object({ disposedOn: z.iso.date().nullable() }),
    reply: { status: 200, body: ReportView },
    refuses: ['registry.under_review', 'reporting.disposal_in_future', 'reporting.not_disposed'],
  },
  reportHistory: {
    method: 'GET',
    path: '/api/v1/reports/:instrumentId/history',
    summary: 'Every version and every step of an instrument, newest first',
    access: 'instrument.read_unpublished',
    params: InstrumentParams,
    reply: {
      status: 200,
      body: z.object({ versions: z.array(VersionView), steps: z.array(ReportStepView) }),
    },
  },
  reportDifference: {
    method: 'GET',
    path: '/api/v1/reports/:instrumentId/difference',
    summary:
      'What differs between two versions; without `from`, between the accepted and the working version',
    access: 'instrument.read_unpublished',
    params: InstrumentParams,
    query: z.object({
      from: z.coerce.number().int().optional(),
      to: z.coerce.number().int().optional(),
    }),
    reply: { status: 200, body: DifferenceView },
  },
  submitToUnit: {
    method: 'POST',
    path: '/api/v1/report-steps/submit-to-unit',
    summary: 'Hand instruments to the reviewer of the unit',
    access: 'report.submit_to_unit',
    body: z.object({ items: Items, comment: Comment }),
    reply: stepReply,
    refuses: stepRefusals,
  },
  withdrawReports: {
    method: 'POST',
    path: '/api/v1/report-steps/withdraw',
    summary: 'Take instruments that are under review back to draft',
    access: 'instrument.read_unpublished',
    body: z.object({ items: Items, comment: Comment }),
    reply: stepReply,
    refuses: stepRefusals,
  },
  withdrawFromPublic: {
    method: 'POST',
    path: '/api/v1/report-steps/withdraw-from-public',
    summary: 'Take instruments out of public sight, with the reason; their working versions stay',
    access: 'report.withdraw_from_public',
    body: z.object({ items: Items, comment: z.string().trim().max(500) }),
    reply: stepReply,
    refuses: stepRefusals,
  },
  reviewInUnit: {
    method: 'POST',
    path: '/api/v1/report-steps/review-in-unit',
    summary: 'Submit instruments to the province, or return them in the unit with reasons',
    access: 'report.review_in_unit',
    body: z.object({
      step: z.enum(['submit_to_province', 'return_in_unit']),
      items: Items,
      reasons: Reasons,
      comment: Comment,
    }),
    reply: stepReply,
    refuses: stepRefusals,
  },
  reviewInProvince: {
    method: 'POST',
    path: '/api/v1/report-steps/review-in-province',
    summary: 'Accept instruments, or return them with reasons on single elements',
    access: 'report.review_in_province',
    body: z.object({ step: z.enum(['accept', 'return']), items: Items, reasons: Reasons, comment: Comment }),
    reply: stepReply,
    refuses: stepRefusals,
  },
} as const

export * from './contract/declarations.ts'
export * from './contract/purges.ts'
export * from './contract/eligibility.ts'
export * from './contract/filling.ts'
export * from './contract/exports.ts'
export * from './contract/kin.ts'
export * from './contract/campaigns.ts'
export * from './contract/campaign-deliveries.ts'
export * from './contract/new-instruments.ts'
export * from './contract/ledger.ts'
export * from './contract/ledger-answers.ts'
export * from './contract/records.ts'
export * from './contract/suggestions.ts'
export * from './contract/comments.ts'
export * from './contract/pictures.ts'
export * from './contract/reviewing.ts'
export { ReportStepView, StepResultView } from './contract/steps.ts'
export const reportingContract = {
  ...reviewRoutes,
  ...suggestionRoutes,
  ...fillingRoutes,
  ...kinRoutes,
  ...reviewingContract,
  ...commentContract,
  ...pictureContract,
  ...exportContract,
  ...recordContract,
  ...ledgerContract,
  ...campaignContract,
  ...campaignDeliveryContract,
  ...newInstrumentsContract,
  ...declarationRoutes,
  ...purgeRoutes,
} as const
