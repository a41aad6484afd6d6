import { defineModule } from '#platform/module/module.ts'
import { statisticsContract } from './contract.ts'
import { statisticsHandlers } from './http.ts'
import { statisticsJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const statisticsModule = defineModule({
  name: 'statistics',
  contract: statisticsContract,
  handlers: statisticsHandlers,
  jobs: statisticsJobs,
  messages: { 'zh-CN': zh, en },
})
