import type { FastifyInstance } from 'fastify'
import type { Clock } from '#kernel/time.ts'
import { authenticate } from '#modules/identity/module.ts'
import type { Config } from '#platform/config/config.ts'
import type { Database } from '#platform/db/connect.ts'
import { platformMessages } from '#platform/i18n/platform-messages.ts'
import { openWords } from '#platform/i18n/words.ts'
import { type JobRunner, openJobs } from '#platform/jobs/jobs.ts'
import type { Log } from '#platform/log/log.ts'
import type { Deps } from '#platform/module/module.ts'
import { modules } from './modules.ts'

/** The program without a process around it: what tests build in memory and `serve.ts` runs. */
export interface Application {
  readonly deps: Deps
  readonly jobs: JobRunner<Deps>
  openWeb(): Promise<FastifyInstance>
}

export const allJobs = modules.flatMap((module) => module.jobs ?? [])
export const allSubscriptions = modules.flatMap((module) => module.subscriptions ?? [])
export const allMessages = [platformMessages, ...modules.map((module) => module.messages)]

export interface Surroundings {
  readonly database: Database
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  /** Whether this process looks after the queue itself: timetable, repeats of what a dead worker held. */
  readonly supervise: boolean
}

/** Wires the modules to their surroundings. */
export async function openApplication(around: Surroundings): Promise<Application> {
  const { database, config, clock, log } = around
  const jobs = await openJobs<Deps>(database.sql, log, allJobs, { supervise: around.supervise })
  const words = openWords(allMessages)
  const deps: Deps = { db: database.db, sql: database.sql, clock, log, jobs, words, config }
  return {
    deps,
    jobs,
    async openWeb() {
      const { openWebServer } = await import('./web.ts')
      return openWebServer(deps, (token) => authenticate(deps, token))
    },
  }
}
