import '#platform/tsx/register.ts'
import { parseArgs } from 'node:util'
import { type Clock, instant } from '#kernel/time.ts'
import { type ProcessRole, processRoles, readConfig } from '#platform/config/config.ts'
import { openDatabase } from '#platform/db/connect.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openServer, othersConnected } from '#platform/db/open.ts'
import { openLog } from '#platform/log/log.ts'

const { values } = parseArgs({
  options: {
    roles: { type: 'string', default: processRoles.join(',') },
    /** Fill an empty database with the demonstration province and speak to the person at the terminal. */
    demonstration: { type: 'boolean', default: false },
    instruments: { type: 'string', default: '3000' },
  },
})
const roles = values.roles
  .split(',')
  .filter((role): role is ProcessRole => (processRoles as readonly string[]).includes(role))
if (roles.length === 0) throw new Error(`--roles takes a list of ${processRoles.join(', ')}`)

const config = readConfig(process.env)
const log = openLog(config.logLevel)
const clock: Clock = { now: () => instant(Date.now()) }
const say = (line: string): void => {
  if (values.demonstration) process.stdout.write(`\u001b[36m共仪 Gongyi\u001b[0m  ${line}\n`)
}

say('数据库 starting PostgreSQL …')
const server = await openServer(config)
const database = openDatabase(server.url, { connections: config.databaseConnections })
const applied = await migrate(database.sql)
if (applied.length > 0) log.info({ applied }, 'migrated')

const { prepareData } = await import('./prepare-data.ts')
await prepareData({ database, clock }, values.demonstration ? Number(values.instruments) : undefined, say)

const { openApplication } = await import('./application.ts')
const application = await openApplication({
  database,
  config,
  clock,
  log,
  supervise: roles.includes('scheduler'),
})
const stopping = new AbortController()
const { startRoles } = await import('./roles.ts')
const stopRoles = await startRoles(application, roles, stopping.signal)
log.info({ roles, url: config.publicUrl, embedded: server.embedded !== undefined }, 'ready')
say(`就绪 ready: ${config.publicUrl}   演示说明 what to try: ${config.publicUrl}/demo   停止 stop: Ctrl+C`)
process.send?.('ready')

/** Stops taking work, finishes what is under way, leaves the database server to whoever still uses it. */
async function stop(signal: string): Promise<void> {
  if (stopping.signal.aborted) return
  log.info({ signal }, 'stopping')
  stopping.abort()
  await stopRoles()
  await application.jobs.stop()
  const shared = server.embedded !== undefined && (await othersConnected(database.sql))
  await database.close()
  if (!shared) await server.embedded?.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal))
