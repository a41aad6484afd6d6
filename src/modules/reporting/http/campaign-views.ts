import { inLocale, type Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type {
  BoardView,
  CampaignInstrumentView,
  CampaignRowView,
  CampaignView,
} from '../contract/campaigns.ts'
import type { ReportingRules } from '../use-cases/campaign-rules-in-force.ts'
import type { Board, CampaignInstrument, ListedCampaign, WholeCampaign } from '../use-cases/read-campaign.ts'

const zone = 'Asia/Shanghai'
type Present<T> = { [K in keyof T]: Exclude<T[K], null | undefined> }
/** Leaves out what is not known, as the contract's optional fields want. */
const present = <T extends object>(fields: T): Partial<Present<T>> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<Present<T>>

const headOf = ({ campaign }: Pick<ListedCampaign, 'campaign'>) => {
  const { id, name, state, ruleSet, reportBy, forwardBy, openedAt, closedAt } = campaign
  return {
    ...{ id, name, state, ruleSet, reportBy },
    ...present({
      forwardBy,
      openedAt: openedAt === undefined ? undefined : isoIn(openedAt, zone),
      closedAt: closedAt === undefined ? undefined : isoIn(closedAt, zone),
    }),
  }
}

export const campaignRowView = (listed: ListedCampaign): CampaignRowView => ({
  ...headOf(listed),
  ...(listed.figures === undefined
    ? {}
    : {
        figures: listed.figures,
        ...present({ remaining: listed.remaining, toHandOver: listed.toHandOver }),
      }),
})

export const ruleSetView = (rules: ReportingRules) => ({
  version: rules.version,
  title: rules.title,
  effectiveFrom: rules.effectiveFrom,
  source: rules.source,
  thresholdWan: rules.thresholdWan,
  publicFunds: [...rules.publicFunds],
  publicFundsRule: rules.publicFundsRule,
})

export function campaignView(whole: WholeCampaign): CampaignView {
  const { campaign, figures } = whole
  const { bookedFrom, bookedUntil, called, guidance, promptEveryDays, revision, createdByName } = campaign
  return {
    ...headOf(whole),
    ...present({ bookedFrom, bookedUntil }),
    ...{ called, guidance, promptEveryDays, revision, createdByName, figures },
    kinds: [...campaign.kinds],
    calledIds: [...campaign.calledIds],
    promptBeforeDays: [...campaign.promptBeforeDays],
    rules: ruleSetView(whole.rules),
    annexes: whole.annexes.map((annex) => ({ ...annex })),
    owed: whole.owed.map((one) => ({ ...one })),
    handOver: whole.handOver.map((one) => ({ ...one })),
    remaining: whole.remaining,
    units: whole.units,
    mayManage: whole.mayManage,
  }
}

export const boardView = (board: Board, locale: Locale): BoardView => ({
  rows: board.rows.map(({ name, promptedOn, owed, handOver, ...row }) => ({
    ...row,
    owed: owed.map((one) => ({ ...one })),
    handOver: handOver.map((one) => ({ ...one })),
    name: inLocale(name, locale),
    ...present({ promptedOn }),
  })),
  total: board.total,
  totalHandOver: board.totalHandOver.map((one) => ({ ...one })),
  totalOwed: board.totalOwed.map((one) => ({ ...one })),
  asOf: board.asOf,
})

export function campaignInstrumentView(one: CampaignInstrument): CampaignInstrumentView {
  const { instrumentId, innerId, name, model, state, accepted, handedIn, remains, eligibility } = one
  return {
    ...{ instrumentId, innerId, name, model, state, accepted, handedIn, remains },
    ...present({ worthFen: one.worthFen, bookedOn: one.bookedOn, late: one.late }),
    eligibility: { ...eligibility, reasons: [...eligibility.reasons] },
    updatedAt: isoIn(one.updatedAt, zone),
  }
}
