import { day, plus } from '#kernel/time.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { deleteExpired } from './data/account-repository.ts'

export const identityJobs: Job<Deps>[] = [
  {
    name: 'identity.forget-expired-sessions',
    idempotency: 'deletes only what is over; a second run finds nothing',
    schedule: '17 * * * *',
    async run(_data, deps) {
      const now = deps.clock.now()
      await inTransaction(deps.db, (tx) => deleteExpired(tx, now, plus(now, -day)))
    },
  },
]
