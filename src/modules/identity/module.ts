import { defineModule } from '#platform/module/module.ts'
import { identityContract } from './contract.ts'
import { identityHandlers } from './http.ts'
import { identityJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const identityModule = defineModule({
  name: 'identity',
  contract: identityContract,
  handlers: identityHandlers,
  jobs: identityJobs,
  messages: { 'zh-CN': zh, en },
})
export { authenticate } from './use-cases/authenticate.ts'
