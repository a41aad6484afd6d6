import { type Actor, actorMay, scopeOf, type ScopeFilter } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { codeTable } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  boardCells,
  type BoardInstrument,
  boardInstruments,
  type CalledUnit,
  unitsCalled,
} from '../data/campaign-board-query.ts'
import { handOverCells } from '../data/campaign-delivery-query.ts'
import { type Annex, annexesOf, campaignById, campaignsIn } from '../data/campaign-repository.ts'
import { type Campaign, campaignStates } from '../domain/campaign.ts'
import {
  type BoardFigures,
  boardFigures,
  isHandedIn,
  lateness,
  noFigures,
  remainingOf,
} from '../domain/campaign-board.ts'
import { type Owed, type OwedFigures, owedFigures, owedRemaining } from '../domain/campaign-owed.ts'
import {
  type HandOverCell,
  type HandOverFigures,
  handOverFigures,
  toHandOver,
} from '../domain/campaign-delivery.ts'
import { type EligibilityVerdict, eligibilityOf } from '../domain/eligibility-rules.ts'
import { owedOf, owedRulesOf } from './campaign-owed.ts'
import { reportingRules, type ReportingRules } from './campaign-rules-in-force.ts'

type Reading = Pick<Deps, 'db' | 'clock'>

/** The day in the province; deadlines are days there. */
export const todayOf = (deps: Pick<Deps, 'clock'>): string => dateIn(deps.clock.now(), 'Asia/Shanghai')

/** Lateness of a closed campaign stays what it was on the day it was closed. */
export const dayJudged = (deps: Reading, campaign: Campaign): string =>
  campaign.closedAt === undefined ? todayOf(deps) : dateIn(campaign.closedAt, 'Asia/Shanghai')

/** Drafts are for those who write them; of the rest one sees what calls a unit within one's scope. */
async function visible(db: Db, actor: Actor, campaign: Campaign, scope: ScopeFilter): Promise<boolean> {
  if (actorMay(actor, 'campaign.manage', {})) return true
  if (campaign.state === 'draft') return false
  return scope.everything || (await unitsCalled(db, campaign.id, scope)).length > 0
}

/** The campaign, if the actor may see it; for others it does not exist. */
export async function visibleCampaign(db: Db, actor: Actor, id: number): Promise<Campaign> {
  const campaign = await campaignById(db, id)
  const scope = scopeOf(actor, 'campaign.read')
  return found(
    campaign !== undefined && (await visible(db, actor, campaign, scope)) ? campaign : undefined,
    'campaign',
  )
}

async function figuresOf(
  deps: Reading,
  campaign: Campaign,
  rules: ReportingRules,
  scope: ScopeFilter,
): Promise<BoardFigures> {
  const cells = await boardCells(deps.db, campaign, rules, todayOf(deps), scope)
  return boardFigures(cells, rules, campaign, dayJudged(deps, campaign), () => '').get('') ?? noFigures
}

const counted = (deps: Reading, campaign: Campaign, owed: readonly Owed[]): OwedFigures[] =>
  owedFigures(owed, campaign.kinds, campaign, dayJudged(deps, campaign))

/** How far handing over to the nation is, by unit and kind, within a scope. */
export async function handedOverWithin(
  deps: Reading,
  campaign: Campaign,
  scope: ScopeFilter,
): Promise<HandOverCell[]> {
  const on = todayOf(deps)
  return handOverCells(deps.db, campaign, { on, rules: await owedRulesOf(deps.db, campaign, on) }, scope)
}
const handedOver = (deps: Reading, campaign: Campaign, cells: readonly HandOverCell[]): HandOverFigures[] =>
  handOverFigures(cells, campaign.kinds, campaign, dayJudged(deps, campaign))

/** Hand-ins and decisions that remain, over instruments and records of other kinds. */
const remainingWith = (figures: BoardFigures, owed: readonly OwedFigures[]): number =>
  remainingOf(figures) + owedRemaining(owed)

export interface ListedCampaign {
  readonly campaign: Campaign
  /** Of the units within the reader's scope; closed campaigns tell theirs when they are opened. */
  readonly figures: BoardFigures | undefined
  readonly remaining: number | undefined
  /** Accepted records of open campaigns the nation has not got yet; told to those who hand over. */
  readonly toHandOver: number | undefined
}

/** Campaigns the actor may see, the latest deadline first; open ones with how far the actor's units are. */
export async function listCampaigns(deps: Reading, actor: Actor): Promise<ListedCampaign[]> {
  const scope = scopeOf(actor, 'campaign.read')
  const listed: ListedCampaign[] = []
  for (const campaign of await campaignsIn(deps.db, campaignStates)) {
    if (!(await visible(deps.db, actor, campaign, scope))) continue
    const figures =
      campaign.state === 'open'
        ? await figuresOf(deps, campaign, await reportingRules(deps.db, campaign.ruleSet), scope)
        : undefined
    const owed = figures === undefined ? [] : counted(deps, campaign, await owedOf(deps, campaign, scope))
    const passesOn = campaign.state === 'open' && actorMay(actor, 'campaign.manage', {})
    listed.push({
      ...{ campaign, figures },
      toHandOver: passesOn
        ? toHandOver(handedOver(deps, campaign, await handedOverWithin(deps, campaign, scope)))
        : undefined,
      remaining: figures === undefined ? undefined : remainingWith(figures, owed),
    })
  }
  return listed
}

export interface WholeCampaign {
  readonly campaign: Campaign
  readonly rules: ReportingRules
  readonly annexes: readonly Annex[]
  readonly figures: BoardFigures
  /** Records of other kinds, by kind. */
  readonly owed: readonly OwedFigures[]
  readonly handOver: readonly HandOverFigures[]
  readonly remaining: number
  readonly units: number
  readonly mayManage: boolean
}

/** A campaign with its rules, its annexes and how far the actor's units are. */
export async function readCampaign(deps: Reading, actor: Actor, id: number): Promise<WholeCampaign> {
  const campaign = await visibleCampaign(deps.db, actor, id)
  const scope = scopeOf(actor, 'campaign.read')
  const rules = await reportingRules(deps.db, campaign.ruleSet)
  const figures = await figuresOf(deps, campaign, rules, scope)
  const owed = counted(deps, campaign, await owedOf(deps, campaign, scope))
  return {
    campaign,
    rules,
    annexes: await annexesOf(deps.db, id),
    ...{ figures, owed, remaining: remainingWith(figures, owed) },
    handOver: handedOver(deps, campaign, await handedOverWithin(deps, campaign, scope)),
    units: (await unitsCalled(deps.db, id, scope)).length,
    mayManage: actorMay(actor, 'campaign.manage', {}),
  }
}

export const boardGroups = ['unit', 'department', 'city'] as const
export type BoardGroup = (typeof boardGroups)[number]

export interface BoardRow {
  /** Id of the unit or department, code of the city; empty when none is known. */
  readonly key: string
  readonly name: Bilingual
  readonly units: number
  readonly figures: BoardFigures
  /** Records of other kinds, by kind. */
  readonly owed: readonly OwedFigures[]
  readonly handOver: readonly HandOverFigures[]
  /** Hand-ins and decisions that remain. */
  readonly remaining: number
  readonly promptedOn: string | undefined
  readonly prompts: number
}
export interface Board {
  readonly campaign: Campaign
  readonly rows: readonly BoardRow[]
  readonly total: BoardFigures
  readonly totalOwed: readonly OwedFigures[]
  readonly totalHandOver: readonly HandOverFigures[]
  /** The day lateness was judged on. */
  readonly asOf: string
}

export interface BoardWish {
  readonly by: BoardGroup
  readonly departmentId?: number | undefined
  readonly cityCode?: string | undefined
}

const keyOf = (unit: CalledUnit, by: BoardGroup): string =>
  ({ unit: String(unit.unitId), department: String(unit.departmentId ?? ''), city: unit.cityCode ?? '' })[by]

async function namesOf(db: Db, by: BoardGroup): Promise<(unit: CalledUnit) => Bilingual> {
  if (by === 'unit') return ({ name, nameEn }) => ({ zh: name, en: nameEn || name })
  if (by === 'department')
    return ({ departmentName, departmentNameEn }) => ({
      zh: departmentName ?? '',
      en: departmentNameEn ?? departmentName ?? '',
    })
  const areas = await codeTable(db, 'areas')
  return ({ cityCode }) => {
    const area = areas?.byCode.get(cityCode ?? '')
    return { zh: area?.name ?? cityCode ?? '', en: area?.nameEn ?? area?.name ?? cityCode ?? '' }
  }
}

/** Progress by unit, department or city, within the actor's scope; units without an instrument stand there too. */
export async function readBoard(deps: Reading, actor: Actor, id: number, wish: BoardWish): Promise<Board> {
  const campaign = await visibleCampaign(deps.db, actor, id)
  const scope = scopeOf(actor, 'campaign.read')
  const rules = await reportingRules(deps.db, campaign.ruleSet)
  const asOf = dayJudged(deps, campaign)
  const units = (await unitsCalled(deps.db, id, scope)).filter(
    (unit) =>
      (wish.departmentId === undefined || unit.departmentId === wish.departmentId) &&
      (wish.cityCode === undefined || unit.cityCode === wish.cityCode),
  )
  const byId = new Map(units.map((unit) => [unit.unitId, unit]))
  const cells = (await boardCells(deps.db, campaign, rules, todayOf(deps), scope)).filter(({ unitId }) =>
    byId.has(unitId),
  )
  const groupOf = (unitId: number) => {
    const unit = byId.get(unitId)
    return unit === undefined ? '' : keyOf(unit, wish.by)
  }
  const figures = boardFigures(cells, rules, campaign, asOf, groupOf)
  const owed = (await owedOf(deps, campaign, scope)).filter(({ unitId }) => byId.has(unitId))
  const owedBy = Map.groupBy(owed, ({ unitId }) => groupOf(unitId))
  const passed = (await handedOverWithin(deps, campaign, scope)).filter(({ unitId }) => byId.has(unitId))
  const passedBy = Map.groupBy(passed, ({ unitId }) => groupOf(unitId))
  const nameOf = await namesOf(deps.db, wish.by)
  const rows = [...Map.groupBy(units, (unit) => keyOf(unit, wish.by))].map(([key, members]) => {
    const own = figures.get(key) ?? noFigures
    const ownOwed = counted(deps, campaign, owedBy.get(key) ?? [])
    const [first] = members
    return {
      ...{ key, units: members.length, figures: own, owed: ownOwed, remaining: remainingWith(own, ownOwed) },
      handOver: handedOver(deps, campaign, passedBy.get(key) ?? []),
      name: first === undefined ? { zh: '', en: '' } : nameOf(first),
      promptedOn:
        members
          .map((unit) => unit.promptedOn ?? '')
          .toSorted()
          .at(-1) || undefined,
      prompts: members.reduce((sum, unit) => sum + unit.prompts, 0),
    }
  })
  const total = boardFigures(cells, rules, campaign, asOf, () => '').get('') ?? noFigures
  return {
    ...{ campaign, rows, total, asOf, totalOwed: counted(deps, campaign, owed) },
    totalHandOver: handedOver(deps, campaign, passed),
  }
}

export interface CampaignInstrument extends BoardInstrument {
  readonly eligibility: EligibilityVerdict
  readonly handedIn: boolean
  readonly late: 'unit' | 'province' | undefined
  /** Whether the unit still has to hand it in, or to complete what decides whether it must. */
  readonly remains: boolean
}

/** The instruments of a unit in a campaign, each with why it must, may or may not be reported. */
export async function campaignInstruments(
  deps: Reading,
  actor: Actor,
  id: number,
  unitId: number,
): Promise<{ instruments: CampaignInstrument[]; unitName: Bilingual }> {
  const campaign = await visibleCampaign(deps.db, actor, id)
  const [unit] = await unitsCalled(deps.db, id, scopeOf(actor, 'campaign.read'), unitId)
  const { name, nameEn } = found(unit, 'unit')
  const rules = await reportingRules(deps.db, campaign.ruleSet)
  const asOf = dayJudged(deps, campaign)
  const instruments = (await boardInstruments(deps.db, campaign, unitId, todayOf(deps))).map((one) => {
    const eligibility = eligibilityOf(
      {
        ...{ worthFen: one.worthFen ?? undefined, funds: one.funds, secrecy: one.secrecy },
        ...{ disposedOn: one.disposedOn ?? undefined, excused: one.excused },
      },
      rules,
    )
    const must = eligibility.result === 'must_report'
    const handedIn = isHandedIn(one)
    return {
      ...one,
      eligibility,
      handedIn,
      late: must ? lateness(one, campaign, asOf) : undefined,
      remains: (must && !handedIn) || eligibility.result === 'undecided',
    }
  })
  return { instruments, unitName: { zh: name, en: nameEn || name } }
}
