import { z } from 'zod'
import { drawOutcomes, drawStates, drawVerdicts } from '../domain/review-draw.ts'
import { reviewLevels } from '../domain/review-rules.ts'
import { reviewSubjects } from '../domain/review-subject.ts'
import { EligibilityView } from './eligibility.ts'
import { CommentView } from './comments.ts'
import { recordKinds } from './record-kinds.ts'
import { Comment, Reasons, ReportStepView, stepRefusals } from './steps.ts'

const Level = z.enum(reviewLevels)
/** What is judged; without a word, the reports of single instruments. */
const Of = z.enum(reviewSubjects)
const OfOrInstrument = Of.default('instrument')
const InstrumentParams = z.object({ instrumentId: z.coerce.number().int() })
const RecordParams = z.object({ resourceId: z.coerce.number().int() })
const DrawParams = z.object({ drawId: z.coerce.number().int() })
const ReasonView = z.object({ element: z.string(), reason: z.string() })

export const WaitingReportView = z
  .object({
    /** The instrument or the record. */
    subjectId: z.int(),
    /** Of a record of another kind. */
    kind: z.enum(recordKinds).optional(),
    unitId: z.int(),
    unitName: z.string(),
    unitNameEn: z.string(),
    innerId: z.string(),
    name: z.string(),
    nameEn: z.string(),
    model: z.string(),
    worthFen: z.int().optional(),
    className: z.string().optional(),
    version: z.int(),
    acceptedVersion: z.int().optional(),
    problems: z.int(),
    /** Of instruments only. */
    eligibility: EligibilityView.optional(),
    since: z.string(),
    late: z.boolean(),
    openComments: z.int(),
    claim: z.object({ name: z.string(), mine: z.boolean(), until: z.string() }).optional(),
    drawId: z.int().optional(),
    verdict: z.enum(drawVerdicts).optional(),
  })
  .meta({ id: 'WaitingReport' })
export type WaitingReportView = z.infer<typeof WaitingReportView>

const queueFilters = {
  level: Level,
  of: OfOrInstrument,
  /** Of records: the kind. */
  kind: z.enum(recordKinds).optional(),
  /** Only what this campaign calls: its units, kinds and dates of account entry. */
  campaignId: z.coerce.number().int().optional(),
  unitId: z.coerce.number().int().optional(),
  departmentId: z.coerce.number().int().optional(),
  city: z.string().max(6).optional(),
  classCode: z.string().max(6).optional(),
  /** 万元 */
  worthFrom: z.coerce.number().min(0).max(10_000_000).optional(),
  worthTo: z.coerce.number().min(0).max(10_000_000).optional(),
  words: z.string().trim().max(100).optional(),
  late: z.literal('yes').optional(),
  claim: z.enum(['mine', 'free']).optional(),
  drawId: z.coerce.number().int().optional(),
}

export const ReviewView = z
  .object({
    subjectId: z.int(),
    version: z.int(),
    acceptedVersion: z.int().optional(),
    rows: z.array(
      z.object({
        element: z.string(),
        label: z.string(),
        section: z.string(),
        /** As the public sees it. */
        before: z.string(),
        after: z.string(),
        changed: z.boolean(),
        changedSinceReturn: z.boolean(),
      }),
    ),
    /** Doubts of the program, beside the element they are about. */
    checks: z.array(
      z.object({
        element: z.string(),
        code: z.string(),
        level: z.enum(['error', 'warning']),
        message: z.string(),
      }),
    ),
    pictureIds: z.array(z.int()),
    /** As the public sees them. */
    picturesBefore: z.array(z.int()),
    comments: z.array(CommentView),
    /** Why it was returned before, each reason with what became of it. */
    returned: z
      .object({
        step: ReportStepView,
        answers: z.array(ReasonView.extend({ answer: z.enum(['changed', 'unchanged', 'whole']) })),
      })
      .optional(),
    may: z.object({ comment: z.boolean(), commentInUnit: z.boolean() }),
  })
  .meta({ id: 'Review' })
export type ReviewView = z.infer<typeof ReviewView>

export const DrawView = z
  .object({
    drawId: z.int(),
    of: Of,
    level: Level,
    state: z.enum(drawStates),
    filter: z.record(z.string(), z.unknown()),
    seed: z.string(),
    ruleVersion: z.string(),
    rule: z.object({ share: z.number(), leastInUnit: z.int(), greatestWrongShare: z.number() }),
    results: z.array(
      z.object({
        unitId: z.int(),
        population: z.int(),
        sampled: z.int(),
        wrong: z.int(),
        outcome: z.enum(drawOutcomes).optional(),
      }),
    ),
    drawnByName: z.string(),
    drawnAt: z.string(),
    closedByName: z.string().optional(),
    closedAt: z.string().optional(),
  })
  .meta({ id: 'ReviewDraw' })
export type DrawView = z.infer<typeof DrawView>

export const DecisionResultView = z
  .object({
    done: z.array(z.int()),
    refused: z.array(
      z.object({
        subjectId: z.int(),
        refusals: z.array(z.looseObject({ code: z.string(), message: z.string() })),
      }),
    ),
  })
  .meta({ id: 'DecisionResult' })
export type DecisionResultView = z.infer<typeof DecisionResultView>

const DrawnReportView = z.object({
  subjectId: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  unitNameEn: z.string(),
  name: z.string(),
  nameEn: z.string(),
  innerId: z.string(),
  version: z.int(),
  sampled: z.boolean(),
  verdict: z.enum(drawVerdicts),
  reasons: z.array(ReasonView),
  comment: z.string(),
  judgedByName: z.string().optional(),
})

/** Judging many reports: queue, checks, claims, draws. */
export const reviewingContract = {
  reviewQueue: {
    method: 'GET',
    path: '/api/v1/review-queue',
    summary:
      'What waits for a judgement, reports of instruments or records of other kinds, longest waiting first, with who has taken what',
    access: 'instrument.read_unpublished',
    query: z.object({
      ...queueFilters,
      after: z.string().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(WaitingReportView),
        next: z.string().optional(),
        total: z.int(),
        late: z.int(),
        /** Waiting since before this moment is late. */
        lateSince: z.string(),
        claims: z.array(z.object({ name: z.string(), count: z.int(), until: z.string() })),
      }),
    },
  },
  review: {
    method: 'GET',
    path: '/api/v1/reports/:instrumentId/review',
    summary:
      'Everything needed to judge one report: differences, checks, comments, answers to the last return',
    access: 'instrument.read_unpublished',
    params: InstrumentParams,
    reply: { status: 200, body: ReviewView },
  },
  recordReview: {
    method: 'GET',
    path: '/api/v1/resource-records/:resourceId/review',
    summary: 'Everything needed to judge one record of another kind than the single instrument',
    access: 'instrument.read_unpublished',
    params: RecordParams,
    reply: { status: 200, body: ReviewView },
  },
  sendDecisions: {
    method: 'POST',
    path: '/api/v1/review-decisions',
    summary: 'Judge several reports, each with its own reasons; a decision sent twice is taken once',
    access: 'report.review',
    body: z.object({
      level: Level,
      of: OfOrInstrument,
      decisions: z
        .array(
          z.object({
            /** Chosen by the sender. */
            key: z.string().min(8).max(64).optional(),
            subjectId: z.int(),
            version: z.int(),
            accepts: z.boolean(),
            reasons: Reasons,
            comment: Comment,
          }),
        )
        .min(1)
        .max(200),
    }),
    reply: { status: 200, body: DecisionResultView },
    refuses: stepRefusals,
  },
  returnReasons: {
    method: 'GET',
    path: '/api/v1/review-reasons',
    summary: 'Frequent reasons to return, the reader’s last ones first',
    access: 'report.review',
    reply: {
      status: 200,
      body: z.object({
        items: z.array(z.object({ id: z.string(), element: z.string(), text: z.string() })),
      }),
    },
  },
  claimReports: {
    method: 'POST',
    path: '/api/v1/review-claims',
    summary: 'Take waiting reports for oneself for a while, or give them back',
    access: 'report.review',
    body: z.object({
      of: OfOrInstrument,
      subjectIds: z.array(z.int()).min(1).max(500),
      release: z.boolean().default(false),
    }),
    reply: { status: 200, body: z.object({ subjectIds: z.array(z.int()) }) },
  },
  amendments: {
    method: 'GET',
    path: '/api/v1/review-amendments',
    summary: 'Changes of accepted records shown without a review, newest first',
    access: 'instrument.read_unpublished',
    query: z.object({
      of: OfOrInstrument,
      after: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: {
      status: 200,
      body: z.object({
        items: z.array(
          z.object({
            stepId: z.int(),
            subjectId: z.int(),
            unitName: z.string(),
            unitNameEn: z.string(),
            name: z.string(),
            nameEn: z.string(),
            innerId: z.string(),
            version: z.int(),
            actorName: z.string(),
            at: z.string(),
          }),
        ),
        next: z.string().optional(),
      }),
    },
  },
  draws: {
    method: 'GET',
    path: '/api/v1/review-draws',
    summary: 'Samples drawn from the queue, newest first',
    access: 'report.review',
    query: z.object({ level: Level }),
    reply: { status: 200, body: z.object({ items: z.array(DrawView) }) },
  },
  draw: {
    method: 'POST',
    path: '/api/v1/review-draws',
    summary:
      'Draw a random sample from what a filter finds; the seed is kept so that the draw can be verified',
    access: 'report.review',
    body: z.object(queueFilters),
    reply: { status: 201, body: z.object({ drawId: z.int() }) },
    refuses: ['reporting.nothing_to_draw', 'reporting.too_many_to_draw', 'changed_meanwhile'],
  },
  drawDetail: {
    method: 'GET',
    path: '/api/v1/review-draws/:drawId',
    summary: 'One draw with all it was drawn from, and whether the seed gives the same sample again',
    access: 'report.review',
    params: DrawParams,
    reply: {
      status: 200,
      body: DrawView.extend({ members: z.array(DrawnReportView), verified: z.boolean() }),
    },
  },
  judgeSample: {
    method: 'PUT',
    path: '/api/v1/review-draws/:drawId/verdicts',
    summary: 'Say which reports of the sample are correct and which are wrong, with reasons',
    access: 'report.review',
    params: DrawParams,
    body: z.object({
      verdicts: z
        .array(
          z.object({
            subjectId: z.int(),
            verdict: z.enum(drawVerdicts),
            reasons: Reasons,
            comment: Comment,
          }),
        )
        .min(1)
        .max(200),
    }),
    reply: { status: 204 },
    refuses: ['reporting.draw_closed', 'reporting.not_in_sample', 'reporting.reason_needed'],
  },
  concludeDraw: {
    method: 'POST',
    path: '/api/v1/review-draws/:drawId/conclusion',
    summary: 'Accept or return everything a draw stands for, unit by unit, as the errors found demand',
    access: 'report.review',
    params: DrawParams,
    reply: { status: 200, body: DecisionResultView },
    refuses: ['reporting.draw_closed', 'reporting.sample_not_judged'],
  },
  cancelDraw: {
    method: 'DELETE',
    path: '/api/v1/review-draws/:drawId',
    summary: 'Give an open draw up; its reports wait as before and the draw stays on record',
    access: 'report.review',
    params: DrawParams,
    reply: { status: 204 },
    refuses: ['reporting.draw_closed'],
  },
} as const
