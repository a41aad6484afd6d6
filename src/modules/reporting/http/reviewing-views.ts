import { inLocale, type Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { Words } from '#platform/i18n/words.ts'
import type { CommentView, DrawView, ReviewView, WaitingReportView } from '../contract.ts'
import type { ReportComment } from '../data/comment-repository.ts'
import type { Draw, DrawnReport } from '../data/draw-repository.ts'
import { drawVerdicts, type UnitResult } from '../domain/review-draw.ts'
import type { WholeReview } from '../use-cases/read-review.ts'
import type { WaitingReport } from '../use-cases/review-queue.ts'
import { present, stepView } from './report-views.ts'

const zone = 'Asia/Shanghai'

/** A line of the queue. */
export function waitingView(row: WaitingReport, locale: Locale): WaitingReportView {
  const { instrumentId, unitId, unitName, unitNameEn, innerId, name, nameEn, model, version } = row
  const { problems, late, openComments } = row
  const { worthFen, acceptedVersion, drawId, claimedByName, claimedUntil } = row
  const verdict = drawVerdicts.find((one) => one === row.verdict)
  return {
    ...{ instrumentId, unitId, unitName, unitNameEn, innerId, name, nameEn, model, version },
    ...{ problems, late, openComments },
    ...present({ worthFen, acceptedVersion, drawId, verdict }),
    ...(row.className === undefined ? {} : { className: inLocale(row.className, locale) }),
    eligibility: { ...row.eligibility, reasons: [...row.eligibility.reasons] },
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

/** Everything needed to judge one report, problems worded. */
export function reviewView(review: WholeReview, words: Words, locale: Locale): ReviewView {
  const { instrument, returned } = review
  return {
    instrumentId: instrument.id,
    version: instrument.version,
    ...present({ acceptedVersion: instrument.acceptedVersion }),
    rows: review.rows.map((row) => ({ ...row })),
    checks: review.checks.map((check) => ({
      element: check.element,
      code: check.code,
      level: check.level,
      message: words.say(locale, check.code, check),
    })),
    pictureIds: [...review.pictureIds],
    comments: review.comments.map(commentView),
    ...(returned === undefined
      ? {}
      : {
          returned: {
            step: stepView(returned.step),
            answers: returned.answers.map((answer) => ({ ...answer })),
          },
        }),
    may: review.may,
  }
}

/** A draw with what has come of it so far. */
export function drawView(draw: Draw, results: readonly UnitResult[] = draw.results): DrawView {
  const { id, level, state, filter, seed, ruleVersion, rule, drawnByName } = draw
  return {
    ...{ drawId: id, level, state, filter, seed, ruleVersion, rule, drawnByName },
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
