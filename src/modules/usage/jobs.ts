import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { verifyYearSums } from './use-cases/verify-year-sums.ts'

export const usageJobs: readonly Job<Deps>[] = [
  {
    name: 'usage.verify-year-sums',
    idempotency: 'It only compares and reports; a second run reports the same.',
    schedule: '20 3 * * *',
    heartbeatSeconds: 120,
    async run(_data, deps) {
      await verifyYearSums(deps)
    },
  },
]
