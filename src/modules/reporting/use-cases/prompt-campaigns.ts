import { dateIn } from '#kernel/time.ts'
import type { NewNotice, Notifying } from '#modules/notices/index.ts'
import { notify } from '#modules/notices/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { boardCells, everywhere } from '../data/campaign-board-query.ts'
import {
  callUnits,
  campaignsIn,
  lockedCampaign,
  notePrompts,
  promptedUnits,
} from '../data/campaign-repository.ts'
import type { Campaign } from '../domain/campaign.ts'
import { type BoardFigures, boardFigures, noFigures, remainingOf } from '../domain/campaign-board.ts'
import { owedRemains } from '../domain/campaign-owed.ts'
import { handOverFigures, toHandOver } from '../domain/campaign-delivery.ts'
import { type Occasion, occasionOn } from '../domain/campaign-prompts.ts'
import { owedOf } from './campaign-owed.ts'
import { reportingRules } from './campaign-rules-in-force.ts'
import { handedOverWithin, todayOf } from './read-campaign.ts'

type Prompting = Pick<Deps, 'db' | 'clock' | 'log'> & Notifying

/** So many units are told in one transaction; a killed worker loses at most these, and nobody is told twice. */
const unitsAtOnce = 25

const holding = (unitId: number, late: boolean): NewNotice['to'] =>
  (['unit_reporter', 'unit_reviewer', ...(late ? (['unit_administrator'] as const) : [])] as const).map(
    (role) => ({
      ...{ role, scope: 'unit' as const, scopeId: String(unitId) },
    }),
  )

interface Due {
  readonly unitId: number
  readonly figures: BoardFigures
  /** Of instruments and of records of other kinds. */
  readonly remaining: number
}

/** What a unit is told: how much remains, how much was returned, until when. */
const unitNotice = (
  campaign: Campaign,
  occasion: Occasion,
  { unitId, figures, remaining }: Due,
): NewNotice => ({
  to: holding(unitId, occasion.late),
  topic: 'campaign',
  code: occasion.late ? 'campaign.late' : 'campaign.due',
  details: {
    ...{ name: campaign.name, reportBy: campaign.reportBy, remaining },
    ...{ returned: figures.byState.returned, undecided: figures.undecided },
  },
  link: `/campaigns/${campaign.id}?unit=${unitId}`,
  onceKey: `campaign ${campaign.id} unit ${unitId} ${occasion.day}`,
})

/** Units that still have something to hand in and were not prompted on this occasion yet. */
async function unitsDue(deps: Prompting, campaign: Campaign, occasion: Occasion): Promise<Due[]> {
  const rules = await reportingRules(deps.db, campaign.ruleSet)
  const cells = await boardCells(deps.db, campaign, rules, todayOf(deps), everywhere)
  const figures = boardFigures(cells, rules, campaign, todayOf(deps), (unitId) => unitId)
  const told = await promptedUnits(deps.db, campaign.id, occasion.day)
  const owed = Map.groupBy(await owedOf(deps, campaign, everywhere), ({ unitId }) => unitId)
  return [...new Set([...figures.keys(), ...owed.keys()])]
    .map((unitId) => {
      const own = figures.get(unitId) ?? noFigures
      const left = (owed.get(unitId) ?? []).filter(owedRemains).length
      return { unitId, figures: own, remaining: remainingOf(own) + left }
    })
    .filter(({ unitId, remaining }) => remaining > 0 && !told.has(unitId))
    .toSorted((a, b) => a.unitId - b.unitId)
}

async function promptSome(
  tx: Tx,
  deps: Prompting,
  campaign: Campaign,
  occasion: Occasion,
  some: readonly Due[],
): Promise<number> {
  // Whoever closes it meanwhile waits for this, or this finds it closed.
  const standing = await lockedCampaign(tx, campaign.id)
  if (standing?.state !== 'open') return 0
  const told = await notify(
    tx,
    deps,
    some.map((due) => unitNotice(campaign, occasion, due)),
  )
  const prompts = some.map(({ unitId, remaining }) => ({
    ...{ unitId, occasion: occasion.day, remaining },
  }))
  await notePrompts(tx, campaign.id, prompts, deps.clock.now())
  return told
}

/** The operators are told what still waits for the province before, and after, the day of passing on. */
async function promptProvince(deps: Prompting, campaign: Campaign): Promise<void> {
  const { forwardBy } = campaign
  const occasion = forwardBy === undefined ? undefined : planned(campaign, forwardBy, todayOf(deps))
  if (forwardBy === undefined || occasion === undefined) return
  const rules = await reportingRules(deps.db, campaign.ruleSet)
  const cells = await boardCells(deps.db, campaign, rules, todayOf(deps), everywhere)
  const waiting =
    boardFigures(cells, rules, campaign, todayOf(deps), () => '').get('')?.byState.province_review ?? 0
  const passed = await handedOverWithin(deps, campaign, everywhere)
  const handOver = toHandOver(handOverFigures(passed, campaign.kinds, campaign, todayOf(deps)))
  if (waiting === 0 && handOver === 0) return
  await inTransaction(deps.db, (tx) =>
    notify(tx, deps, [
      {
        to: [{ role: 'province_operator', scope: 'site', scopeId: '' }],
        topic: 'campaign',
        code: occasion.late ? 'campaign.forward_late' : 'campaign.forward_due',
        details: { name: campaign.name, forwardBy, waiting, handOver },
        link: `/campaigns/${campaign.id}`,
        onceKey: `campaign ${campaign.id} province ${occasion.day}`,
      },
    ]),
  )
}

function planned(campaign: Campaign, deadline: string, today: string): Occasion | undefined {
  if (campaign.openedAt === undefined) return undefined
  return occasionOn(
    {
      ...{ from: dateIn(campaign.openedAt, 'Asia/Shanghai'), deadline },
      ...{ beforeDays: campaign.promptBeforeDays, everyDays: campaign.promptEveryDays },
    },
    today,
  )
}

async function promptUnits(deps: Prompting, campaign: Campaign, signal: AbortSignal): Promise<number> {
  const occasion = planned(campaign, campaign.reportBy, todayOf(deps))
  if (occasion === undefined) return 0
  const due = await unitsDue(deps, campaign, occasion)
  let told = 0
  for (let at = 0; at < due.length && !signal.aborted; at += unitsAtOnce)
    told += await inTransaction(deps.db, (tx) =>
      promptSome(tx, deps, campaign, occasion, due.slice(at, at + unitsAtOnce)),
    )
  return told
}

/**
 * Prompts every unit that still has something to hand in, when the campaign's plan says so. Units are told in small
 * transactions; whoever was told on an occasion is left out when the job is run again. Answers how many people were told.
 */
export async function promptCampaigns(deps: Prompting, signal: AbortSignal): Promise<number> {
  let told = 0
  for (const campaign of await campaignsIn(deps.db, ['open'])) {
    // Units that joined the province since are called too.
    await inTransaction(deps.db, async (tx) => {
      const standing = await lockedCampaign(tx, campaign.id)
      if (standing?.state === 'open') await callUnits(tx, campaign.id)
    })
    told += await promptUnits(deps, campaign, signal)
    await promptProvince(deps, campaign)
  }
  if (told > 0) deps.log.info({ told }, 'prompted')
  return told
}
