import { dateIn, day, instantAt, type Instant, plus } from '#kernel/time.ts'
import type { Tx } from '#platform/db/connect.ts'
import { boardCells, everywhere } from '../data/campaign-board-query.ts'
import { freezeAsOf } from '../data/campaign-past-query.ts'
import {
  callUnits,
  campaignById,
  insertCampaign,
  moveCampaign,
  notePrompts,
} from '../data/campaign-repository.ts'
import { readyRecords } from '../data/campaign-delivery-query.ts'
import { insertDelivery } from '../data/campaign-delivery-repository.ts'
import type { CampaignKind, CampaignWish } from '../domain/campaign.ts'
import { boardFigures, remainingOf } from '../domain/campaign-board.ts'
import { daysAfter } from '../domain/working-days.ts'
import { owedRulesOf } from './campaign-owed.ts'
import { storeSheets } from './delivery-sheets.ts'
import { reportingRules } from './campaign-rules-in-force.ts'

const zone = 'Asia/Shanghai'
const usual = {
  ruleSet: '2022.1',
  kinds: [4],
  bookedFrom: undefined,
  bookedUntil: undefined,
  called: 'all',
  calledIds: [],
  promptBeforeDays: [14, 7, 3, 1],
  promptEveryDays: 7,
} as const satisfies Partial<CampaignWish>

const guidance = [
  '一、报送范围：使用财政资金购置、单台（套）原值 30 万元及以上的科研仪器设备；低于门槛或非财政资金购置的，可自愿报送。',
  '二、请先导入资产台账，再补全信息，由本单位审核后提交；涉密仪器不得录入。',
  '三、不纳入报送的，须说明理由并经主管部门确认后备案。',
].join('\n')

interface Past {
  readonly opened: Instant
  readonly closed?: Instant
}

async function make(tx: Tx, wish: CampaignWish, by: string, { opened, closed }: Past): Promise<number> {
  const id = await insertCampaign(tx, wish, by, plus(opened, -2 * day))
  await callUnits(tx, id)
  await moveCampaign(tx, id, 'open', opened)
  if (closed === undefined) return id
  await freezeAsOf(tx, id, closed)
  await moveCampaign(tx, id, 'closed', closed)
  return id
}

/** Hands over what was accepted, of some units or all, as the operator did that day. */
async function handedOver(
  tx: Tx,
  campaignId: number,
  kinds: readonly CampaignKind[],
  of: { readonly by: string; readonly at: Instant; readonly note: string; readonly some: boolean },
): Promise<void> {
  const campaign = await campaignById(tx, campaignId)
  if (campaign === undefined) return
  const on = dateIn(of.at, zone)
  const rules = await owedRulesOf(tx, campaign, on)
  for (const kind of kinds) {
    const ready = await readyRecords(tx, campaign, kind, { on, rules, scope: everywhere })
    const items = of.some ? ready.filter(({ unitId }) => unitId % 3 !== 0) : ready
    if (items.length === 0) continue
    const { files, generation } = await storeSheets(
      tx,
      { clock: { now: () => of.at }, config: { publicUrl: 'https://gongyi.example.org' } },
      items,
      { kind, generation: undefined, createdBy: undefined },
    )
    const { by, note, at } = of
    await insertDelivery(tx, { campaignId, kind, generation, deliveredOn: on, note, by, items, files }, at)
  }
}

/** A unit that still has something to hand in to the open campaign. */
export interface UnitBehind {
  readonly unitId: number
  readonly remaining: number
  readonly returned: number
  readonly undecided: number
}
export interface DemonstrationCampaign {
  readonly id: number
  readonly name: string
  readonly reportBy: string
  readonly openedAt: Instant
  readonly behind: readonly UnitBehind[]
  /** The day units were prompted last. */
  readonly promptedOn: string
}

/** Notes the prompts the open campaign has sent by now, to those who are still behind. */
async function prompted(
  tx: Tx,
  id: number,
  occasions: readonly string[],
  now: Instant,
): Promise<UnitBehind[]> {
  const campaign = await campaignById(tx, id)
  if (campaign === undefined) return []
  const rules = await reportingRules(tx, campaign.ruleSet)
  const today = dateIn(now, zone)
  const cells = await boardCells(tx, campaign, rules, today, everywhere)
  const behind = [...boardFigures(cells, rules, campaign, today, (unitId) => unitId)]
    .map(([unitId, figures]) => ({
      ...{ unitId, remaining: remainingOf(figures), returned: figures.byState.returned },
      undecided: figures.undecided,
    }))
    .filter(({ remaining }) => remaining > 0)
  for (const occasion of occasions)
    await notePrompts(
      tx,
      id,
      behind.map(({ unitId, remaining }) => ({ unitId, occasion, remaining })),
      instantAt(occasion, '08:30', zone),
    )
  return behind
}

/** One campaign of last year, closed; one open whose first deadline has just passed; one being prepared. */
export async function fillCampaigns(tx: Tx, now: Instant, by: string): Promise<DemonstrationCampaign> {
  const today = dateIn(now, zone)
  const year = Number(today.slice(0, 4))
  const morning = (date: string) => instantAt(date, '09:00', zone)
  const past = await make(
    tx,
    {
      ...{ ...usual, guidance, name: `${year - 1}年度科研仪器信息报送` },
      ...{ reportBy: `${year - 1}-10-31`, forwardBy: `${year - 1}-11-30` },
    },
    by,
    { opened: morning(`${year - 1}-09-15`), closed: morning(`${year - 1}-12-05`) },
  )
  await handedOver(tx, past, [4], {
    ...{ by, at: morning(`${year - 1}-11-28`), note: '已在国家平台导入', some: false },
  })
  const name = `${year}年度科研仪器信息报送`
  const reportBy = daysAfter(today, -3)
  const openedAt = morning(daysAfter(today, -45))
  const id = await make(
    tx,
    { ...usual, kinds: [4, 1, 2, 5, 7], guidance, name, reportBy, forwardBy: daysAfter(today, 27) },
    by,
    { opened: openedAt },
  )
  await handedOver(tx, id, [4, 7], {
    ...{ by, at: morning(daysAfter(today, -1)), note: '第一批，已在国家平台导入', some: true },
  })
  const promptedOn = daysAfter(reportBy, 1)
  const behind = await prompted(tx, id, [daysAfter(reportBy, -7), daysAfter(reportBy, -1), promptedOn], now)
  const draft = await insertCampaign(
    tx,
    {
      ...{ ...usual, guidance: '', name: `${year + 1}年度科研仪器信息报送`, ruleSet: '2023.1' },
      ...{ reportBy: `${year + 1}-10-31`, forwardBy: `${year + 1}-11-30` },
    },
    by,
    now,
  )
  await callUnits(tx, draft)
  return { id, name, reportBy, openedAt, behind, promptedOn }
}
