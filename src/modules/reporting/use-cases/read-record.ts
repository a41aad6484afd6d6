import { type Actor, actorMay, scopeOf } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { type Unit, unitById } from '#modules/organizations/index.ts'
import {
  displayedElements,
  type ElementProblem,
  problemsOf,
  type RecordGround,
  recordGround,
  type RecordVersion,
  recordVersions,
  type ResourceKind,
  type ResourceRecord,
  resourceRecordById,
  resourceRecordCounts,
  resourceRecords,
} from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { recordStepsOf, type TakenRecordStep } from '../data/record-step-repository.ts'
import { type RecordStep, recordSteps, recordWaysFrom } from '../domain/record-rules.ts'
import { isUnderReview, type ReportState } from '../domain/report-transitions.ts'

type Reading = Pick<Deps, 'db' | 'clock'>
const today = (deps: Reading) => dateIn(deps.clock.now(), 'Asia/Shanghai')

/** The record, if the actor may see it; for others it does not exist. */
export async function visibleRecord(db: Db, actor: Actor, id: number): Promise<ResourceRecord> {
  const record = await resourceRecordById(db, id)
  const visible = record !== undefined && actorMay(actor, 'instrument.read_unpublished', record.place)
  return found(visible ? record : undefined, 'resource_record')
}

export interface WholeRecord {
  readonly record: ResourceRecord
  readonly unit: Unit
  readonly ground: RecordGround
  readonly displayed: Readonly<Record<string, string>>
  readonly problems: readonly ElementProblem[]
  /** Problems of attached rows, by sheet and row. */
  readonly attachedProblems: readonly {
    readonly part: string
    readonly row: number
    readonly problem: ElementProblem
  }[]
  readonly may: { readonly edit: boolean; readonly steps: readonly RecordStep[] }
  readonly versions: readonly RecordVersion[]
  readonly steps: readonly TakenRecordStep[]
}

function mayDo(actor: Actor, { state, place }: ResourceRecord): WholeRecord['may'] {
  const open = recordWaysFrom(state).filter((way) =>
    way.by.some((ability) => actorMay(actor, ability, place)),
  )
  return {
    edit: !isUnderReview(state) && actorMay(actor, 'instrument.edit', place),
    steps: recordSteps.filter((step) => open.some((way) => way.step === step)),
  }
}

/** One record with everything a person needs to judge or mend it. */
export async function readRecord(
  deps: Reading,
  actor: Actor,
  id: number,
  locale: Locale,
): Promise<WholeRecord> {
  const record = await visibleRecord(deps.db, actor, id)
  const unit = found(await unitById(deps.db, record.unitId), 'unit')
  const ground = await recordGround(deps.db, record.kind, today(deps))
  const { elements, attached } = record
  return {
    ...{ record, unit, ground },
    displayed: displayedElements(elements, ground.main.dictionary, ground.main.tables, locale),
    problems: problemsOf(elements, ground.main),
    attachedProblems: Object.entries(attached).flatMap(([part, rows]) => {
      const sheet = ground.attached[part]
      return sheet === undefined
        ? []
        : rows.flatMap((row, i) => problemsOf(row, sheet).map((problem) => ({ part, row: i + 1, problem })))
    }),
    may: mayDo(actor, record),
    versions: await recordVersions(deps.db, record),
    steps: await recordStepsOf(deps.db, unit.id, id),
  }
}

/** Records of a kind the actor may see, latest change first. */
export const listRecords = (
  deps: Reading,
  actor: Actor,
  wish: {
    readonly kind: ResourceKind
    readonly states?: readonly ReportState[] | undefined
    readonly unitId?: number | undefined
    readonly words?: string | undefined
    readonly facilityId?: number | undefined
    readonly limit: number
  },
) => resourceRecords(deps.db, { ...wish, scope: scopeOf(actor, 'instrument.read_unpublished') })

/** How many records of each kind and state the actor may see. */
export const recordCounts = (deps: Reading, actor: Actor) =>
  resourceRecordCounts(deps.db, scopeOf(actor, 'instrument.read_unpublished'))
