import { defineModule } from '#platform/module/module.ts'
import { usageContract } from './contract.ts'
import { usageHandlers } from './http.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const usageModule = defineModule({
  name: 'usage',
  contract: usageContract,
  handlers: usageHandlers,
  messages: { 'zh-CN': zh, en },
})
