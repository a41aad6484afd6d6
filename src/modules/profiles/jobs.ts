import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { promptExpiring } from './use-cases/prompt-expiring.ts'

export const profilesJobs: Job<Deps>[] = [
  {
    name: 'profiles.prompt-expiring',
    idempotency: 'nobody is told twice of one qualification, one end and one interval',
    schedule: '50 8 * * *',
    heartbeatSeconds: 60,
    async run(_data, deps, signal) {
      await promptExpiring(deps, signal)
    },
  },
]
