import { inTransaction } from '#platform/db/connect.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { coverInstruments, todayOn } from './use-cases/cover-instruments.ts'
import { forgetContactReadings } from './use-cases/read-contact.ts'

export const catalogueJobs: Job<Deps>[] = [
  {
    name: 'catalogue.follow-qualifications',
    idempotency: 'writes what holds today; a second run finds nothing that differs',
    schedule: '6 0 * * *',
    async run(_data, deps) {
      await inTransaction(deps.db, (tx) => coverInstruments(tx, todayOn(deps)))
    },
  },
  {
    name: 'catalogue.forget-contact-readings',
    idempotency: 'deletes only what is older than the rule keeps it; a second run finds nothing',
    schedule: '41 3 * * *',
    async run(_data, deps) {
      await forgetContactReadings(deps)
    },
  },
]
