import { inLocale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { reviewingContract } from '../contract.ts'
import { claimReports } from '../use-cases/claim-reports.ts'
import { commentReport, listComments, mayComment, resolveComment } from '../use-cases/comment-report.ts'
import {
  cancelDraw,
  concludeDraw,
  drawFromQueue,
  judgeSample,
  listDraws,
  readDraw,
} from '../use-cases/draw-sample.ts'
import { listAmendments } from '../use-cases/list-amendments.ts'
import { readReview } from '../use-cases/read-review.ts'
import { returnReasons, reviewQueue } from '../use-cases/review-queue.ts'
import { decideReports } from '../use-cases/take-step.ts'
import { stepResultView } from './report-views.ts'
import { commentView, drawnReportView, drawView, reviewView, waitingView } from './reviewing-views.ts'

const zone = 'Asia/Shanghai'
const stepAt = {
  unit: { accepts: 'submit_to_province', returns: 'return_in_unit' },
  province: { accepts: 'accept', returns: 'return' },
} as const

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
  async sendDecisions({ actor, body, locale }, deps) {
    const decisions = body.decisions.map(({ accepts, reasons, ...one }) => ({
      ...one,
      reasons: accepts ? [] : reasons,
      step: stepAt[body.level][accepts ? 'accepts' : 'returns'],
    }))
    return stepResultView(await decideReports(deps, actor, decisions), deps.words, locale)
  },
  async returnReasons({ actor, locale }, deps) {
    const items = await returnReasons(deps, actor)
    return {
      items: items.map(({ id, element, ...words }) => ({ id, element, text: inLocale(words, locale) })),
    }
  },
  async claimReports({ actor, body }, deps) {
    return { instrumentIds: await claimReports(deps, actor, body) }
  },
  async comments({ actor, params }, deps) {
    const items = await listComments(deps, actor, params.instrumentId)
    return { items: items.map(commentView), may: await mayComment(deps, actor, params.instrumentId) }
  },
  async comment({ actor, params, body }, deps) {
    await commentReport(deps, actor, { ...params, ...body })
    return undefined
  },
  async resolveComment({ actor, params, body }, deps) {
    await resolveComment(deps, actor, { ...params, ...body })
    return undefined
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
    return stepResultView(await concludeDraw(deps, actor, params.drawId), deps.words, locale)
  },
  async cancelDraw({ actor, params }, deps) {
    await cancelDraw(deps, actor, params.drawId)
    return undefined
  },
}
