import { z } from 'zod'
import { declarationStates, declarationSteps } from '../domain/declaration-transitions.ts'

const ReasonView = z.object({
  code: z.string(),
  name: z.string(),
  secret: z.boolean(),
  needsText: z.boolean(),
})

const declarationHead = {
  declarationId: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  unitNameEn: z.string(),
  state: z.enum(declarationStates),
  reason: ReasonView,
  validFrom: z.iso.date(),
  validUntil: z.iso.date(),
  /** Filed, and today is one of its days. */
  inForce: z.boolean(),
  filingNumber: z.string().optional(),
  /** Instruments named, or for a secret declaration how many there are. */
  instrumentCount: z.int(),
  revision: z.int(),
  updatedAt: z.string(),
}

export const DeclarationRowView = z
  .object({ ...declarationHead, names: z.array(z.string()), namesEn: z.array(z.string()) })
  .meta({ id: 'DeclarationRow' })
export type DeclarationRowView = z.infer<typeof DeclarationRowView>

export const declarationFileKinds = ['evidence', 'signed_copy'] as const
const DeclarationFileView = z
  .object({
    fileId: z.int(),
    kind: z.enum(declarationFileKinds),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    addedByName: z.string(),
    addedAt: z.string(),
    mayRemove: z.boolean(),
  })
  .meta({ id: 'DeclarationFile' })
export type DeclarationFileView = z.infer<typeof DeclarationFileView>

export const DeclarationStepView = z
  .object({
    step: z.enum(declarationSteps),
    from: z.enum(declarationStates),
    to: z.enum(declarationStates),
    comment: z.string(),
    actorName: z.string(),
    at: z.string(),
  })
  .meta({ id: 'DeclarationStep' })
export type DeclarationStepView = z.infer<typeof DeclarationStepView>

export const DeclarationView = z
  .object({
    ...declarationHead,
    explanation: z.string(),
    secretCount: z.int().optional(),
    renewsId: z.int().optional(),
    writtenByName: z.string(),
    instruments: z.array(
      z.object({
        instrumentId: z.int(),
        name: z.string(),
        nameEn: z.string(),
        model: z.string(),
        innerId: z.string(),
        worthFen: z.int().optional(),
        bookedOn: z.string().optional(),
        className: z.string().optional(),
      }),
    ),
    steps: z.array(DeclarationStepView),
    files: z.array(DeclarationFileView),
    /** What the reader may do now. */
    may: z.object({
      edit: z.boolean(),
      renew: z.boolean(),
      /** Kinds of file that may be added now. */
      files: z.array(z.enum(declarationFileKinds)),
      steps: z.array(z.enum(declarationSteps)),
    }),
  })
  .meta({ id: 'Declaration' })
export type DeclarationView = z.infer<typeof DeclarationView>

const Params = z.object({ declarationId: z.coerce.number().int() })
const FileParams = z.object({
  declarationId: z.coerce.number().int(),
  fileId: z.coerce.number().int(),
})
const Content = {
  reason: z.string().min(1).max(50),
  explanation: z.string().trim().max(2000).default(''),
  validFrom: z.iso.date(),
  validUntil: z.iso.date(),
  secretCount: z.int().min(1).max(100_000).optional(),
  instrumentIds: z.array(z.int()).max(1000).default([]),
}
const filters = {
  unitId: z.coerce.number().int().optional(),
  instrumentId: z.coerce.number().int().optional(),
  reason: z.string().max(50).optional(),
  words: z.string().trim().max(100).optional(),
}

const contentRefusals = [
  'declaration.reason_unknown',
  'declaration.period_reversed',
  'declaration.too_many_instruments',
  'declaration.count_only_for_secret',
  'declaration.secret_names_no_instruments',
  'declaration.secret_takes_no_text',
  'declaration.count_missing',
  'declaration.whole_years',
] as const
const stepRefusals = [
  ...contentRefusals,
  'changed_meanwhile',
  'declaration.wrong_state',
  'declaration.own_declaration',
  'declaration.no_department',
  'declaration.text_missing',
  'declaration.no_instruments',
  'declaration.period_over',
  'declaration.period_too_long',
  'declaration.not_needed',
  'declaration.is_public',
  'declaration.declared_twice',
  'reporting.reason_needed',
] as const
/** The largest file the rules may ever allow; the rules in force may allow less. */
const maxFileBytes = 50 * 1024 * 1024

/** Declarations of not reporting (notice N2, annex 3). */
export const declarationRoutes = {
  declarationRules: {
    method: 'GET',
    path: '/api/v1/declaration-rules',
    summary: 'Reasons for not reporting and the limits in force today',
    access: 'declaration.read',
    reply: {
      status: 200,
      body: z.object({
        version: z.string(),
        reasons: z.array(ReasonView),
        longestYears: z.int(),
        mostInstruments: z.int(),
        files: z.object({ most: z.int(), maxMegabytes: z.int() }),
      }),
    },
  },
  listDeclarations: {
    method: 'GET',
    path: '/api/v1/declarations',
    summary: 'Declarations of not reporting within the reader’s scope',
    access: 'declaration.read',
    query: z.object({
      ...filters,
      /** Several separated by commas. */
      state: z.string().max(200).optional(),
      order: z.enum(['recent', 'oldest']).default('recent'),
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: {
      status: 200,
      body: z.object({ items: z.array(DeclarationRowView), next: z.string().optional() }),
    },
  },
  declarationCounts: {
    method: 'GET',
    path: '/api/v1/declaration-counts',
    summary: 'How many declarations of the reader’s scope are in each state',
    access: 'declaration.read',
    query: z.object(filters),
    reply: {
      status: 200,
      body: z.object({
        states: z.array(z.object({ state: z.enum(declarationStates), count: z.int() })),
      }),
    },
  },
  createDeclaration: {
    method: 'POST',
    path: '/api/v1/declarations',
    summary: 'Start a declaration for one or many instruments, or for a number of secret ones',
    access: 'declaration.write',
    body: z.object({ unitId: z.int(), ...Content }),
    reply: { status: 201, body: DeclarationView },
    refuses: contentRefusals,
  },
  declaration: {
    method: 'GET',
    path: '/api/v1/declarations/:declarationId',
    summary: 'One declaration with its instruments, steps, files and what the reader may do',
    access: 'declaration.read',
    params: Params,
    reply: { status: 200, body: DeclarationView },
  },
  editDeclaration: {
    method: 'PUT',
    path: '/api/v1/declarations/:declarationId',
    summary: 'Change a draft or a returned declaration; refused when somebody else changed it meanwhile',
    access: 'declaration.write',
    params: Params,
    body: z.object({ revision: z.int(), ...Content }),
    reply: { status: 200, body: DeclarationView },
    refuses: [...contentRefusals, 'changed_meanwhile', 'declaration.not_open'],
  },
  renewDeclaration: {
    method: 'POST',
    path: '/api/v1/declarations/:declarationId/renewal',
    summary: 'Start the declaration that follows a filed or expired one',
    access: 'declaration.write',
    params: Params,
    reply: { status: 201, body: DeclarationView },
    refuses: ['declaration.nothing_to_renew'],
  },
  stepDeclaration: {
    method: 'POST',
    path: '/api/v1/declarations/:declarationId/steps',
    summary:
      'Hand in, sign for the unit, confirm for the department, file for the province, return, take back or withdraw',
    access: 'declaration.read',
    params: Params,
    body: z.object({
      step: z.enum(declarationSteps).exclude(['expire']),
      revision: z.int(),
      comment: z.string().trim().max(1000).default(''),
    }),
    reply: { status: 200, body: DeclarationView },
    refuses: stepRefusals,
  },
  addDeclarationFile: {
    method: 'POST',
    path: '/api/v1/declarations/:declarationId/files',
    summary: 'Add evidence (PDF, picture, docx, xlsx) or a scan of the signed letter',
    access: 'declaration.attach',
    params: Params,
    query: z.object({ name: z.string().min(1).max(255), kind: z.enum(declarationFileKinds) }),
    upload: { maxBytes: maxFileBytes },
    reply: { status: 201, body: DeclarationView },
    refuses: [
      'declaration.not_open',
      'declaration.secret_takes_no_evidence',
      'declaration.too_many_files',
      'declaration.file_kind',
      'file.too_large',
      'file.empty',
    ],
  },
  removeDeclarationFile: {
    method: 'DELETE',
    path: '/api/v1/declarations/:declarationId/files/:fileId',
    summary: 'Remove a file while the declaration can be changed',
    access: 'declaration.attach',
    params: FileParams,
    reply: { status: 200, body: DeclarationView },
    refuses: ['declaration.not_open'],
  },
  declarationFile: {
    method: 'GET',
    path: '/api/v1/declarations/:declarationId/files/:fileId',
    summary: 'A file of a declaration',
    access: 'declaration.read',
    params: FileParams,
    reply: { status: 200, file: true },
  },
  declarationLetter: {
    method: 'GET',
    path: '/api/v1/declarations/:declarationId/letter',
    summary: 'The declaration as an official letter, to print, sign and seal',
    access: 'declaration.read',
    params: Params,
    query: z.object({ format: z.enum(['docx', 'pdf']).default('docx') }),
    reply: { status: 200, file: true },
  },
} as const
