import { type Db as BossDb, fromKysely, PgBoss } from 'pg-boss'
import type { Sql, Tx } from '../db/connect.ts'
import type { Log } from '../log/log.ts'

/** Work done outside a request: a name, how it is repeated, what it does. Running it twice must do no harm. */
export interface Job<D> {
  readonly name: string
  /** One sentence: why running it a second time with the same data changes nothing. */
  readonly idempotency: string
  /** Cron line in the site's zone, for what recurs. */
  readonly schedule?: string
  /** Seconds without a sign of life after which another worker takes the job over. */
  readonly heartbeatSeconds?: number
  run(data: Readonly<Record<string, unknown>>, deps: D, signal: AbortSignal): Promise<void>
}

/** The queue as use cases see it. */
export interface JobQueue {
  /** Enqueues in the caller's transaction: the job exists if, and only if, it commits. `key` keeps one waiting job per key. */
  enqueue(
    tx: Tx,
    job: string,
    data: Readonly<Record<string, unknown>>,
    options?: { key?: string; after?: Date },
  ): Promise<void>
}

export interface JobRunner<D> extends JobQueue {
  startWorking(jobs: readonly Job<D>[], deps: D): Promise<void>
  startScheduling(jobs: readonly Job<D>[], zone: string): Promise<void>
  /** Runs all that waits, here and now; for tests. */
  drain(jobs: readonly Job<D>[], deps: D): Promise<void>
  stop(): Promise<void>
}

/** Statements without values may be several with a transaction of their own, so they get a connection to themselves; the rows of all come back. */
async function runScript(sql: Sql, text: string): Promise<unknown[]> {
  const connection = await sql.reserve()
  try {
    const result = await connection.unsafe<unknown[] & readonly object[]>(text)
    return Array.isArray(result[0]) ? result.flat() : [...result]
  } finally {
    connection.release()
  }
}

const executor = (sql: Sql): BossDb => ({
  async executeSql(text, values) {
    if (!values?.length) return { rows: await runScript(sql, text) }
    return { rows: [...(await sql.unsafe(text, values as never[], { prepare: true }))] }
  },
})

/** Opens the queue in the given database; `start` creates its tables when they are missing. */
export async function openJobs<D>(
  sql: Sql,
  log: Log,
  jobs: readonly Job<D>[],
  roles: { supervise: boolean },
): Promise<JobRunner<D>> {
  const boss = new PgBoss({ db: executor(sql), supervise: roles.supervise, schedule: roles.supervise })
  boss.on('error', (error) => log.error({ err: error }, 'job queue'))
  boss.on('warning', (warning) => log.debug({ warning }, 'job queue'))
  await boss.start()
  for (const job of jobs)
    await boss.createQueue(job.name, {
      retryLimit: 5,
      retryBackoff: true,
      retryDelay: 2,
      heartbeatSeconds: job.heartbeatSeconds ?? 30,
    })

  const runOne = (job: Job<D>, deps: D) => async (batch: { data: object | null; signal: AbortSignal }[]) => {
    for (const { data, signal } of batch) {
      try {
        await job.run((data ?? {}) as Record<string, unknown>, deps, signal)
      } catch (error) {
        log.error({ err: error, job: job.name }, 'job failed')
        throw error
      }
    }
  }

  return {
    async enqueue(tx, name, data, options) {
      await boss.send(name, data, {
        db: fromKysely(tx),
        ...(options?.key === undefined ? {} : { singletonKey: options.key }),
        ...(options?.after === undefined ? {} : { startAfter: options.after }),
      })
    },
    async startWorking(list, deps) {
      for (const job of list)
        await boss.work(job.name, { pollingIntervalSeconds: 1, batchSize: 1 }, runOne(job, deps))
    },
    async startScheduling(list, zone) {
      for (const job of list)
        if (job.schedule !== undefined) await boss.schedule(job.name, job.schedule, {}, { tz: zone })
    },
    async drain(list, deps) {
      for (let worked = true; worked; ) {
        worked = false
        for (const job of list)
          for (const { id, data } of await boss.fetch<Record<string, unknown>>(job.name, { batchSize: 10 })) {
            worked = true
            await job.run(data, deps, new AbortController().signal)
            await boss.complete(job.name, id)
          }
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: false }),
  }
}
