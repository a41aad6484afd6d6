import { z } from 'zod'
import { callings, campaignKinds, campaignStates, campaignSteps } from '../domain/campaign.ts'
import { owedReasons } from '../domain/campaign-owed.ts'
import { eligibilities, eligibilityReasons } from '../domain/eligibility-rules.ts'
import { reportStates } from '../domain/report-transitions.ts'

const Day = z.iso.date()
const Bilingual = z.object({ zh: z.string(), en: z.string() })
const Id = z.coerce.number().int()
const CampaignParams = z.object({ campaignId: Id })

const Kind = z.literal([...campaignKinds])
const OwedKind = z.literal([1, 2, 5, 7])

const decided = {
  name: z.string().trim().min(1).max(100),
  /** Version of the dated reporting rules: threshold and sources of funds. */
  ruleSet: z.string().min(1).max(50),
  /** Kinds of resource: 1 centre, 2 facility, 4 single instrument, 5 customs record, 7 yearly effect. */
  kinds: z.array(Kind).min(1).max(5).default([4]),
  /** Only what was entered in the asset account within these days. */
  bookedFrom: Day.optional(),
  bookedUntil: Day.optional(),
  called: z.enum(callings),
  /** Ids of departments or units, codes of cities; empty when all are called. */
  calledIds: z.array(z.string().max(20)).max(2000).default([]),
  reportBy: Day,
  forwardBy: Day.optional(),
  guidance: z.string().trim().max(10_000).default(''),
  promptBeforeDays: z.array(z.int().min(0).max(365)).max(10),
  promptEveryDays: z.int().min(1).max(90),
}
const CampaignWish = z.object(decided)

const FiguresView = z
  .object({
    instruments: z.int(),
    mustReport: z.int(),
    mayReport: z.int(),
    undecided: z.int(),
    excused: z.int(),
    /** Of those that must be reported. */
    byState: z.record(z.enum(reportStates), z.int()),
    handedIn: z.int(),
    accepted: z.int(),
    lateInUnit: z.int(),
    lateInProvince: z.int(),
  })
  .meta({ id: 'CampaignFigures' })
export type CampaignFiguresView = z.infer<typeof FiguresView>

const OwedFiguresView = z
  .object({
    kind: OwedKind,
    owed: z.int(),
    missing: z.int(),
    draft: z.int(),
    returned: z.int(),
    inReview: z.int(),
    accepted: z.int(),
    handedIn: z.int(),
    lateInUnit: z.int(),
  })
  .meta({ id: 'CampaignOwedFigures' })
export type OwedFiguresView = z.infer<typeof OwedFiguresView>

const HandOverView = z
  .object({
    kind: Kind,
    accepted: z.int(),
    handedOver: z.int(),
    /** Accepted, and the nation has not got this version yet. */
    open: z.int(),
    late: z.int(),
  })
  .meta({ id: 'CampaignHandOver' })
export type HandOverView = z.infer<typeof HandOverView>

export const CampaignOwedView = z
  .object({
    kind: OwedKind,
    /** Why the unit owes it. */
    reason: z.enum(owedReasons),
    subject: z.string(),
    recordId: z.int().optional(),
    /** Absent while nobody has begun it. */
    state: z.enum(reportStates).optional(),
    accepted: z.boolean(),
    late: z.boolean(),
    remains: z.boolean(),
  })
  .meta({ id: 'CampaignOwed' })
export type CampaignOwedView = z.infer<typeof CampaignOwedView>

const head = {
  id: z.int(),
  name: z.string(),
  state: z.enum(campaignStates),
  ruleSet: z.string(),
  reportBy: Day,
  forwardBy: Day.optional(),
  openedAt: z.string().optional(),
  closedAt: z.string().optional(),
}
export const CampaignRowView = z
  .object({
    ...head,
    figures: FiguresView.optional(),
    remaining: z.int().optional(),
    /** For those who hand over to the nation. */
    toHandOver: z.int().optional(),
  })
  .meta({ id: 'CampaignRow' })
export type CampaignRowView = z.infer<typeof CampaignRowView>

const RuleSetView = z
  .object({
    version: z.string(),
    title: Bilingual,
    effectiveFrom: Day,
    source: z.string(),
    thresholdWan: z.number(),
    publicFunds: z.array(z.string()),
    publicFundsRule: z.enum(['any', 'mainly']),
  })
  .meta({ id: 'ReportingRuleSet' })
export type RuleSetView = z.infer<typeof RuleSetView>

const AnnexView = z.object({ fileId: z.int(), name: z.string(), mediaType: z.string(), sizeBytes: z.int() })

export const CampaignView = z
  .object({
    ...head,
    ...decided,
    kinds: z.array(Kind),
    calledIds: z.array(z.string()),
    guidance: z.string(),
    revision: z.int(),
    rules: RuleSetView,
    annexes: z.array(AnnexView),
    figures: FiguresView,
    owed: z.array(OwedFiguresView),
    handOver: z.array(HandOverView),
    remaining: z.int(),
    /** Units called within the reader’s scope. */
    units: z.int(),
    createdByName: z.string(),
    mayManage: z.boolean(),
  })
  .meta({ id: 'Campaign' })
export type CampaignView = z.infer<typeof CampaignView>

const boardFilters = {
  by: z.enum(['unit', 'department', 'city']).default('unit'),
  departmentId: Id.optional(),
  cityCode: z.string().max(6).optional(),
}
export const BoardRowView = z
  .object({
    /** Id of the unit or department, code of the city. */
    key: z.string(),
    name: z.string(),
    units: z.int(),
    figures: FiguresView,
    owed: z.array(OwedFiguresView),
    handOver: z.array(HandOverView),
    remaining: z.int(),
    promptedOn: Day.optional(),
    prompts: z.int(),
  })
  .meta({ id: 'CampaignBoardRow' })
export type BoardRowView = z.infer<typeof BoardRowView>
export const BoardView = z
  .object({
    rows: z.array(BoardRowView),
    total: FiguresView,
    totalOwed: z.array(OwedFiguresView),
    totalHandOver: z.array(HandOverView),
    asOf: Day,
  })
  .meta({ id: 'CampaignBoard' })
export type BoardView = z.infer<typeof BoardView>

export const CampaignInstrumentView = z
  .object({
    instrumentId: z.int(),
    innerId: z.string(),
    name: z.string(),
    model: z.string(),
    worthFen: z.int().optional(),
    bookedOn: z.string().optional(),
    state: z.enum(reportStates),
    accepted: z.boolean(),
    handedIn: z.boolean(),
    late: z.enum(['unit', 'province']).optional(),
    remains: z.boolean(),
    eligibility: z.object({
      result: z.enum(eligibilities),
      reasons: z.array(z.enum(eligibilityReasons)),
      ruleSet: z.string(),
      thresholdWan: z.number(),
    }),
    updatedAt: z.string(),
  })
  .meta({ id: 'CampaignInstrument' })
export type CampaignInstrumentView = z.infer<typeof CampaignInstrumentView>

const wishRefusals = [
  'campaign.rule_set_unknown',
  'campaign.deadlines_crossed',
  'campaign.dates_crossed',
  'campaign.nobody_called',
] as const
const reply = { status: 200, body: CampaignView } as const

/** Rounds of reporting: opening, progress, closing. */
export const campaignContract = {
  campaigns: {
    method: 'GET',
    path: '/api/v1/campaigns',
    summary: 'Campaigns that call a unit within the reader’s scope, the latest deadline first',
    access: 'campaign.read',
    reply: { status: 200, body: z.object({ items: z.array(CampaignRowView) }) },
  },
  campaignChoices: {
    method: 'GET',
    path: '/api/v1/campaign-choices',
    summary: 'What a new campaign chooses from: dated rule sets, usual intervals of prompts',
    access: 'campaign.manage',
    reply: {
      status: 200,
      body: z.object({
        ruleSets: z.array(RuleSetView),
        promptBeforeDays: z.array(z.int()),
        promptEveryDays: z.int(),
      }),
    },
  },
  draftCampaign: {
    method: 'POST',
    path: '/api/v1/campaigns',
    summary: 'Prepare a campaign; nobody else sees it until it is opened',
    access: 'campaign.manage',
    body: CampaignWish,
    reply: { status: 201, body: CampaignView },
    refuses: wishRefusals,
  },
  campaign: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId',
    summary: 'A campaign with its rules, guidance, annexes and how far the reader’s units are',
    access: 'campaign.read',
    params: CampaignParams,
    reply,
  },
  changeCampaign: {
    method: 'PUT',
    path: '/api/v1/campaigns/:campaignId',
    summary: 'Change a campaign; once it is open its rule set, kinds and dates stay',
    access: 'campaign.manage',
    params: CampaignParams,
    body: CampaignWish.extend({ revision: z.int() }),
    reply,
    refuses: [...wishRefusals, 'campaign.wrong_state', 'campaign.fixed_once_open', 'changed_meanwhile'],
  },
  discardCampaign: {
    method: 'DELETE',
    path: '/api/v1/campaigns/:campaignId',
    summary: 'Throw away a campaign that was never opened',
    access: 'campaign.manage',
    params: CampaignParams,
    reply: { status: 204 },
    refuses: ['campaign.wrong_state'],
  },
  stepCampaign: {
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/steps',
    summary: 'Open a campaign, which tells its units, or close it, which keeps its figures for good',
    access: 'campaign.manage',
    params: CampaignParams,
    body: z.object({ step: z.enum(campaignSteps), revision: z.int() }),
    reply,
    refuses: [
      'campaign.wrong_state',
      'changed_meanwhile',
      'campaign.deadline_past',
      'campaign.nobody_called',
      'campaign.rule_set_unknown',
    ],
  },
  addCampaignAnnex: {
    method: 'POST',
    path: '/api/v1/campaigns/:campaignId/annexes',
    summary: 'Add an annex: PDF, Word, Excel, JPEG or PNG, up to 20 MB',
    access: 'campaign.manage',
    params: CampaignParams,
    query: z.object({ name: z.string().trim().min(1).max(255) }),
    upload: { maxBytes: 20 * 1024 * 1024 },
    reply: { status: 201, body: CampaignView },
    refuses: [
      'campaign.annex_kind',
      'campaign.too_many_annexes',
      'campaign.wrong_state',
      'file.too_large',
      'file.empty',
    ],
  },
  removeCampaignAnnex: {
    method: 'DELETE',
    path: '/api/v1/campaigns/:campaignId/annexes/:fileId',
    summary: 'Remove an annex of a campaign that is not closed',
    access: 'campaign.manage',
    params: z.object({ campaignId: Id, fileId: Id }),
    reply: { status: 204 },
    refuses: ['campaign.wrong_state'],
  },
  campaignAnnex: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/annexes/:fileId',
    summary: 'The file of an annex',
    access: 'campaign.read',
    params: z.object({ campaignId: Id, fileId: Id }),
    reply: { status: 200, file: true },
  },
  campaignBoard: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/board',
    summary: 'Progress by unit, department or city within the reader’s scope',
    access: 'campaign.read',
    params: CampaignParams,
    query: z.object(boardFilters),
    reply: { status: 200, body: BoardView },
  },
  exportCampaignBoard: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/board/sheet',
    summary: 'The board as a sheet',
    access: 'campaign.read',
    params: CampaignParams,
    query: z.object({ ...boardFilters, format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    reply: { status: 200, file: true },
  },
  campaignOwed: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/units/:unitId/records',
    summary: 'What a unit owes in a campaign besides its instruments, record by record, with why',
    access: 'campaign.read',
    params: z.object({ campaignId: Id, unitId: Id }),
    reply: { status: 200, body: z.object({ items: z.array(CampaignOwedView) }) },
  },
  campaignInstruments: {
    method: 'GET',
    path: '/api/v1/campaigns/:campaignId/units/:unitId/instruments',
    summary: 'The instruments of a unit in a campaign, each with why it must, may or may not be reported',
    access: 'campaign.read',
    params: z.object({ campaignId: Id, unitId: Id }),
    query: z.object({
      show: z.enum(['remaining', 'late', 'must', 'all']).default('remaining'),
      state: z.enum(reportStates).optional(),
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: {
      status: 200,
      body: z.object({
        unitName: z.string(),
        items: z.array(CampaignInstrumentView),
        total: z.int(),
        next: z.int().optional(),
      }),
    },
  },
} as const
