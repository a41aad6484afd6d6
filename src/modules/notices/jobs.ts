import type { Job } from '#platform/jobs/jobs.ts'
import { sendDueMail } from '#platform/mail/send-mail.ts'
import type { Deps } from '#platform/module/module.ts'
import { sendDigests } from './use-cases/send-digests.ts'
import { sendMessages } from './use-cases/send-messages.ts'

export const noticesJobs: Job<Deps>[] = [
  {
    name: 'notices.send-mail',
    idempotency: 'claims each mail before handing it over; a second run takes only what nobody claimed',
    schedule: '* * * * *',
    heartbeatSeconds: 120,
    async run(_data, deps, signal) {
      if (deps.config.mail !== undefined) await sendDueMail(deps, deps.config.mail, signal)
    },
  },
  {
    name: 'notices.send-webhooks',
    idempotency: 'claims each message before sending it; a second run takes only what nobody claimed',
    schedule: '* * * * *',
    heartbeatSeconds: 120,
    async run(_data, deps, signal) {
      await sendMessages(deps, signal)
    },
  },
  {
    name: 'notices.send-digests',
    idempotency: 'takes what waits in the transaction that writes the message; a second run finds nothing',
    schedule: '2 * * * *',
    heartbeatSeconds: 120,
    async run(_data, deps) {
      await sendDigests(deps)
    },
  },
]
