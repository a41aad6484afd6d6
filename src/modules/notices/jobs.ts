import type { Job } from '#platform/jobs/jobs.ts'
import { sendDueMail } from '#platform/mail/send-mail.ts'
import type { Deps } from '#platform/module/module.ts'

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
]
