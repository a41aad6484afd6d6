import { defineModule } from '#platform/module/module.ts'
import { availabilityContract } from './contract.ts'
import { availabilityHandlers } from './http.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { startFreeTime } from './use-cases/live-free-time.ts'

/** The door for src/main. */
export const availabilityModule = defineModule({
  name: 'availability',
  contract: availabilityContract,
  handlers: availabilityHandlers,
  messages: { 'zh-CN': zh, en },
  start: startFreeTime,
})
