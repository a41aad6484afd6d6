import { defineModule } from '#platform/module/module.ts'
import { statisticsContract } from './contract.ts'
import { statisticsHandlers } from './http.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const statisticsModule = defineModule({
  name: 'statistics',
  contract: statisticsContract,
  handlers: statisticsHandlers,
  messages: { 'zh-CN': zh, en },
})
