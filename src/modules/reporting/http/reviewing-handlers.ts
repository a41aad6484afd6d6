import { inLocale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { reviewingContract } from '../contract.ts'
import { claimReports } from '../use-cases/claim-reports.ts'
import {
  cancelDraw,
  concludeDraw,
  drawFromQueue,
  judgeSample,
  listDraws,
  readDraw,
} from '../use-cases/draw-sample.ts'
import { listAmendments } from '../use-cases/list-amendments.ts'
import { decideSubjects } from '../use-cases/decide-subjects.ts'
import { readRecordReview } from '../use-cases/read-record-review.ts'
import { readReview } from '../use-cases/read-review.ts'
import { returnReasons, reviewQueue } from '../use-cases/review-queue.ts'
import {
  decisionResultView,
  drawnReportView,
  drawView,
  recordReviewView,
  reviewView,
  waitingView,
} from './reviewing-views.ts'

const zone = 'Asia/Shanghai'

/** Answers for judging many reports. */
export const reviewingHandlers: Handlers<typeof reviewingContract, Deps> = {
  async reviewQueue({ actor, query, locale }, deps) {
    const { rows, next, total, late, lateSince, claims } = await reviewQueue(deps, actor, query)
    return {
      items: rows.map((row) => waitingView(row, locale)),
      ...(next === undefined ? {} : { next }),
      ...{ total, late, lateSince: isoIn(lateSince, zone) },
      claims: claims.map((one) => ({ ...one, until: isoIn(one.until, zone) })),
    }
  },
  async review({ actor, params, locale }, deps) {
    return reviewView(await readReview(deps, actor, params.instrumentId, locale), deps.words, locale)
  },
  async recordReview({ actor, params, locale }, deps) {
    return recordReviewView(
      await readRecordReview(deps, actor, params.resourceId, locale),
      deps.words,
      locale,
    )
  },
  async sendDecisions({ actor, body, locale }, deps) {
    const { decisions, ...on } = body
    const given = decisions.map((one) => ({ ...one, reasons: one.accepts ? [] : one.reasons }))
    return decisionResultView(await decideSubjects(deps, actor, on, given), deps.words, locale)
  },
  async returnReasons({ actor, locale }, deps) {
    const items = await returnReasons(deps, actor)
    return {
      items: items.map(({ id, element, ...words }) => ({ id, element, text: inLocale(words, locale) })),
    }
  },
  async claimReports({ actor, body }, deps) {
    return { subjectIds: await claimReports(deps, actor, body) }
  },
  async amendments({ actor, query }, deps) {
    const { rows, next } = await listAmendments(deps, actor, query)
    const items = rows.map(({ id, at, ...row }) => ({ ...row, stepId: id, at: isoIn(at, zone) }))
    return next === undefined ? { items } : { items, next }
  },
  async draws({ actor, query }, deps) {
    return { items: (await listDraws(deps, actor, query.level)).map((draw) => drawView(draw)) }
  },
  async draw({ actor, body }, deps) {
    return { drawId: await drawFromQueue(deps, actor, body) }
  },
  async drawDetail({ actor, params }, deps) {
    const { draw, results, members, verified } = await readDraw(deps, actor, params.drawId)
    return { ...drawView(draw, results), verified, members: members.map(drawnReportView) }
  },
  async judgeSample({ actor, params, body }, deps) {
    await judgeSample(deps, actor, params.drawId, body.verdicts)
    return undefined
  },
  async concludeDraw({ actor, params, locale }, deps) {
    return decisionResultView(await concludeDraw(deps, actor, params.drawId), deps.words, locale)
  },
  async cancelDraw({ actor, params }, deps) {
    await cancelDraw(deps, actor, params.drawId)
    return undefined
  },
}
