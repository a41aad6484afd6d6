import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { forgetContactReadings } from './use-cases/read-contact.ts'

export const catalogueJobs: Job<Deps>[] = [
  {
    name: 'catalogue.forget-contact-readings',
    idempotency: 'deletes only what is older than the rule keeps it; a second run finds nothing',
    schedule: '41 3 * * *',
    async run(_data, deps) {
      await forgetContactReadings(deps)
    },
  },
]
