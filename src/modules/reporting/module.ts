import { defineModule } from '#platform/module/module.ts'
import { reportingContract } from './contract.ts'
import { reportingHandlers } from './http.ts'
import { reportingJobs } from './jobs.ts'
import campaignsEn from './messages/campaigns.en.json' with { type: 'json' }
import campaignsZh from './messages/campaigns.zh-CN.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const reportingModule = defineModule({
  name: 'reporting',
  contract: reportingContract,
  handlers: reportingHandlers,
  jobs: reportingJobs,
  messages: { 'zh-CN': { ...zh, ...campaignsZh }, en: { ...en, ...campaignsEn } },
})
