import { defineModule } from '#platform/module/module.ts'
import { noticesContract } from './contract.ts'
import { noticesHandlers } from './http.ts'
import { noticesJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const noticesModule = defineModule({
  name: 'notices',
  contract: noticesContract,
  handlers: noticesHandlers,
  jobs: noticesJobs,
  messages: { 'zh-CN': zh, en },
})
