import type { Actor } from '#kernel/actor.ts'
import { inLocale, type Locale } from '#kernel/locale.ts'
import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import {
  type Attached,
  displayed,
  type ElementProblem,
  problemsOf,
  recordContentAt,
  type RecordGround,
  recordGround,
  type ResourceRecord,
} from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'
import type { ReportComment } from '../data/comment-repository.ts'
import { recordStepsOf, type TakenRecordStep } from '../data/record-step-repository.ts'
import { answersTo, type ReturnAnswer } from '../domain/return-answers.ts'
import { commentRights, readableComments } from './comment-report.ts'
import { visibleRecord } from './read-record.ts'
import { elementRows, lastReturn, type ReviewRow } from './review-rows.ts'

type Reading = Pick<Deps, 'db' | 'clock'>
type Content = Pick<ResourceRecord, 'elements' | 'attached'>
const nothing: Content = { elements: {}, attached: {} }

/** Everything needed to judge one record of another kind than the single instrument. */
export interface RecordReview {
  readonly record: ResourceRecord
  readonly rows: readonly ReviewRow[]
  readonly checks: readonly ElementProblem[]
  readonly comments: readonly ReportComment[]
  readonly returned: { readonly step: TakenRecordStep; readonly answers: readonly ReturnAnswer[] } | undefined
  readonly may: { readonly comment: boolean; readonly commentInUnit: boolean }
}

const contentAt = async (
  { db }: Pick<Deps, 'db'>,
  record: ResourceRecord,
  version: number,
): Promise<Content> =>
  version === 0 ? nothing : found(await recordContentAt(db, record, version), 'version')

/** An attached sheet as text, a line for each of its rows. */
function sheetText(
  attached: Attached,
  part: string,
  { dictionary, tables }: RecordGround['main'],
  locale: Locale,
) {
  const rows = attached[part] ?? []
  return rows
    .map((row) =>
      dictionary.elements
        .map((definition) => displayed(definition, row[definition.id], tables, locale))
        .filter((text) => text !== '')
        .join(' | '),
    )
    .join('\n')
}

/** A row for each attached sheet, compared as a whole. */
const sheetRows = (
  content: { readonly before: Content; readonly after: Content; readonly asReturned: Content | undefined },
  ground: RecordGround,
  locale: Locale,
): ReviewRow[] =>
  Object.entries(ground.attached).map(([part, sheet]) => {
    const text = (of: Content) => sheetText(of.attached, part, sheet, locale)
    const [before, after] = [text(content.before), text(content.after)]
    return {
      ...{ element: part, section: 'attached', before, after, changed: before !== after },
      label: inLocale(sheet.dictionary.title ?? { zh: part, en: part }, locale),
      changedSinceReturn: content.asReturned !== undefined && text(content.asReturned) !== after,
    }
  })

const groundOf = (deps: Reading, record: ResourceRecord): Promise<RecordGround> =>
  recordGround(deps.db, record.kind, dateIn(deps.clock.now(), 'Asia/Shanghai'))

/** One record with old and new side by side, doubts, comments and what became of the last return. */
export async function readRecordReview(
  deps: Reading,
  actor: Actor,
  recordId: number,
  locale: Locale,
): Promise<RecordReview> {
  const record = await visibleRecord(deps.db, actor, recordId)
  const ground = await groundOf(deps, record)
  const returned = lastReturn(await recordStepsOf(deps.db, record.unitId, recordId))
  const content = {
    before: await contentAt(deps, record, record.acceptedVersion ?? 0),
    after: record,
    asReturned: returned === undefined ? undefined : await contentAt(deps, record, returned.version),
  }
  const { before, after, asReturned } = content
  const elements = { before: before.elements, after: after.elements, asReturned: asReturned?.elements }
  const rows = [...elementRows(elements, ground.main, locale), ...sheetRows(content, ground, locale)]
  const answered = new Set(rows.filter((row) => row.changedSinceReturn).map((row) => row.element))
  const sheetProblems = Object.entries(ground.attached).flatMap(([part, sheet]) =>
    (record.attached[part] ?? []).flatMap((row) =>
      problemsOf(row, sheet).map((problem) => ({ ...problem, element: part })),
    ),
  )
  return {
    ...{ record, rows },
    checks: [...problemsOf(record.elements, ground.main), ...sheetProblems],
    comments: await readableComments(deps, actor, 'record', record),
    returned:
      returned === undefined ? undefined : { step: returned, answers: answersTo(returned.reasons, answered) },
    may: commentRights(actor, record.place),
  }
}

/** What differs between two versions of a record, worded; without a choice, from what was accepted to what stands. */
export async function recordDifference(
  deps: Reading,
  actor: Actor,
  recordId: number,
  between: { readonly from?: number | undefined; readonly to?: number | undefined },
  locale: Locale,
): Promise<{ readonly from: number; readonly to: number; readonly elements: readonly ReviewRow[] }> {
  const record = await visibleRecord(deps.db, actor, recordId)
  const ground = await groundOf(deps, record)
  const to = between.to ?? record.version
  const from = between.from ?? record.acceptedVersion ?? 0
  const content = {
    before: await contentAt(deps, record, from),
    after: await contentAt(deps, record, to),
    asReturned: undefined,
  }
  const elements = { before: content.before.elements, after: content.after.elements, asReturned: undefined }
  const rows = [...elementRows(elements, ground.main, locale), ...sheetRows(content, ground, locale)]
  return { from, to, elements: rows.filter((row) => row.changed) }
}
