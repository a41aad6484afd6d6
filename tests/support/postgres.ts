import { resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#platform/db/connect.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { silentLog } from '#platform/log/log.ts'
import { openJobs } from '#platform/jobs/jobs.ts'
import { allJobs } from '../../src/main/application.ts'
import { migrate } from '#platform/db/migrate.ts'
import { ensureDatabase } from '#platform/db/open.ts'
import { liftLimits } from './open-rules.ts'
import { withReference } from './reference.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { admin: string; template: string }
  }
}

/** One PostgreSQL for the whole run and one migrated template; each test file copies it (house.md §7). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbedded(resolve('var/test'), {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  })
  const template = `template_${process.pid}`
  const admin = openDatabase(server.urlOf('postgres'), { connections: 1 })
  const old = await admin.sql<
    { datname: string }[]
  >`select datname from pg_database where datname ~ '^(template_|test_)[0-9]'`
  for (const { datname } of old) await admin.sql.unsafe(`drop database if exists "${datname}" with (force)`)
  await admin.close()
  await ensureDatabase(server.urlOf, template)
  const database = openDatabase(server.urlOf(template), { connections: 3 })
  await migrate(database.sql)
  await withReference(database)
  await liftLimits(database)
  const jobs = await openJobs(database.sql, silentLog, allJobs, { supervise: false })
  await jobs.stop()
  await database.close()
  project.provide('postgres', { admin: server.urlOf('postgres'), template })
  return server.stop
}
