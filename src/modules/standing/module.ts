import { defineModule } from '#platform/module/module.ts'
import { standingContract } from './contract.ts'
import { standingHandlers } from './http.ts'
import { standingJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { standingSubscriptions } from './subscriptions.ts'

/** The door for src/main. */
export const standingModule = defineModule({
  name: 'standing',
  contract: standingContract,
  handlers: standingHandlers,
  jobs: standingJobs,
  messages: { 'zh-CN': zh, en },
  subscriptions: standingSubscriptions,
})
