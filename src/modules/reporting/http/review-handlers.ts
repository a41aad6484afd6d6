import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { reviewRoutes } from '../contract.ts'
import { type ReportState, reportStates } from '../domain/report-transitions.ts'
import { declareNotSecret } from '../use-cases/declare-not-secret.ts'
import { disposeInstrument } from '../use-cases/dispose-instrument.ts'
import { createReport, editReport } from '../use-cases/edit-report.ts'
import { listReports, reportCounts } from '../use-cases/list-reports.ts'
import { readReport, reportDifference, reportHistory } from '../use-cases/read-report.ts'
import { takeStep } from '../use-cases/take-step.ts'
import { reportView, rowView, stepResultView, stepView } from './report-views.ts'

/** States named in one text, separated by commas. */
export const statesOf = (list: string | undefined): ReportState[] | undefined =>
  list === undefined ? undefined : reportStates.filter((state) => list.split(',').includes(state))

/** Answers for the list, the form and the review. */
export const reviewHandlers: Handlers<typeof reviewRoutes, Deps> = {
  async listReports({ actor, query, locale }, deps) {
    const { state, ...wish } = query
    const { rows, next } = await listReports(deps, actor, { ...wish, states: statesOf(state) })
    const items = rows.map((row) => rowView(row, locale))
    return next === undefined ? { items } : { items, next }
  },
  async reportCounts({ actor, query }, deps) {
    return { states: await reportCounts(deps, actor, query) }
  },
  async createReport({ actor, body, locale }, deps) {
    const id = await createReport(deps, actor, body)
    return reportView(await readReport(deps, actor, id, locale), deps.words, locale)
  },
  async report({ actor, params, locale }, deps) {
    return reportView(await readReport(deps, actor, params.instrumentId, locale), deps.words, locale)
  },
  async editReport({ actor, params, body, locale }, deps) {
    await editReport(deps, actor, { ...params, ...body })
    return reportView(await readReport(deps, actor, params.instrumentId, locale), deps.words, locale)
  },
  async declareNotSecret({ actor, body, locale }, deps) {
    return stepResultView(await declareNotSecret(deps, actor, body.instrumentIds), deps.words, locale)
  },
  async disposeInstrument({ actor, params, body, locale }, deps) {
    await disposeInstrument(deps, actor, params.instrumentId, body.disposedOn)
    return reportView(await readReport(deps, actor, params.instrumentId, locale), deps.words, locale)
  },
  async reportHistory({ actor, params }, deps) {
    const { zone, versions, steps } = await reportHistory(deps, actor, params.instrumentId)
    return {
      versions: versions.map((version) => ({ ...version, changedAt: isoIn(version.changedAt, zone) })),
      steps: steps.map((step) => stepView(step, zone)),
    }
  },
  async reportDifference({ actor, params, query, locale }, deps) {
    const difference = await reportDifference(deps, actor, params.instrumentId, query, locale)
    return { ...difference, elements: difference.elements.map((element) => ({ ...element })) }
  },
  async submitToUnit({ actor, body, locale }, deps) {
    return stepResultView(
      await takeStep(deps, actor, { ...body, step: 'submit_to_unit' }),
      deps.words,
      locale,
    )
  },
  async withdrawReports({ actor, body, locale }, deps) {
    return stepResultView(await takeStep(deps, actor, { ...body, step: 'withdraw' }), deps.words, locale)
  },
  async withdrawFromPublic({ actor, body, locale }, deps) {
    const wish = { ...body, step: 'withdraw_from_public' } as const
    return stepResultView(await takeStep(deps, actor, wish), deps.words, locale)
  },
  async reviewInUnit({ actor, body, locale }, deps) {
    return stepResultView(await takeStep(deps, actor, body), deps.words, locale)
  },
  async reviewInProvince({ actor, body, locale }, deps) {
    return stepResultView(await takeStep(deps, actor, body), deps.words, locale)
  },
}
