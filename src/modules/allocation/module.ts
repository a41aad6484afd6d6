import { defineModule } from '#platform/module/module.ts'
import { allocationContract } from './contract.ts'
import { allocationHandlers } from './http.ts'
import { allocationJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { allocationSubscriptions } from './subscriptions.ts'

/** The door for src/main. */
export const allocationModule = defineModule({
  name: 'allocation',
  contract: allocationContract,
  handlers: allocationHandlers,
  jobs: allocationJobs,
  messages: { 'zh-CN': zh, en },
  subscriptions: allocationSubscriptions,
})
