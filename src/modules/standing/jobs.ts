import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { countMissingFeedback } from './use-cases/missing-feedback.ts'
import { regainPoints } from './use-cases/regain-points.ts'

export const standingJobs: readonly Job<Deps>[] = [
  {
    name: 'standing.missing-feedback',
    idempotency: 'each use is counted once: its line is taken away with the entry',
    schedule: '10 * * * *',
    heartbeatSeconds: 60,
    async run(_data, deps, signal) {
      await countMissingFeedback(deps, signal)
    },
  },
  {
    name: 'standing.regain-points',
    idempotency: 'whoever was given points back begins a new while',
    schedule: '35 2 * * *',
    heartbeatSeconds: 60,
    async run(_data, deps, signal) {
      await regainPoints(deps, signal)
    },
  },
]
