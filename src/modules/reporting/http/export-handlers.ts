import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes } from '#platform/sheets/write-sheet.ts'
import type { exportContract } from '../contract/exports.ts'
import { completionSheet } from '../use-cases/completion-sheet.ts'
import { exportReports } from '../use-cases/export-reports.ts'
import { statesOf } from './review-handlers.ts'

/** Answers for what leaves the platform as sheets. */
export const exportHandlers: Handlers<typeof exportContract, Deps> = {
  async exportReports({ actor, query }, deps) {
    const { state, generation, format, ...filter } = query
    const { fileName, bytes } = await exportReports(deps, actor, {
      ...{ generation, format },
      filter: { ...filter, states: statesOf(state), order: 'oldest' },
    })
    return { fileName, bytes, mediaType: sheetMediaTypes[format] }
  },
  async completionSheet({ actor, body }, deps) {
    const { fileName, bytes } = await completionSheet(deps, actor, body.instrumentIds)
    return { fileName, bytes, mediaType: sheetMediaTypes.xlsx }
  },
}
