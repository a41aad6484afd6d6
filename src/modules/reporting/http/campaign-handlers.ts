import { inLocale } from '#kernel/locale.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes, writeSheet } from '#platform/sheets/write-sheet.ts'
import type { campaignContract } from '../contract/campaigns.ts'
import type { CampaignWish } from '../domain/campaign.ts'
import { addAnnex, readAnnex, removeAnnex } from '../use-cases/campaign-annexes.ts'
import { promptRulesOn, reportingRuleSets } from '../use-cases/campaign-rules-in-force.ts'
import { campaignSheet } from '../use-cases/campaign-sheet.ts'
import { changeCampaign, discardCampaign, draftCampaign, stepCampaign } from '../use-cases/manage-campaign.ts'
import {
  type CampaignInstrument,
  campaignInstruments,
  listCampaigns,
  readBoard,
  readCampaign,
  todayOf,
} from '../use-cases/read-campaign.ts'
import { campaignOwed } from '../use-cases/read-owed.ts'
import {
  boardView,
  campaignInstrumentView,
  campaignRowView,
  campaignView,
  ruleSetView,
} from './campaign-views.ts'

/** Absent and undefined are one to a wish. */
const wishOf = (
  body: Omit<CampaignWish, 'bookedFrom' | 'bookedUntil' | 'forwardBy'> & object,
): CampaignWish => ({
  bookedFrom: undefined,
  bookedUntil: undefined,
  forwardBy: undefined,
  ...body,
})

const shows = {
  remaining: (one: CampaignInstrument) => one.remains,
  late: (one: CampaignInstrument) => one.late !== undefined,
  must: (one: CampaignInstrument) => one.eligibility.result === 'must_report',
  all: () => true,
} as const

export const campaignHandlers: Handlers<typeof campaignContract, Deps> = {
  async campaigns({ actor }, deps) {
    return { items: (await listCampaigns(deps, actor)).map(campaignRowView) }
  },
  async campaignChoices(_call, deps) {
    const prompts = await promptRulesOn(deps.db, todayOf(deps))
    return {
      ruleSets: (await reportingRuleSets(deps.db)).map(ruleSetView),
      promptBeforeDays: [...prompts.campaign.beforeDays],
      promptEveryDays: prompts.campaign.everyDays,
    }
  },
  async draftCampaign({ actor, body }, deps) {
    const id = await draftCampaign(deps, actor, wishOf(body))
    return campaignView(await readCampaign(deps, actor, id))
  },
  async campaign({ actor, params }, deps) {
    return campaignView(await readCampaign(deps, actor, params.campaignId))
  },
  async changeCampaign({ actor, params, body }, deps) {
    const { revision, ...wish } = body
    await changeCampaign(deps, actor, params.campaignId, { wish: wishOf(wish), revision })
    return campaignView(await readCampaign(deps, actor, params.campaignId))
  },
  async discardCampaign({ actor, params }, deps) {
    await discardCampaign(deps, actor, params.campaignId)
    return undefined
  },
  async stepCampaign({ actor, params, body }, deps) {
    await stepCampaign(deps, actor, params.campaignId, body)
    return campaignView(await readCampaign(deps, actor, params.campaignId))
  },
  async addCampaignAnnex({ actor, params, query, upload }, deps) {
    await addAnnex(deps, actor, params.campaignId, { name: query.name, bytes: upload })
    return campaignView(await readCampaign(deps, actor, params.campaignId))
  },
  async removeCampaignAnnex({ actor, params }, deps) {
    await removeAnnex(deps, actor, params)
    return undefined
  },
  async campaignAnnex({ actor, params }, deps) {
    const { name, mediaType, bytes } = await readAnnex(deps, actor, params)
    return { fileName: name, mediaType, bytes }
  },
  async campaignBoard({ actor, locale, params, query }, deps) {
    return boardView(await readBoard(deps, actor, params.campaignId, query), locale)
  },
  async exportCampaignBoard({ actor, locale, params, query }, deps) {
    const sheet = await campaignSheet(deps, actor, params.campaignId, query, locale)
    return {
      fileName: `${sheet.name}.${query.format}`,
      mediaType: sheetMediaTypes[query.format],
      bytes: writeSheet(query.format, sheet),
    }
  },
  async campaignOwed({ actor, params }, deps) {
    const owed = await campaignOwed(deps, actor, params.campaignId, params.unitId)
    return {
      items: owed.map(({ kind, reason, subject, accepted, late, remains, recordId, state }) => ({
        ...{ kind, reason, subject, accepted, late, remains },
        ...(recordId === undefined ? {} : { recordId }),
        ...(state === undefined ? {} : { state }),
      })),
    }
  },
  async campaignInstruments({ actor, locale, params, query }, deps) {
    const { instruments, unitName } = await campaignInstruments(deps, actor, params.campaignId, params.unitId)
    const wanted = instruments
      .filter(shows[query.show])
      .filter(({ state }) => query.state === undefined || state === query.state)
    const end = query.after + query.limit
    return {
      unitName: inLocale(unitName, locale),
      items: wanted.slice(query.after, end).map(campaignInstrumentView),
      total: wanted.length,
      ...(wanted.length > end ? { next: end } : {}),
    }
  },
}
