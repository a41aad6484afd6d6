import { z } from 'zod'
import { qualificationStandings, ruleStandings } from './domain/profile.ts'

const Id = z.coerce.number().int().positive()
const Day = z.iso.date()
const ofUnit = z.object({ unitId: Id })
const Text = (most: number) => z.string().trim().max(most)
const Needed = (most: number) => z.string().trim().min(1).max(most)
const Ids = z.array(z.int().positive()).max(1000).default([])

const KindView = z.object({ code: z.string(), name: z.string(), nameEn: z.string() })
const NamedView = z.object({ id: z.int(), name: z.string(), nameEn: z.string() })
const CoversView = z.object({ instruments: z.array(NamedView), centres: z.array(NamedView) })

export const UnitRuleView = z
  .object({
    id: z.int(),
    /** Code of the table `rule-kinds`. */
    kind: z.string(),
    version: z.int(),
    title: z.string(),
    titleEn: z.string(),
    effectiveFrom: Day,
    standing: z.enum(ruleStandings),
    hasBody: z.boolean(),
    fileId: z.int().optional(),
    fileName: z.string().optional(),
    publishedAt: z.string(),
    publishedByName: z.string(),
  })
  .meta({ id: 'UnitRule' })
export type UnitRuleView = z.infer<typeof UnitRuleView>

const TechnicianBody = z.object({
  name: Needed(50),
  title: Text(50).default(''),
  skills: Text(500).default(''),
  accountId: z.int().nullable().default(null),
  instrumentIds: Ids,
  centreIds: Ids,
})
const QualificationBody = z.object({
  /** Code of the table `qualification-kinds`. */
  kind: Needed(40),
  number: Needed(60),
  scope: Text(1000).default(''),
  validFrom: Day,
  /** Last day on which it holds. */
  validUntil: Day,
  fileId: z.int().nullable().default(null),
  instrumentIds: Ids,
  centreIds: Ids,
})
const NormBody = z.object({
  number: Needed(60),
  title: Needed(200),
  titleEn: Text(300).default(''),
  instrumentIds: Ids,
})

export const TechnicianView = z
  .object({
    id: z.int(),
    name: z.string(),
    title: z.string(),
    skills: z.string(),
    /** For those who keep the list only. */
    accountId: z.int().optional(),
    covers: CoversView,
  })
  .meta({ id: 'Technician' })
export type TechnicianView = z.infer<typeof TechnicianView>
export const QualificationView = z
  .object({
    id: z.int(),
    kind: z.string(),
    number: z.string(),
    scope: z.string(),
    validFrom: Day,
    validUntil: Day,
    standing: z.enum(qualificationStandings),
    fileId: z.int().optional(),
    covers: CoversView,
  })
  .meta({ id: 'Qualification' })
export type QualificationView = z.infer<typeof QualificationView>
export const NormView = z
  .object({ id: z.int(), number: z.string(), title: z.string(), titleEn: z.string(), covers: CoversView })
  .meta({ id: 'Norm' })
export type NormView = z.infer<typeof NormView>

export const ProfileView = z
  .object({
    rules: z.array(UnitRuleView),
    technicians: z.array(TechnicianView),
    qualifications: z.array(QualificationView),
    norms: z.array(NormView),
    ruleKinds: z.array(KindView),
    qualificationKinds: z.array(KindView),
    mayManage: z.boolean(),
  })
  .meta({ id: 'UnitProfile' })
export type ProfileView = z.infer<typeof ProfileView>

const created = { status: 201, body: z.object({ id: z.int() }) } as const
const done = { status: 204 } as const
const entryRefusals = [
  'profiles.instrument_unknown',
  'profiles.centre_unknown',
  'profiles.number_taken',
] as const
const technicianRefusals = [...entryRefusals, 'profiles.account_unknown'] as const
const qualificationRefusals = [
  ...entryRefusals,
  'profiles.kind_unknown',
  'profiles.dates_crossed',
  'profiles.file_unknown',
] as const
const ofTechnician = ofUnit.extend({ technicianId: Id })
const ofQualification = ofUnit.extend({ qualificationId: Id })
const ofNorm = ofUnit.extend({ normId: Id })

export const profilesContract = {
  profile: {
    method: 'GET',
    path: '/api/v1/units/:unitId/profile',
    summary: 'Rules in all versions, technicians, qualifications and norms of a unit',
    access: 'public',
    params: ofUnit,
    reply: { status: 200, body: ProfileView },
  },
  rule: {
    method: 'GET',
    path: '/api/v1/units/:unitId/rules/:ruleId',
    summary: 'One version of a rule with its text',
    access: 'public',
    params: ofUnit.extend({ ruleId: Id }),
    reply: { status: 200, body: UnitRuleView.extend({ body: z.string() }).meta({ id: 'UnitRuleText' }) },
  },
  publishRule: {
    method: 'POST',
    path: '/api/v1/units/:unitId/rules',
    summary: 'Publish the next version of a rule; earlier versions stay readable',
    access: 'unit.manage',
    params: ofUnit,
    body: z.object({
      kind: Needed(40),
      title: Needed(120),
      titleEn: Text(200).default(''),
      effectiveFrom: Day,
      body: Text(50_000).default(''),
      fileId: z.int().optional(),
    }),
    reply: created,
    refuses: [
      'profiles.kind_unknown',
      'profiles.rule_empty',
      'profiles.file_unknown',
      'profiles.effective_too_early',
      'profiles.published_meanwhile',
    ],
  },
  addProfileFile: {
    method: 'POST',
    path: '/api/v1/units/:unitId/profile-files',
    summary: 'Hand in a document for a rule or a qualification: PDF, Word, Excel, JPEG or PNG, up to 20 MB',
    access: 'unit.manage',
    params: ofUnit,
    query: z.object({ name: Needed(255) }),
    upload: { maxBytes: 20 * 1024 * 1024 },
    reply: { status: 201, body: z.object({ id: z.int(), name: z.string() }) },
    refuses: ['profiles.file_kind', 'file.too_large', 'file.empty'],
  },
  profileFile: {
    method: 'GET',
    path: '/api/v1/units/:unitId/profile-files/:fileId',
    summary: 'A document a rule or a qualification names',
    access: 'public',
    params: ofUnit.extend({ fileId: Id }),
    reply: { status: 200, file: true },
  },
  addTechnician: {
    method: 'POST',
    path: '/api/v1/units/:unitId/technicians',
    summary: 'Add a technician',
    access: 'unit.manage',
    params: ofUnit,
    body: TechnicianBody,
    reply: created,
    refuses: technicianRefusals,
  },
  editTechnician: {
    method: 'PUT',
    path: '/api/v1/units/:unitId/technicians/:technicianId',
    summary: 'Change a technician',
    access: 'unit.manage',
    params: ofTechnician,
    body: TechnicianBody,
    reply: done,
    refuses: technicianRefusals,
  },
  removeTechnician: {
    method: 'DELETE',
    path: '/api/v1/units/:unitId/technicians/:technicianId',
    summary: 'Remove a technician',
    access: 'unit.manage',
    params: ofTechnician,
    reply: done,
  },
  addQualification: {
    method: 'POST',
    path: '/api/v1/units/:unitId/qualifications',
    summary: 'Add a qualification with what it covers',
    access: 'unit.manage',
    params: ofUnit,
    body: QualificationBody,
    reply: created,
    refuses: qualificationRefusals,
  },
  editQualification: {
    method: 'PUT',
    path: '/api/v1/units/:unitId/qualifications/:qualificationId',
    summary: 'Change or renew a qualification',
    access: 'unit.manage',
    params: ofQualification,
    body: QualificationBody,
    reply: done,
    refuses: qualificationRefusals,
  },
  removeQualification: {
    method: 'DELETE',
    path: '/api/v1/units/:unitId/qualifications/:qualificationId',
    summary: 'Remove a qualification',
    access: 'unit.manage',
    params: ofQualification,
    reply: done,
  },
  addNorm: {
    method: 'POST',
    path: '/api/v1/units/:unitId/norms',
    summary: 'Add a standard or method by which the unit tests',
    access: 'unit.manage',
    params: ofUnit,
    body: NormBody,
    reply: created,
    refuses: entryRefusals,
  },
  editNorm: {
    method: 'PUT',
    path: '/api/v1/units/:unitId/norms/:normId',
    summary: 'Change a standard or method',
    access: 'unit.manage',
    params: ofNorm,
    body: NormBody,
    reply: done,
    refuses: entryRefusals,
  },
  removeNorm: {
    method: 'DELETE',
    path: '/api/v1/units/:unitId/norms/:normId',
    summary: 'Remove a standard or method',
    access: 'unit.manage',
    params: ofNorm,
    reply: done,
  },
} as const
