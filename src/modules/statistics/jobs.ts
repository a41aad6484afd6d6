import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { promptWatchMonthly } from './use-cases/prompt-watch.ts'
import { takeWatchSnapshot } from './use-cases/take-watch-snapshot.ts'

export const statisticsJobs: Job<Deps>[] = [
  {
    name: 'statistics.keep-watch',
    idempotency: 'the first run in a month writes it, later ones find it written',
    schedule: '20 3 * * *',
    heartbeatSeconds: 60,
    async run(_data, deps) {
      await takeWatchSnapshot(deps)
    },
  },
  {
    name: 'statistics.prompt-watch',
    idempotency: 'a unit that was prompted in the month is left out, in the transaction that would tell it',
    // from the fifth on, so that a day on which nothing ran is made up for on the next
    schedule: '0 9 5-31 * *',
    heartbeatSeconds: 60,
    async run(_data, deps, signal) {
      await promptWatchMonthly(deps, signal)
    },
  },
]
