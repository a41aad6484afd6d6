import { type Actor, requireSignedIn, scopeOf } from '#kernel/actor.ts'
import type { Bilingual } from '#kernel/locale.ts'
import { fenFromWan } from '#kernel/money.ts'
import { dateIn, type Instant, instant } from '#kernel/time.ts'
import { codeTable } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import { openComments } from '../data/comment-repository.ts'
import { lastReasons } from '../data/report-step-repository.ts'
import {
  type QueueCounts,
  queueCounts,
  type QueueFilter,
  queuePage,
  type QueueRow,
} from '../data/review-queue-query.ts'
import { eligibilityOf, type EligibilityVerdict } from '../domain/eligibility-rules.ts'
import type { ReasonTemplate, ReviewLevel } from '../domain/review-rules.ts'
import type { ReviewSubject } from '../domain/review-subject.ts'
import { eligibilityRulesOn, factsOfRow } from './eligibility-in-force.ts'
import { lateSince, reviewRulesOn } from './review-rules-in-force.ts'

/** What a queue is narrowed by. */
export interface QueueWish {
  readonly of: ReviewSubject
  /** Of records only. */
  readonly kind?: string | undefined
  readonly level: ReviewLevel
  /** Only what this campaign calls. */
  readonly campaignId?: number | undefined
  readonly unitId?: number | undefined
  readonly departmentId?: number | undefined
  readonly city?: string | undefined
  readonly classCode?: string | undefined
  readonly worthFrom?: number | undefined
  readonly worthTo?: number | undefined
  readonly words?: string | undefined
  readonly late?: 'yes' | undefined
  readonly claim?: 'mine' | 'free' | undefined
  readonly drawId?: number | undefined
}
export interface WaitingReport extends QueueRow {
  readonly late: boolean
  readonly mine: boolean
  readonly className: Bilingual | undefined
  /** Of instruments only. */
  readonly eligibility: EligibilityVerdict | undefined
  readonly openComments: number
}
export interface ReviewQueue extends QueueCounts {
  readonly rows: readonly WaitingReport[]
  readonly next: string | undefined
  readonly lateSince: Instant
}

export const stateAt = { unit: 'unit_review', province: 'province_review' } as const
const today = (deps: Pick<Deps, 'clock'>) => dateIn(deps.clock.now(), 'Asia/Shanghai')

/** The filter as SQL understands it, within what the actor may see. */
export function queueFilter(actor: Actor, wish: QueueWish, late: Instant): QueueFilter {
  const { of, kind, level, campaignId, unitId, departmentId, words, drawId, claim, worthFrom, worthTo } = wish
  const accountId = actor.kind === 'account' ? actor.accountId : 0
  const trimmed = wish.classCode?.replace(/(?:00)+$/, '')
  return {
    ...{
      of,
      kind,
      campaignId,
      unitId,
      departmentId,
      words,
      drawId,
      cityCode: wish.city,
      state: stateAt[level],
    },
    scope: scopeOf(actor, 'instrument.read_unpublished'),
    classPrefix: trimmed === '' ? undefined : trimmed,
    worthFromFen: worthFrom === undefined ? undefined : fenFromWan(worthFrom),
    worthToFen: worthTo === undefined ? undefined : fenFromWan(worthTo),
    waitingBefore: wish.late === undefined ? undefined : late,
    claim: claim === undefined ? undefined : { accountId, only: claim },
  }
}

const cursorOf = (row: QueueRow) => `${row.since}_${row.subjectId}`
function positionOf(cursor: string | undefined) {
  const [since, id] = (/^(\d+)_(\d+)$/.exec(cursor ?? '') ?? []).slice(1).map(Number)
  return since === undefined || id === undefined ? undefined : { since: instant(since), id }
}

async function completed(
  db: Db,
  of: ReviewSubject,
  rows: readonly QueueRow[],
  on: string,
  late: Instant,
  accountId: number,
) {
  const rules = await eligibilityRulesOn(db, on)
  const classes = await codeTable(db, 'classes')
  const comments = await openComments(
    db,
    of,
    rows.map((row) => row.subjectId),
  )
  const classNameOf = (code: string | null): Bilingual | undefined => {
    const entry = classes?.byCode.get(code ?? '')
    return entry === undefined ? undefined : { zh: entry.name, en: entry.nameEn || entry.name }
  }
  return rows.map((row) => ({
    ...row,
    late: row.since < late,
    mine: row.claimedBy === accountId,
    className: classNameOf(row.classCode),
    eligibility: of === 'record' ? undefined : eligibilityOf(factsOfRow(row, on), rules),
    openComments: comments.get(row.subjectId) ?? 0,
  }))
}

/** What waits for a judgement, longest waiting first, for those who judge and those who look on. */
export async function reviewQueue(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  wish: QueueWish & { readonly after?: string | undefined; readonly limit: number },
): Promise<ReviewQueue> {
  const { accountId } = requireSignedIn(actor)
  const now = deps.clock.now()
  const rules = await reviewRulesOn(deps.db, today(deps))
  const late = await lateSince(deps.db, now, wish.level, rules)
  const filter = queueFilter(actor, wish, late)
  const page = { now, after: positionOf(wish.after), limit: wish.limit + 1 }
  const found = await queuePage(deps.db, filter, page)
  const rows = found.slice(0, wish.limit)
  const last = rows.at(-1)
  return {
    ...(await queueCounts(deps.db, filter, now, late)),
    rows: await completed(deps.db, wish.of, rows, today(deps), late, accountId),
    next: found.length > wish.limit && last !== undefined ? cursorOf(last) : undefined,
    lateSince: late,
  }
}

/** The frequent reasons to return, those the actor gave last first. */
export async function returnReasons(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
): Promise<readonly ReasonTemplate[]> {
  const { accountId } = requireSignedIn(actor)
  const { reasons } = await reviewRulesOn(deps.db, today(deps))
  const last = await lastReasons(deps.db, accountId)
  const rank = ({ zh, en }: ReasonTemplate) => {
    const at = last.findIndex((reason) => reason === zh || reason === en)
    return at === -1 ? last.length : at
  }
  return reasons.toSorted((a, b) => rank(a) - rank(b))
}
