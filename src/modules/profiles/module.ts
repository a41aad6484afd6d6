import { defineModule } from '#platform/module/module.ts'
import { profilesContract } from './contract.ts'
import { profilesHandlers } from './http.ts'
import { profilesJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }

/** The door for src/main. */
export const profilesModule = defineModule({
  name: 'profiles',
  contract: profilesContract,
  handlers: profilesHandlers,
  jobs: profilesJobs,
  messages: { 'zh-CN': zh, en },
})
