import { inLocale, type Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { Words } from '#platform/i18n/words.ts'
import type { CommentView, DecisionResultView, DrawView, ReviewView, WaitingReportView } from '../contract.ts'
import { recordKinds } from '../contract/record-kinds.ts'
import type { ReportComment } from '../data/comment-repository.ts'
import type { Draw, DrawnReport } from '../data/draw-repository.ts'
import { drawVerdicts, type UnitResult } from '../domain/review-draw.ts'
import type { ReturnAnswer } from '../domain/return-answers.ts'
import type { DecisionResult } from '../use-cases/decide-records.ts'
import type { RecordReview } from '../use-cases/read-record-review.ts'
import type { WholeReview } from '../use-cases/read-review.ts'
import type { WaitingReport } from '../use-cases/review-queue.ts'
import { present, stepView } from './report-views.ts'

const zone = 'Asia/Shanghai'

/** A line of the queue. */
export function waitingView(row: WaitingReport, locale: Locale): WaitingReportView {
  const { subjectId, unitId, unitName, unitNameEn, innerId, name, nameEn, model, version } = row
  const { problems, late, openComments } = row
  const { worthFen, acceptedVersion, drawId, claimedByName, claimedUntil } = row
  const verdict = drawVerdicts.find((one) => one === row.verdict)
  return {
    ...{ subjectId, unitId, unitName, unitNameEn, innerId, name, nameEn, model, version },
    ...{ problems, late, openComments },
    ...present({ worthFen, acceptedVersion, drawId, verdict }),
    ...(row.className === undefined ? {} : { className: inLocale(row.className, locale) }),
    ...present({ kind: recordKinds.find((kind) => kind === row.kind) }),
    ...(row.eligibility === undefined
      ? {}
      : { eligibility: { ...row.eligibility, reasons: [...row.eligibility.reasons] } }),
    since: isoIn(row.since, zone),
    ...(claimedByName === null || claimedUntil === null
      ? {}
      : { claim: { name: claimedByName, mine: row.mine, until: isoIn(claimedUntil, zone) } }),
  }
}

export const commentView = (one: ReportComment): CommentView => ({
  commentId: one.id,
  version: one.version,
  element: one.element,
  audience: one.audience,
  body: one.body,
  authorName: one.authorName,
  writtenAt: isoIn(one.writtenAt, zone),
  ...present({ resolvedByName: one.resolvedByName }),
  ...(one.resolvedAt === null ? {} : { resolvedAt: isoIn(one.resolvedAt, zone) }),
})

type Seen = Pick<WholeReview, 'rows' | 'checks' | 'comments' | 'may'>

/** What a review shows of a report and of a record alike, problems worded. */
const seenView = ({ rows, checks, comments, may }: Seen, words: Words, locale: Locale) => ({
  rows: rows.map((row) => ({ ...row })),
  checks: checks.map((check) => ({
    element: check.element,
    code: check.code,
    level: check.level,
    message: words.say(locale, check.code, check),
  })),
  comments: comments.map(commentView),
  may,
})

const answersView = (answers: readonly ReturnAnswer[]) => answers.map((answer) => ({ ...answer }))

/** Everything needed to judge one report. */
export function reviewView(review: WholeReview, words: Words, locale: Locale): ReviewView {
  const { instrument, returned } = review
  return {
    subjectId: instrument.id,
    version: instrument.version,
    ...present({ acceptedVersion: instrument.acceptedVersion }),
    ...seenView(review, words, locale),
    pictureIds: [...review.pictureIds],
    picturesBefore: [...review.picturesBefore],
    ...(returned === undefined
      ? {}
      : { returned: { step: stepView(returned.step), answers: answersView(returned.answers) } }),
  }
}

/** Everything needed to judge one record of another kind. */
export function recordReviewView(review: RecordReview, words: Words, locale: Locale): ReviewView {
  const { record, returned } = review
  return {
    subjectId: record.id,
    version: record.version,
    ...present({ acceptedVersion: record.acceptedVersion }),
    ...seenView(review, words, locale),
    pictureIds: [],
    picturesBefore: [],
    ...(returned === undefined
      ? {}
      : {
          returned: {
            step: stepView({ ...returned.step, instrumentId: record.id }),
            answers: answersView(returned.answers),
          },
        }),
  }
}

/** What became of decisions, reasons worded. */
export const decisionResultView = (
  { done, refused }: DecisionResult,
  words: Words,
  locale: Locale,
): DecisionResultView => ({
  done: [...done],
  refused: refused.map(({ subjectId, refusals }) => ({
    subjectId,
    refusals: refusals.map((refusal) => ({ ...refusal, message: words.say(locale, refusal.code, refusal) })),
  })),
})

/** A draw with what has come of it so far. */
export function drawView(draw: Draw, results: readonly UnitResult[] = draw.results): DrawView {
  const { id, of, level, state, filter, seed, ruleVersion, rule, drawnByName } = draw
  return {
    ...{ drawId: id, of, level, state, filter, seed, ruleVersion, rule, drawnByName },
    results: results.map(({ outcome, ...result }) => ({ ...result, ...present({ outcome }) })),
    drawnAt: isoIn(draw.drawnAt, zone),
    ...present({ closedByName: draw.closedByName }),
    ...(draw.closedAt === null ? {} : { closedAt: isoIn(draw.closedAt, zone) }),
  }
}

export const drawnReportView = ({ judgedByName, reasons, ...member }: DrawnReport) => ({
  ...member,
  reasons: reasons.map((reason) => ({ ...reason })),
  ...present({ judgedByName }),
})
