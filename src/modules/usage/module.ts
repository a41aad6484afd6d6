import { defineModule } from '#platform/module/module.ts'
import { usageContract } from './contract.ts'
import { usageHandlers } from './http.ts'
import { usageJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { usageSubscriptions } from './subscriptions.ts'
import { prepareSums } from './use-cases/verify-year-sums.ts'

/** The door for src/main. */
export const usageModule = defineModule({
  name: 'usage',
  contract: usageContract,
  handlers: usageHandlers,
  jobs: usageJobs,
  messages: { 'zh-CN': zh, en },
  subscriptions: usageSubscriptions,
  start: (deps) => prepareSums(deps),
})
