import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { reportingContract } from './contract.ts'
import { recordHandlers } from './http/record-handlers.ts'
import { exportHandlers } from './http/export-handlers.ts'
import { fillingHandlers } from './http/filling-handlers.ts'
import { kinHandlers } from './http/kin-handlers.ts'
import { campaignHandlers } from './http/campaign-handlers.ts'
import { deliveryHandlers } from './http/delivery-handlers.ts'
import { newInstrumentHandlers } from './http/new-instrument-handlers.ts'
import { declarationHandlers } from './http/declaration-handlers.ts'
import { purgeHandlers } from './http/purge-handlers.ts'
import { ledgerHandlers } from './http/ledger-handlers.ts'
import { reviewingHandlers } from './http/reviewing-handlers.ts'
import { commentHandlers } from './http/comment-handlers.ts'
import { pictureHandlers } from './http/picture-handlers.ts'
import { reviewHandlers } from './http/review-handlers.ts'
import { suggestionHandlers } from './http/suggestion-handlers.ts'

export const reportingHandlers: Handlers<typeof reportingContract, Deps> = {
  ...reviewHandlers,
  ...exportHandlers,
  ...recordHandlers,
  ...fillingHandlers,
  ...reviewingHandlers,
  ...commentHandlers,
  ...pictureHandlers,
  ...kinHandlers,
  ...suggestionHandlers,
  ...ledgerHandlers,
  ...campaignHandlers,
  ...deliveryHandlers,
  ...newInstrumentHandlers,
  ...declarationHandlers,
  ...purgeHandlers,
}
