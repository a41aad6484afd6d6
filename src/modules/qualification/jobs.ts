import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { promptExpiring } from './use-cases/prompt-expiring.ts'
import { endOverdueAttempts } from './use-cases/take-exam.ts'

export const qualificationJobs: Job<Deps>[] = [
  {
    name: 'qualification.prompt-expiring',
    idempotency: 'nobody is told twice of one certificate, one end and one interval',
    schedule: '20 8 * * *',
    heartbeatSeconds: 60,
    async run(_data, deps, signal) {
      await promptExpiring(deps, signal)
    },
  },
  {
    name: 'qualification.end-overdue-attempts',
    idempotency: 'ends only attempts that still run though their time is over; a second run finds none',
    schedule: '* * * * *',
    async run(_data, deps) {
      await endOverdueAttempts(deps)
    },
  },
]
