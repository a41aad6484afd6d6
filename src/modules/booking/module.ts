import { defineModule } from '#platform/module/module.ts'
import { bookingContract } from './contract.ts'
import { bookingHandlers } from './http.ts'
import { bookingJobs } from './jobs.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import { bookingSubscriptions } from './subscriptions.ts'
import { startCalendarStreams } from './use-cases/calendar-hub.ts'

/** The door for src/main. */
export const bookingModule = defineModule({
  name: 'booking',
  contract: bookingContract,
  handlers: bookingHandlers,
  jobs: bookingJobs,
  messages: { 'zh-CN': zh, en },
  subscriptions: bookingSubscriptions,
  start: startCalendarStreams,
})
