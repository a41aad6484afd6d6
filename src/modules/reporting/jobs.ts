import type { Job } from '#platform/jobs/jobs.ts'
import type { Deps } from '#platform/module/module.ts'
import { checkLedger } from './use-cases/check-ledger.ts'
import { expireDeclarations, promptEndingDeclarations } from './use-cases/expire-declarations.ts'
import { importLedger } from './use-cases/import-ledger.ts'
import { promptNewInstruments } from './use-cases/new-instruments.ts'
import { promptCampaigns } from './use-cases/prompt-campaigns.ts'
import { type ImportKey, readLedger } from './use-cases/read-ledger.ts'

const keyOf = (data: Readonly<Record<string, unknown>>): ImportKey => ({
  unitId: Number(data['unitId']),
  importId: Number(data['importId']),
})

export const reportingJobs: Job<Deps>[] = [
  {
    name: 'reporting.expire-declarations',
    idempotency: 'takes only declarations that are still filed, and marks them in the same transaction',
    schedule: '10 0 * * *',
    run: (_data, deps, signal) => expireDeclarations(deps, signal),
  },
  {
    name: 'reporting.prompt-ending-declarations',
    idempotency: 'nobody is told twice of the same declaration and number of days',
    schedule: '50 8 * * *',
    async run(_data, deps) {
      await promptEndingDeclarations(deps)
    },
  },
  {
    name: 'reporting.read-ledger',
    idempotency:
      'starts by forgetting the rows of an earlier run; an import that is not being read is left alone',
    heartbeatSeconds: 60,
    run: (data, deps, signal) => readLedger(deps, keyOf(data), signal),
  },
  {
    name: 'reporting.check-ledger',
    idempotency: 'computes each row anew from its cells and overwrites what an earlier run wrote',
    heartbeatSeconds: 60,
    run: (data, deps, signal) => checkLedger(deps, keyOf(data), signal),
  },
  {
    name: 'reporting.import-ledger',
    idempotency: 'takes only rows not marked as done, and marks them in the transaction that saves them',
    heartbeatSeconds: 60,
    run: (data, deps, signal) => importLedger(deps, keyOf(data), signal),
  },
  {
    name: 'reporting.prompt-campaigns',
    idempotency: 'whoever was told on an occasion is left out, in the transaction that would tell them',
    schedule: '30 8 * * *',
    heartbeatSeconds: 60,
    async run(_data, deps, signal) {
      await promptCampaigns(deps, signal)
    },
  },
  {
    name: 'reporting.prompt-new-instruments',
    idempotency: 'nobody is told twice within one stretch of days',
    schedule: '40 8 * * *',
    heartbeatSeconds: 60,
    async run(_data, deps, signal) {
      await promptNewInstruments(deps, signal)
    },
  },
]
