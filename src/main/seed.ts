import '#platform/tsx/register.ts'
import { parseArgs } from 'node:util'
import { instant } from '#kernel/time.ts'
import { readConfig } from '#platform/config/config.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openServer } from '#platform/db/open.ts'
import { forget, isEmpty, seedDemonstration } from './demonstration/seed-demonstration.ts'

const { values } = parseArgs({
  options: {
    instruments: { type: 'string', default: '3000' },
    users: { type: 'string', default: '2000' },
    day: { type: 'string' },
    force: { type: 'boolean', default: false },
  },
})
const wanted = (name: 'instruments' | 'users'): number => {
  const count = Number(values[name])
  if (!Number.isInteger(count) || count < 1) throw new Error(`--${name} takes a whole number`)
  return count
}

const server = await openServer(readConfig(process.env))
const database = openDatabase(server.url, { connections: 3, statementTimeoutMs: 0 })
const start = performance.now()
try {
  await migrate(database.sql)
  if (!(await isEmpty(database.sql)) && !values.force)
    throw new Error(
      'The database holds data already; --force throws it away and makes a demonstration province',
    )
  if (values.force) await forget(database.sql)
  const counts = await seedDemonstration(
    { database, clock: { now: () => instant(Date.now()) } },
    {
      instruments: wanted('instruments'),
      users: wanted('users'),
      ...(values.day === undefined ? {} : { day: values.day }),
      progress: (line) => process.stderr.write(`${line}\n`),
    },
  )
  const seconds = Math.round((performance.now() - start) / 100) / 10
  process.stdout.write(`${JSON.stringify({ ...counts, seconds })}\n`)
} finally {
  await database.close()
  if (server.embedded?.adopted === false) await server.embedded.stop()
}
