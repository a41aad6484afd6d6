import { defineModule } from '#platform/module/module.ts'
import { portalContract } from './contract.ts'
import { portalHandlers } from './http.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const portalModule = defineModule({
  name: 'portal',
  contract: portalContract,
  handlers: portalHandlers,
  messages: { 'zh-CN': zh, en },
})
