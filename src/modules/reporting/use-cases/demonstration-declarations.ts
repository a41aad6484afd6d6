import { dateIn, day, instantAt, type Instant, plus } from '#kernel/time.ts'
import { setExcused } from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import {
  type DemonstrationCandidate,
  demonstrationCandidates,
  demonstrationHolder,
  type DemonstrationPerson,
} from '../data/declaration-demonstration-query.ts'
import {
  filedSpans,
  insertDeclaration,
  moveDeclarations,
  nextFilingNo,
  replaceDeclared,
  setFilingNumber,
} from '../data/declaration-repository.ts'
import { type DeclarationRules, filingNumberOf } from '../domain/declaration-rules.ts'
import {
  type DeclarationState,
  type DeclarationStep,
  declarationTransition,
} from '../domain/declaration-transitions.ts'
import { thresholdFen } from '../domain/eligibility-rules.ts'
import { declarationRulesOn } from './declaration-rules-in-force.ts'
import { eligibilityRulesOn } from './eligibility-in-force.ts'

const zone = 'Asia/Shanghai'
const way: readonly DeclarationStep[] = ['hand_in', 'sign', 'confirm', 'file']
const roleOf: Readonly<Partial<Record<DeclarationStep, string>>> = {
  sign: 'unit_administrator',
  confirm: 'department',
  file: 'province',
}

interface Story {
  /** Days ago it was written. */
  readonly ago: number
  readonly steps: readonly DeclarationStep[]
  readonly reason: keyof typeof texts
  /** Days it lasts from the day it was written. */
  readonly lasts: number
  /** Of secret ones. */
  readonly count?: number
  readonly comment?: string
}

const texts = {
  special_function:
    '该装置为专项任务自行研制，运行时须与真空管线和专用控制系统相连，离线后不能单独运行，不具备对外提供服务的条件。',
  special_technique:
    '样品须在本单位受控环境内连续处理，操作人员须经专门培训并持证，暂不具备对外开放的技术条件。',
  special_purpose: '任务期内整机用于长期连续观测，数据序列不能中断，任务结束后即行报送开放。',
  secret: '',
  other: '设备正在随整体搬迁拆装调试，预计下一年度恢复运行后报送。',
}

/** Declarations in every state for the unit that is shown, the most telling first. */
const shown: readonly Story[] = [
  { ago: 1, steps: [], reason: 'other', lasts: 365 },
  { ago: 3, steps: way.slice(0, 1), reason: 'special_technique', lasts: 365 },
  { ago: 9, steps: way.slice(0, 2), reason: 'special_function', lasts: 720 },
  { ago: 12, steps: way.slice(0, 3), reason: 'special_purpose', lasts: 540 },
  { ago: 280, steps: way, reason: 'secret', lasts: 720, count: 3 },
  { ago: 300, steps: way, reason: 'special_function', lasts: 720 },
  {
    ...{ ago: 30, steps: ['hand_in', 'sign', 'return'], reason: 'special_technique', lasts: 720 },
    comment: '请写明受控环境的具体要求，并附实验室管理规定。',
  },
  { ago: 420, steps: [...way, 'expire'], reason: 'other', lasts: 365 },
  { ago: 345, steps: way, reason: 'special_purpose', lasts: 364 },
  {
    ...{ ago: 330, steps: [...way, 'withdraw'], reason: 'special_technique', lasts: 720 },
    comment: '受控环境已改造，可以对外开放。',
  },
]
const elsewhere: readonly Story[] = [
  // in force when the campaign of last year ended
  { ago: 440, steps: way, reason: 'special_technique', lasts: 720 },
  { ago: 8, steps: way.slice(0, 2), reason: 'special_technique', lasts: 700 },
  { ago: 15, steps: way.slice(0, 3), reason: 'special_function', lasts: 700 },
  { ago: 200, steps: way, reason: 'special_purpose', lasts: 700 },
]

const dayAt = (now: Instant, days: number): string => dateIn(plus(now, days * day), zone)

/** A secret one covers whole years. */
function periodOf(story: Story, now: Instant): { validFrom: string; validUntil: string } {
  const [from, until] = [dayAt(now, -story.ago), dayAt(now, story.lasts - story.ago)]
  return story.reason === 'secret'
    ? { validFrom: `${from.slice(0, 4)}-01-01`, validUntil: `${until.slice(0, 4)}-12-31` }
    : { validFrom: from, validUntil: until }
}

interface Cast {
  readonly writer: DemonstrationPerson
  readonly by: Readonly<Partial<Record<string, DemonstrationPerson>>>
}

async function castOf(tx: Tx, unitId: number): Promise<Cast | undefined> {
  const writer = await demonstrationHolder(tx, 'unit_reporter', unitId)
  if (writer === undefined) return undefined
  const by: Record<string, DemonstrationPerson> = {}
  for (const role of Object.values(roleOf)) by[role] = (await demonstrationHolder(tx, role, unitId)) ?? writer
  return { writer, by }
}

/** Who takes a step: a return is the word of whoever has to judge next. */
function takerOf({ writer, by }: Cast, step: DeclarationStep, state: DeclarationState): DemonstrationPerson {
  const role = step === 'return' && state === 'department_review' ? 'department' : roleOf[step]
  return (
    (role === undefined ? undefined : by[role]) ??
    (step === 'withdraw' ? by['unit_administrator'] : writer) ??
    writer
  )
}

interface Ground {
  readonly now: Instant
  readonly rules: DeclarationRules
}

async function tellStory(
  tx: Tx,
  { now, rules }: Ground,
  unitId: number,
  cast: Cast,
  story: Story,
  instruments: readonly DemonstrationCandidate[],
): Promise<number> {
  const secret = story.reason === 'secret'
  const at = (step: number) => instantAt(dayAt(now, Math.min(0, step - story.ago)), '09:30', zone)
  const author = { accountId: cast.writer.accountId, name: cast.writer.name }
  const content = {
    ...{ unitId, rulesVersion: rules.version, reason: story.reason, explanation: texts[story.reason] },
    ...periodOf(story, now),
    instrumentIds: instruments.map((one) => one.instrumentId),
    secretCount: secret ? story.count : undefined,
  }
  const id = await insertDeclaration(tx, content, author, at(0))
  await replaceDeclared(tx, { unitId, id }, instruments)
  let state: DeclarationState = 'draft'
  for (const [no, step] of story.steps.entries()) {
    const to: DeclarationState = declarationTransition(step, state)?.to ?? state
    const when =
      step === 'expire'
        ? instantAt(dayAt(now, story.lasts - story.ago + 1), '00:10', zone)
        : at(Math.min(no + 1, story.ago))
    if (to === 'filed') {
      const year = Number(dateIn(when, zone).slice(0, 4))
      const filingNo = await nextFilingNo(tx, year)
      const number = filingNumberOf(rules.numbering, year, filingNo)
      await setFilingNumber(tx, id, { year, no: filingNo, number })
    }
    const taker = step === 'expire' ? { accountId: undefined, name: 'system' } : takerOf(cast, step, state)
    const comment = step === 'return' || step === 'withdraw' ? (story.comment ?? '') : ''
    await moveDeclarations(tx, [{ unitId, id, step, from: state, to, comment }], taker, when)
    state = to
  }
  return id
}

/** Declarations of not reporting in every state, for the demonstration. */
export async function fillDeclarations(tx: Tx, now: Instant): Promise<void> {
  const today = dateIn(now, zone)
  const reporting = await eligibilityRulesOn(tx, today)
  const ground = { now, rules: await declarationRulesOn(tx, today) }
  const byUnit = Map.groupBy(
    await demonstrationCandidates(tx, reporting.publicFunds, thresholdFen(reporting)),
    (one) => one.unitId,
  )
  const plans: { readonly ago: number; readonly tell: () => Promise<number> }[] = []
  for (const [place, [unitId, candidates]] of [...byUnit].slice(0, 8).entries()) {
    const cast = await castOf(tx, unitId)
    if (cast === undefined) continue
    const left = [...candidates]
    for (const story of place === 0 ? shown : elsewhere) {
      const instruments = story.reason === 'secret' ? [] : left.splice(0, 1)
      if (story.reason !== 'secret' && instruments.length === 0) break
      plans.push({ ago: story.ago, tell: () => tellStory(tx, ground, unitId, cast, story, instruments) })
    }
  }
  const ids: number[] = []
  for (const { tell } of plans.toSorted((a, b) => b.ago - a.ago)) ids.push(await tell())
  await setExcused(tx, await filedSpans(tx, ids))
}
