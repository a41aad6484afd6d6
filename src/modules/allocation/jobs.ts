import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { endOverdue } from './use-cases/end-offers.ts'
import { askAgain, askAgainJob } from './use-cases/offer-freed.ts'

export const allocationJobs: Job<Deps>[] = [
  {
    name: 'allocation.end-overdue',
    idempotency:
      'ends only offers and entries that still run though their time is over; a second run finds none',
    schedule: '* * * * *',
    async run(_data, deps) {
      await endOverdue(deps)
    },
  },
  {
    name: askAgainJob,
    idempotency: 'offers only what is free to those who still wait; a second run finds them asked',
    async run(data, deps) {
      await askAgain(deps, (data['instrumentIds'] as readonly number[] | undefined) ?? [])
    },
  },
]
