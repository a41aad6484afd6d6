import { defineModule } from '#platform/module/module.ts'
import { catalogueContract } from './contract.ts'
import { catalogueHandlers } from './http.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { catalogueJobs } from './jobs.ts'
import { catalogueSubscriptions } from './subscriptions.ts'
import { startCatalogue } from './use-cases/live-catalogue.ts'

/** The door for src/main. */
export const catalogueModule = defineModule({
  name: 'catalogue',
  contract: catalogueContract,
  handlers: catalogueHandlers,
  messages: { 'zh-CN': zh, en },
  jobs: catalogueJobs,
  subscriptions: catalogueSubscriptions,
  start: startCatalogue,
})
