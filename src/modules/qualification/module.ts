import { defineModule } from '#platform/module/module.ts'
import { qualificationContract } from './contract.ts'
import { qualificationHandlers } from './http.ts'
import { qualificationJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const qualificationModule = defineModule({
  name: 'qualification',
  contract: qualificationContract,
  handlers: qualificationHandlers,
  jobs: qualificationJobs,
  messages: { 'zh-CN': zh, en },
})
