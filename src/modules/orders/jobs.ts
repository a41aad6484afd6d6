import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { settleOverdueOrders } from './use-cases/close-order.ts'

export const ordersJobs: Job<Deps>[] = [
  {
    name: 'orders.settle-overdue',
    idempotency: 'moves only orders whose date has passed and that still wait; a second run finds none',
    schedule: '10 * * * *',
    async run(_data, deps, signal) {
      await settleOverdueOrders(deps, signal)
    },
  },
]
