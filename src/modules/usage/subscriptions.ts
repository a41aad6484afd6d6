import type { Deps } from '#platform/module/module.ts'
import type { Subscription } from '#platform/outbox/outbox.ts'
import { eraseUsesOf } from './use-cases/erase-uses.ts'

/** What usage listens to. */
export const usageSubscriptions: Subscription<Deps>[] = [
  {
    name: 'usage.forget-purged',
    types: ['registry.instrument_purged'],
    handle: (tx, { unitId, payload }) =>
      eraseUsesOf(tx, { unitId: Number(unitId), instrumentId: Number(payload['instrumentId']) }),
  },
]
