import { defineModule } from '#platform/module/module.ts'
import { reportingContract } from './contract.ts'
import { reportingHandlers } from './http.ts'
import { ledgerJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const reportingModule = defineModule({
  name: 'reporting',
  contract: reportingContract,
  handlers: reportingHandlers,
  jobs: ledgerJobs,
  messages: { 'zh-CN': zh, en },
})
