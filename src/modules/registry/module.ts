import { defineModule } from '#platform/module/module.ts'
import { registryContract } from './contract.ts'
import { registryHandlers } from './http.ts'
import { warnOfMarkings } from './use-cases/secrecy-in-force.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const registryModule = defineModule({
  name: 'registry',
  contract: registryContract,
  handlers: registryHandlers,
  textGuard: warnOfMarkings,
  messages: { 'zh-CN': zh, en },
})
export { loadReference } from './use-cases/load-reference.ts'
