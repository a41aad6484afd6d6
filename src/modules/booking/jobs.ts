import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { expireRequests } from './use-cases/expire-requests.ts'

export const bookingJobs: Job<Deps>[] = [
  {
    name: 'booking.expire-requests',
    idempotency: 'ends only requests that still wait; a second run finds none',
    schedule: '* * * * *',
    async run(_data, deps) {
      await expireRequests(deps)
    },
  },
]
