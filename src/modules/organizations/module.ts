import { defineModule } from '#platform/module/module.ts'
import { organizationsContract } from './contract.ts'
import { organizationsHandlers } from './http.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { organizationsSubscriptions } from './subscriptions.ts'

/** The door for src/main. */
export const organizationsModule = defineModule({
  name: 'organizations',
  contract: organizationsContract,
  handlers: organizationsHandlers,
  subscriptions: organizationsSubscriptions,
  messages: { 'zh-CN': zh, en },
})
