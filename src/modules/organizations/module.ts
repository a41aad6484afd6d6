import { defineModule } from '#platform/module/module.ts'
import { organizationsContract } from './contract.ts'
import { organizationsHandlers } from './http.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const organizationsModule = defineModule({
  name: 'organizations',
  contract: organizationsContract,
  handlers: organizationsHandlers,
  messages: { 'zh-CN': zh, en },
})
