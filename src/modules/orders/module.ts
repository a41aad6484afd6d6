import { defineModule } from '#platform/module/module.ts'
import { ordersContract } from './contract.ts'
import { ordersHandlers } from './http.ts'
import { ordersJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const ordersModule = defineModule({
  name: 'orders',
  contract: ordersContract,
  handlers: ordersHandlers,
  jobs: ordersJobs,
  messages: { 'zh-CN': zh, en },
})
