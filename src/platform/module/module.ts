import type { Clock } from '#kernel/time.ts'
import type { Config } from '../config/config.ts'
import type { Db, Sql } from '../db/connect.ts'
import type { Contract, Handlers } from '../http/contract.ts'
import type { Page } from '../http/pages.ts'
import type { TextGuard } from '../texts/text-guard.ts'
import type { Messages, Words } from '../i18n/words.ts'
import type { Job, JobQueue } from '../jobs/jobs.ts'
import type { Log } from '../log/log.ts'
import type { Subscription } from '../outbox/outbox.ts'

/** What a use case may need of the outside world; it takes the part it uses. */
export interface Deps {
  readonly db: Db
  /** The driver, for data/ only. */
  readonly sql: Sql
  readonly clock: Clock
  readonly log: Log
  readonly jobs: JobQueue
  readonly words: Words
  readonly config: Config
}

/** A module as src/main mounts it. */
export interface Module<C extends Contract = Contract> {
  readonly name: string
  readonly contract: C
  readonly handlers: Handlers<C, Deps>
  readonly messages: Messages
  /** Looks through the texts of every request before it is handled; one module at most. */
  readonly textGuard?: TextGuard<Deps>
  readonly pages?: readonly Page<Deps>[]
  readonly jobs?: readonly Job<Deps>[]
  readonly subscriptions?: readonly Subscription<Deps>[]
  /** Runs once when a process of role web or worker has started, for example to fill an in-memory index. */
  readonly start?: (deps: Deps, signal: AbortSignal) => Promise<void>
}

/** Checks handlers against their contract and forgets the exact type, so that modules fit in one list. */
export const defineModule = <const C extends Contract>(module: Module<C>): Module => module
