import { z } from 'zod'
import { certificateSources, certificateStandings } from '../domain/certificate.ts'
import { coverKinds } from '../domain/coverage.ts'

const Id = z.coerce.number().int().positive()
const Day = z.iso.date()
const Clock = z.string().regex(/^\d\d:\d\d$/)
const LevelCode = z.string().min(1).max(40)

export const CoverageBody = z.object({
  covers: z.enum(coverKinds),
  instrumentIds: z.array(z.int().positive()).max(500).default([]),
  centreId: z.int().positive().optional(),
  /** Code of a class of instruments, with all classes below it. */
  classCode: z.string().trim().max(12).default(''),
})
export const CoveredView = z.object({ id: z.int(), name: z.string(), nameEn: z.string() })
export const LevelView = z.object({ code: z.string(), name: z.string(), nameEn: z.string() })

export const CertificateView = z
  .object({
    id: z.int(),
    unitId: z.int(),
    unitName: z.string(),
    unitNameEn: z.string(),
    holderName: z.string(),
    holderUnitName: z.string(),
    holderUnitNameEn: z.string(),
    courseId: z.int().optional(),
    covers: z.enum(coverKinds),
    covered: z.array(CoveredView),
    level: z.string(),
    validFrom: Day,
    /** Last day; without one it does not end. */
    validUntil: Day.optional(),
    standing: z.enum(certificateStandings),
    source: z.enum(certificateSources),
    sourceNo: z.string(),
    version: z.int(),
    steps: z.array(z.object({ act: z.string(), reason: z.string(), byName: z.string(), at: z.string() })),
  })
  .meta({ id: 'UserCertificate' })
export type CertificateView = z.infer<typeof CertificateView>

export const RequirementView = z
  .object({
    version: z.int(),
    effectiveFrom: z.string(),
    /** Codes of levels; a level left out asks for nothing. */
    byDay: z.string().optional(),
    atNight: z.string().optional(),
    guided: z.string().optional(),
    nightFrom: z.string(),
    nightUntil: z.string(),
    changedByName: z.string(),
    changedAt: z.string(),
  })
  .meta({ id: 'QualificationRequirement' })
export type RequirementView = z.infer<typeof RequirementView>

export const RulesView = z
  .object({
    levels: z.array(LevelView),
    night: z.object({ from: z.string(), until: z.string() }),
    defaults: z.object({
      validMonths: z.int(),
      questions: z.int(),
      passPercent: z.int(),
      attempts: z.int(),
      waitHours: z.int(),
      minutes: z.int(),
    }),
    expiryPromptDays: z.array(z.int()),
  })
  .meta({ id: 'QualificationRules' })

/** Levels, certificates and what instruments ask. */
export const certificateContract = {
  qualificationRules: {
    method: 'GET',
    path: '/api/v1/qualification-rules',
    summary: 'Levels of qualification in their order, night, what is proposed for courses',
    access: 'public',
    reply: { status: 200, body: RulesView },
  },
  instrumentRequirement: {
    method: 'GET',
    path: '/api/v1/instruments/:instrumentId/qualification',
    summary: 'What an instrument asks of who uses it, now',
    access: 'public',
    params: z.object({ instrumentId: Id }),
    reply: {
      status: 200,
      body: RequirementView.pick({
        byDay: true,
        atNight: true,
        guided: true,
        nightFrom: true,
        nightUntil: true,
      })
        .partial()
        .meta({ id: 'InstrumentQualification' }),
    },
  },
  setRequirement: {
    method: 'PUT',
    path: '/api/v1/instruments/:instrumentId/qualification',
    summary: 'Ask for levels from a moment on, as the next version; bookings made before stay',
    access: 'training.manage',
    params: z.object({ instrumentId: Id }),
    body: z.object({
      /** The version last seen, 0 for none. */
      version: z.int().min(0),
      /** Now when left out. */
      effectiveFrom: z.iso.datetime({ offset: true }).optional(),
      byDay: LevelCode.optional(),
      atNight: LevelCode.optional(),
      guided: LevelCode.optional(),
      nightFrom: Clock,
      nightUntil: Clock,
    }),
    reply: { status: 200, body: z.object({ version: z.int() }) },
    refuses: [
      'qualification.level_unknown',
      'qualification.bad_night',
      'qualification.effective_too_early',
      'changed_meanwhile',
    ],
  },
  managedRequirements: {
    method: 'GET',
    path: '/api/v1/training-instruments',
    summary: 'The instruments whose training one keeps, with what each asks and all versions',
    access: 'training.manage',
    query: z.object({
      search: z.string().trim().max(100).default(''),
      after: z.coerce.number().int().min(0).default(0),
    }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(
          z
            .object({
              instrumentId: z.int(),
              unitId: z.int(),
              centreId: z.int().optional(),
              name: z.string(),
              nameEn: z.string(),
              innerId: z.string(),
              inForce: z.int().optional(),
              versions: z.array(RequirementView),
            })
            .meta({ id: 'TrainingInstrument' }),
        ),
        next: z.int().optional(),
      }),
    },
  },
  myCertificates: {
    method: 'GET',
    path: '/api/v1/account/certificates',
    summary: 'One’s own certificates with their history',
    access: 'signed-in',
    reply: { status: 200, body: z.object({ items: z.array(CertificateView) }) },
  },
  managedCertificates: {
    method: 'GET',
    path: '/api/v1/certificates',
    summary: 'Certificates for instruments whose training one keeps, those that end first; at most 500',
    access: 'training.manage',
    query: z.object({
      search: z.string().trim().max(100).default(''),
      state: z.enum(certificateStandings).optional(),
    }),
    reply: { status: 200, body: z.object({ items: z.array(CertificateView) }) },
  },
  issueCertificate: {
    method: 'POST',
    path: '/api/v1/units/:unitId/certificates',
    summary: 'Certify somebody directly; an earlier certificate for the same and no higher level is replaced',
    access: 'training.manage',
    params: z.object({ unitId: Id }),
    body: CoverageBody.extend({
      /** Login, e-mail or phone. */
      who: z.string().trim().min(1).max(200),
      level: LevelCode,
      validFrom: Day.optional(),
      validUntil: Day.optional(),
    }),
    reply: { status: 201, body: z.object({ id: z.int() }) },
    refuses: [
      'qualification.person_unknown',
      'qualification.person_ambiguous',
      'qualification.level_unknown',
      'qualification.dates_crossed',
    ],
  },
  changeCertificate: {
    method: 'POST',
    path: '/api/v1/certificates/:certificateId/standing',
    summary: 'Suspend a certificate, give it back, or revoke it, with the reason',
    access: 'training.manage',
    params: z.object({ certificateId: Id }),
    body: z.object({
      act: z.enum(['suspend', 'restore', 'revoke']),
      reason: z.string().trim().max(500),
      version: z.int().positive(),
    }),
    reply: { status: 204 },
    refuses: ['qualification.certificate_not_so', 'qualification.reason_needed', 'changed_meanwhile'],
  },
} as const
