import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { fillingRoutes } from '../contract.ts'
import { elementGaps } from '../use-cases/element-gaps.ts'
import { fillElements } from '../use-cases/fill-elements.ts'
import { stepResultView } from './report-views.ts'

/** Answers for completing many instruments at once. */
export const fillingHandlers: Handlers<typeof fillingRoutes, Deps> = {
  async elementGaps({ actor, body, locale }, deps) {
    const { gaps, ...counts } = await elementGaps(deps, actor, body.instrumentIds, locale)
    return { ...counts, gaps: gaps.map((gap) => ({ ...gap, proposals: [...gap.proposals] })) }
  },
  async fillElements({ actor, body, locale }, deps) {
    const result = await fillElements(deps, actor, body)
    const { done, refused } = stepResultView(result, deps.words, locale)
    return { done, refused, unchanged: [...result.unchanged], complete: result.complete }
  },
}
