import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { forgetCalendarChanges } from './data/calendar-changes.ts'
import { passLateSteps } from './use-cases/late-steps.ts'
import { expireRequests } from './use-cases/expire-requests.ts'

export const bookingJobs: Job<Deps>[] = [
  {
    name: 'booking.expire-requests',
    idempotency: 'ends only requests that still wait; a second run finds none',
    schedule: '* * * * *',
    async run(_data, deps) {
      await passLateSteps(deps)
      await expireRequests(deps)
    },
  },
  {
    name: 'booking.forget-calendar-changes',
    idempotency: 'deletes only what is older than an hour; a second run finds nothing',
    schedule: '*/10 * * * *',
    async run(_data, deps) {
      await forgetCalendarChanges(deps.db, 60)
    },
  },
]
